package io.bongsu.console;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A person at a browser of his own. Notes whatever a sound page never does: complaints in the console, dialogs, requests to other hosts. */
final class Reader implements AutoCloseable {

    private final URI console;
    private final BrowserContext context;
    private final Page page;
    private final List<String> misdeeds = new ArrayList<>();

    Reader(Browser browser, URI console, String language, ColorScheme scheme, int width, int height) {
        this.console = console;
        context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(scheme)
                .setViewportSize(width, height));
        context.setDefaultTimeout(10_000);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of 4")) {
                misdeeds.add("console: " + message.text());
            }
        });
        page.onPageError(error -> misdeeds.add("script error: " + error));
        page.onDialog(dialog -> {
            misdeeds.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(console.toString()) && !request.url().startsWith("data:")) {
                misdeeds.add("request to " + request.url());
            }
        });
    }

    /** Asks for a login link as {@code ./bongsu} does. */
    static String loginLink(URI console, String token) {
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(console.resolve("/api/v1/login-links"))
                                    .header("Authorization", "Bearer " + token)
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IllegalStateException(
                        "Login link was answered with " + response.statusCode() + ": " + response.body());
            }
            return response.body().replaceFirst(".*\"url\":\"([^\"]+)\".*", "$1");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a login link was made", e);
        }
    }

    Reader loggedIn() {
        page.navigate(loginLink(console, ConsoleServers.TOKEN));
        page.locator("form[action='/login'] button").click();
        page.waitForURL(console + "/");
        return this;
    }

    Page open(String path) {
        page.navigate(console + path);
        return page;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    List<String> misdeeds() {
        return List.copyOf(misdeeds);
    }

    /** What axe finds on the page as it stands, by WCAG 2.2 AA and axe's own good habits. */
    List<String> barriers() {
        return new AxeBuilder(page)
                .analyze().getViolations().stream().map(Reader::describe).toList();
    }

    void screenshot(Path file, boolean full) {
        page.evaluate("document.fonts.ready.then(() => true)");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(full));
    }

    @Override
    public void close() {
        context.close();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .limit(3)
                        .toList();
    }
}
