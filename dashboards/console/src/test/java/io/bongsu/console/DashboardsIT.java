package io.bongsu.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.bongsu.dashboards.Dashboard;
import io.bongsu.dashboards.Definitions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The dashboards as their readers meet them: in Chromium, on top of a real OpenSearch. */
@QuarkusTest
@WithTestResource(ConsoleServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardsIT {

    private static final int MAX_TRANSFER = 300_000;

    @TestHTTPResource("/")
    URI root;

    private Playwright playwright;
    private Browser browser;
    private final List<Reader> readers = new ArrayList<>();

    @BeforeAll
    void launch() {
        String chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(null);
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking"));
        Playwright.CreateOptions create = new Playwright.CreateOptions();
        if (chromium != null) {
            options.setExecutablePath(Path.of(chromium));
            create.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        }
        playwright = Playwright.create(create);
        browser = playwright.chromium().launch(options);
    }

    @AfterAll
    void quit() {
        browser.close();
        playwright.close();
    }

    @AfterEach
    void leave() {
        readers.forEach(Reader::close);
        readers.clear();
    }

    private Reader reader(String language, ColorScheme scheme, int width) {
        Reader reader =
                new Reader(browser, URI.create("http://127.0.0.1:" + root.getPort()), language, scheme, width, 900);
        readers.add(reader);
        return reader.loggedIn();
    }

    private Page open(Reader reader, String path) {
        Page page = reader.open(path);
        page.locator("#panels[data-drawn]").waitFor();
        return page;
    }

    @Test
    void everyDashboardIsAccessibleAndKeepsToItself() throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        List<String> complaints = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            String language = scheme == ColorScheme.LIGHT ? "ko-KR" : "en-US";
            Reader reader = reader(language, scheme, 1440);
            for (String name : Definitions.NAMES) {
                open(reader, "/dashboards/" + name);
                String picture = "dashboard-" + name + "-" + language.substring(0, 2) + "-"
                        + scheme.name().toLowerCase(Locale.ROOT);
                reader.screenshot(pictures.resolve(picture + ".png"), true);
                reader.barriers().forEach(barrier -> complaints.add(picture + " " + barrier));
            }
            reader.misdeeds().forEach(misdeed -> complaints.add(scheme + " " + misdeed));
        }
        Reader narrow = reader("ko-KR", ColorScheme.LIGHT, 390);
        for (String name : Definitions.NAMES) {
            open(narrow, "/dashboards/" + name);
            narrow.screenshot(pictures.resolve("dashboard-" + name + "-w390.png"), false);
            if (Boolean.TRUE.equals(narrow.page().evaluate("document.documentElement.scrollWidth > innerWidth"))) {
                complaints.add(name + " scrolls sideways at 390");
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void everyPanelOfEveryDefinitionIsOnItsPage() {
        Reader reader = reader("en-US", ColorScheme.LIGHT, 1440);
        for (Dashboard dashboard : Definitions.load().all()) {
            Page page = open(reader, "/dashboards/" + dashboard.name() + "?range=all");
            assertThat(page.locator("#panels .panel-title").allTextContents())
                    .containsExactlyElementsOf(dashboard.panels().stream()
                            .map(panel -> panel.title().en())
                            .toList());
            assertThat(page.locator("#panels code").count())
                    .as("failed panels of " + dashboard.name())
                    .isZero();
        }
    }

    @Test
    void numbersAreThoseOfTheRecords() {
        Page page = open(reader("en-US", ColorScheme.LIGHT, 1440), "/dashboards/cloudtrail?range=all");
        assertThat(figure(page, "events")).isEqualTo("%,d".formatted(SampleLogs.CLOUDTRAIL));
        page.navigate(page.url().replace("cloudtrail", "pipeline-health"));
        page.locator("#panels[data-drawn]").waitFor();
        assertThat(figure(page, "stored"))
                .isEqualTo("%,d"
                        .formatted(SampleLogs.CLOUDTRAIL + SampleLogs.WAF + SampleLogs.CONFIG + SampleLogs.VPCFLOW));
        assertThat(figure(page, "quarantined")).isEqualTo("3");
    }

    @Test
    void aClickNarrowsThePageAndTheChipWidensItAgain() {
        Page page = open(reader("en-US", ColorScheme.LIGHT, 1440), "/dashboards/cloudtrail?range=all");
        Locator first = panel(page, "event-names").locator(".bars a").first();
        String action = first.locator(".bar-name").textContent();
        String count = first.locator(".bar-number").textContent();
        first.click();
        page.waitForURL(url -> url.contains("f=event.action"));
        page.locator("#panels[data-drawn]").waitFor();
        assertThat(figure(page, "events")).isEqualTo(count);
        assertThat(page.locator(".chip").textContent()).contains("event.action", action);
        page.locator(".chip a").click();
        page.waitForURL(url -> !url.contains("f="));
        page.locator("#panels[data-drawn]").waitFor();
        assertThat(figure(page, "events")).isEqualTo("%,d".formatted(SampleLogs.CLOUDTRAIL));
    }

    @Test
    void aPanelLeadsToItsRecords() {
        Page page =
                open(reader("en-US", ColorScheme.LIGHT, 1440), "/dashboards/cloudtrail?range=all&account=111122223333");
        String failed = figure(page, "errors");
        panel(page, "errors").locator(".more").click();
        page.waitForURL(url -> url.contains("/logs?"));
        assertThat(page.locator("#results-title").textContent()).contains(failed);
        page.goBack();
        page.locator("#panels[data-drawn]").waitFor();
        panel(page, "error-events").locator(".row-link").first().click();
        page.locator("#drawer #record").waitFor();
    }

    @Test
    void everyLogPanelsDrillDownIsAnswered() {
        Reader reader = reader("en-US", ColorScheme.LIGHT, 1440);
        for (String name : Definitions.NAMES) {
            List<String> links =
                    open(reader, "/dashboards/" + name + "?range=all").locator("#panels .more").all().stream()
                            .map(link -> link.getAttribute("href"))
                            .filter(href -> href.startsWith("/logs"))
                            .distinct()
                            .toList();
            for (String href : links) {
                Page page = reader.open(href);
                assertThat(page.locator("#complaint").count()).as(href).isZero();
            }
        }
    }

    @Test
    void anOrganizationalUnitIsItsAccounts() {
        Page page = open(reader("en-US", ColorScheme.LIGHT, 1440), "/dashboards/cloudtrail?range=all");
        page.locator("select[name=ou]").selectOption("prod/shop");
        page.locator(".dashboard-filters button[type=submit]").click();
        page.waitForURL(url -> url.contains("ou=prod"));
        page.locator("#panels[data-drawn]").waitFor();
        assertThat(panel(page, "by-account").locator(".bar-name").allTextContents())
                .containsExactlyInAnyOrder("111122223333", "210987654321");
    }

    @Test
    void nothingFoundSaysSo() {
        Page page = open(reader("en-US", ColorScheme.LIGHT, 1440), "/dashboards/waf?range=all&f=source.ip:192.0.2.1");
        assertThat(figure(page, "requests")).isEqualTo("0");
        assertThat(panel(page, "hosts").locator(".empty").textContent()).contains("Nothing matches");
    }

    @Test
    void aFilterThatAPanelHasNoFieldForIsSaid() {
        Page page = open(reader("en-US", ColorScheme.LIGHT, 1440), "/dashboards/config?range=all&f=event.action:OK");
        assertThat(panel(page, "inventory").locator(".ignored").textContent()).contains("1 of the filters");
        assertThat(panel(page, "changes").locator(".ignored").count()).isZero();
    }

    @Test
    void aPageIsLightAndItsPanelsComeTogether() {
        Reader reader = reader("ko-KR", ColorScheme.LIGHT, 1440);
        Page page = reader.page();
        for (String name : Definitions.NAMES) {
            List<String> asked = new ArrayList<>();
            long[] bytes = {0};
            page.onResponse(response -> {
                if (response.url().contains("/dashboards/" + name)) {
                    asked.add(response.url());
                    bytes[0] += response.body().length;
                }
            });
            open(reader, "/dashboards/" + name);
            assertThat(asked).as(name).hasSize(2);
            assertThat(bytes[0]).as(name).isLessThan(MAX_TRANSFER);
        }
    }

    @Test
    void withoutAnAnswerThePageSaysWhatToDoAndTriesAgain() {
        Reader reader = reader("ko-KR", ColorScheme.LIGHT, 1440);
        reader.page().route("**/panels?**", route -> route.abort());
        Page page = reader.open("/dashboards/waf");
        page.locator("#panels-away").waitFor();
        assertThat(page.locator("#panels-away").textContent()).contains("패널의 답을 받지 못함", "./bongsu status");
        page.unroute("**/panels?**");
        page.locator("[data-again]").click();
        page.locator("#panels[data-drawn]").waitFor();
        assertThat(page.locator("#panels-away").isVisible()).isFalse();
    }

    @Test
    void keyboardAloneNarrowsAndOpensTheWall() {
        Page page = open(reader("ko-KR", ColorScheme.LIGHT, 1440), "/dashboards/waf?range=all");
        page.locator("[data-wall]").focus();
        page.keyboard().press("Enter");
        page.waitForFunction("document.fullscreenElement !== null");
        page.evaluate("document.exitFullscreen()");
        page.waitForFunction("document.fullscreenElement === null");
        panel(page, "rules").locator(".bars a").first().focus();
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.contains("f=rule.name"));
    }

    private static Locator panel(Page page, String id) {
        return page.locator("section[aria-labelledby='t-" + id + "']");
    }

    private static String figure(Page page, String id) {
        return panel(page, id).locator(".figure").textContent();
    }
}
