package io.bongsu.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The console as its readers meet it: in Chromium, on top of a real OpenSearch. */
@QuarkusTest
@WithTestResource(ConsoleServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {

    private static final List<String> PAGES = List.of(
            "/",
            "/logs",
            "/findings",
            "/findings/" + SampleFindings.SSH,
            "/compliance",
            "/controls",
            "/controls/2.6.1",
            "/scope",
            "/pipeline",
            "/dashboards");

    @TestHTTPResource("/")
    URI root;

    @ConfigProperty(name = "console.policy-engine-url")
    URI services;

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

    private URI console() {
        return URI.create("http://127.0.0.1:" + root.getPort());
    }

    private Reader reader(String language, ColorScheme scheme, int width, int height) {
        Reader reader = new Reader(browser, console(), language, scheme, width, height);
        readers.add(reader);
        return reader;
    }

    private Reader korean() {
        return reader("ko-KR", ColorScheme.LIGHT, 1440, 900).loggedIn();
    }

    @Test
    void loginLinkWorksOnce() {
        Reader first = reader("ko-KR", ColorScheme.LIGHT, 1280, 800);
        String link = Reader.loginLink(console(), ConsoleServers.TOKEN);
        first.page().navigate(link);
        first.page().locator("form[action='/login'] button").click();
        assertThat(first.page().url()).isEqualTo(console() + "/");
        assertThat(first.page().locator("h1").textContent()).isEqualTo("개요");

        Reader second = reader("ko-KR", ColorScheme.LIGHT, 1280, 800);
        Response refused = second.page().navigate(link);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(second.page().locator("h1").textContent()).isEqualTo("사용할 수 없는 로그인 링크");
    }

    @Test
    void lookingAtALoginLinkDoesNotUseItUp() {
        String link = Reader.loginLink(console(), ConsoleServers.TOKEN);
        Reader preview = reader("en-US", ColorScheme.LIGHT, 1280, 800);
        preview.page().navigate(link);
        Reader person = reader("en-US", ColorScheme.LIGHT, 1280, 800);
        person.page().navigate(link);
        person.page().locator("form[action='/login'] button").click();
        assertThat(person.page().locator("h1").textContent()).isEqualTo("Overview");
    }

    @Test
    void withoutSessionEveryPageIsClosedAndSaysHowToComeIn() {
        Reader stranger = reader("en-US", ColorScheme.LIGHT, 1280, 800);
        for (String path : PAGES) {
            Response response = stranger.page().navigate(console() + path);
            assertThat(response.status()).as(path).isEqualTo(401);
            assertThat(stranger.page().locator(".command").textContent()).isEqualTo("./bongsu up");
        }
    }

    @Test
    void sessionCookieIsOutOfReachOfScriptsAndOtherSites() {
        Reader reader = korean();
        assertThat(reader.context().cookies().stream().filter(c -> c.name.equals("bongsu_session")))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.httpOnly).isTrue();
                    assertThat(cookie.sameSite.name()).isEqualTo("STRICT");
                    assertThat(cookie.path).isEqualTo("/");
                    assertThat(cookie.value).hasSize(43);
                });
    }

    @Test
    void logoutEndsTheSessionOnTheServer() throws Exception {
        Reader reader = korean();
        String session = session(reader);
        reader.page().locator("form[action='/logout'] button").click();
        assertThat(reader.page().locator("h1").textContent()).isEqualTo("로그아웃함");
        assertThat(get("/", Map.of("Cookie", "bongsu_session=" + session)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        String session = session(korean());
        HttpRequest forged = HttpRequest.newBuilder(console().resolve("/logout"))
                .header("Cookie", "bongsu_session=" + session)
                .header("Origin", "http://127.0.0.1:1")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(forged, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/", Map.of("Cookie", "bongsu_session=" + session)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyTheAccessTokenMakesLoginLinks() throws Exception {
        String session = session(korean());
        HttpRequest.Builder request = HttpRequest.newBuilder(console().resolve("/api/v1/login-links"))
                .POST(HttpRequest.BodyPublishers.noBody());
        HttpClient http = HttpClient.newHttpClient();
        assertThat(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        HttpRequest viewer = request.header("Cookie", "bongsu_session=" + session)
                .header("Origin", console().toString())
                .build();
        assertThat(http.send(viewer, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyAnswerCarriesThePolicy() throws Exception {
        for (String path : List.of("/", "/login", "/logs", "/no-such-page", "/q/health/ready")) {
            assertThat(get(path, Map.of()).headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains(
                                    "default-src 'none'",
                                    "script-src 'self'",
                                    "style-src 'self'",
                                    "frame-ancestors 'none'")
                            .doesNotContain("unsafe"));
        }
    }

    @Test
    void assetsAreKeptForGoodUnderTheirHash() throws Exception {
        Reader reader = korean();
        String sheet = reader.page().locator("link[rel=stylesheet]").getAttribute("href");
        HttpResponse<String> response = get(sheet, Map.of());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(get(sheet.replaceFirst("/[0-9a-f]{16}/", "/0000000000000000/"), Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void oldDataIsShownWholeAndThePageSaysSo() {
        Page page = korean().page();
        assertThat(page.locator(".notice").textContent()).contains("최근 24시간에 수집된 이벤트가 없어");
        int all = SampleLogs.CLOUDTRAIL + SampleLogs.WAF + SampleLogs.CONFIG + SampleLogs.VPCFLOW;
        assertThat(page.locator(".tile .figure").first().textContent()).isEqualTo("%,d".formatted(all));
        page.locator(".chart canvas").first().waitFor();
    }

    @Test
    void hostileUserAgentStaysText() {
        Reader reader = korean();
        Page page = reader.open(
                "/logs?range=all&q=user_agent.original:*script*".replace("*script*", "%22" + "nothing" + "%22"));
        assertThat(page.locator(".empty").first().textContent()).contains("조건에 맞는 이벤트가");
        page = reader.open("/logs?range=all&f=event.id:3f2e1d0c-0000-4000-8000-000000000077");
        page.locator(".row-link").first().click();
        page.locator("#drawer #record").waitFor();
        assertThat(page.locator("#drawer").textContent()).contains(SampleLogs.HOSTILE);
        assertThat(page.locator("#drawer script, #drawer img").count()).isZero();
        reader.open("/pipeline");
        page.locator("details summary").nth(1).click();
        assertThat(page.locator("main").textContent()).contains(SampleLogs.HOSTILE);
        assertThat(page.locator("main script, main img").count()).isZero();
        assertThat(reader.misdeeds()).isEmpty();
    }

    @Test
    void hostileQueryStaysText() {
        Reader reader = korean();
        Page page = reader.open("/logs?range=all");
        page.locator("#q").fill("\"<script>alert(1)</script>\"");
        page.locator("#q").press("Enter");
        page.waitForURL(url -> url.contains("q=%22%3Cscript"));
        assertThat(page.locator("#q").inputValue()).isEqualTo("\"<script>alert(1)</script>\"");
        assertThat(reader.misdeeds()).isEmpty();
    }

    @Test
    void searchNarrowsByQueryTypeAndAccount() {
        Page page = korean().open("/logs?range=all");
        page.locator("#q").fill("event.action:ConsoleLogin");
        page.locator("#q").press("Enter");
        page.waitForURL(url -> url.contains("event.action"));
        List<String> actions = page.locator("tbody tr td:nth-child(5) b").allTextContents();
        assertThat(actions).isNotEmpty().allMatch("ConsoleLogin"::equals);
        page.locator("select[name=account]").selectOption("111122223333");
        page.locator(".filters button[type=submit]").click();
        page.waitForURL(url -> url.contains("account=111122223333"));
        assertThat(page.locator("tbody tr td:nth-child(3)").allTextContents())
                .isNotEmpty()
                .allMatch("111122223333"::equals);
        page.navigate(console() + "/logs?range=all&dataset=aws.waf");
        assertThat(page.locator("#results-title").textContent()).contains(Integer.toString(SampleLogs.WAF));
    }

    @Test
    void pagesOfResultsNeitherRepeatNorLeaveOut() {
        Page page = korean().open("/logs?range=all&dataset=aws.vpcflow");
        List<String> seen = new ArrayList<>();
        while (true) {
            seen.addAll(hrefs(page.locator(".row-link")));
            Locator next = page.locator("a[rel=next]");
            if (next.count() == 0) {
                break;
            }
            next.click();
            page.waitForLoadState();
        }
        assertThat(seen).hasSize(SampleLogs.VPCFLOW);
        assertThat(seen.stream().map(href -> href.replaceFirst(".*[?&]id=([^&]*).*", "$1")))
                .doesNotHaveDuplicates();
    }

    @Test
    void wrongQueryIsExplained() {
        Page page = korean().open("/logs?range=all&q=event.action:(");
        assertThat(page.locator("#complaint").textContent()).contains("검색어를 해석할 수 없음", "문법은");
        page = readers.getFirst().open("/logs?range=all&q=*login");
        assertThat(page.locator("#complaint").textContent()).contains("검색어를 해석할 수 없음");
    }

    @Test
    void recordOffersToFilterForItsValues() {
        Page page = korean().open("/logs?range=all&f=event.id:3f2e1d0c-0000-4000-8000-000000000005");
        page.locator(".row-link").first().click();
        page.locator("#drawer #record").waitFor();
        assertThat(page.locator("#drawer #raw").textContent())
                .contains("\"eventVersion\": \"1.11\"", "\"nextToken\": null");
        page.locator("#drawer tr:has(th:text-is('cloud.account.id')) .field-tools a")
                .first()
                .click();
        page.waitForURL(url -> url.contains("f=cloud.account.id"));
        assertThat(page.locator(".chip").textContent()).contains("cloud.account.id");
    }

    @Test
    void findingsAreFilteredAndExplained() {
        Page page = korean().open("/findings");
        assertThat(page.locator("tbody tr").count()).isEqualTo(11);
        page.locator("select[name=severity]").selectOption("CRITICAL");
        page.locator(".filters button[type=submit]").click();
        page.waitForURL(url -> url.contains("severity=CRITICAL"));
        assertThat(page.locator("tbody tr").count()).isEqualTo(4);

        page.navigate(console() + "/findings/" + SampleFindings.SSH);
        assertThat(page.locator("h1").textContent()).isEqualTo("SSH 포트의 인터넷 전체 공개 금지");
        assertThat(page.locator("#configuration").textContent()).contains("bastion <b>hosts</b>");
        List<String> marked = page.locator("#configuration .hit").allTextContents();
        assertThat(String.join("", marked))
                .contains("0.0.0.0/0", "\"fromPort\": 22")
                .doesNotContain("10.0.0.0/8");
        assertThat(page.locator(".history li").count()).isEqualTo(2);
    }

    @Test
    void findingCanBeTakenAwayAsOcsf() {
        Page page = korean().open("/findings/" + SampleFindings.SSH);
        var download = page.waitForDownload(() -> page.locator("a[download]").click());
        assertThat(download.suggestedFilename()).isEqualTo("finding-" + SampleFindings.SSH + ".ocsf.json");
    }

    @Test
    void complianceListsAllControlsAndLeadsToTheirFindings() {
        Page page = korean().open("/compliance");
        assertThat(page.locator(".controls tbody tr").count()).isEqualTo(101);
        page.locator("#control-2\\.6\\.1 .control-drill").click();
        page.waitForURL(url -> url.contains("control=2.6.1"));
        assertThat(page.locator("tbody tr").count()).isEqualTo(4);
    }

    @Test
    void languageIsSwitchedAndRemembered() {
        Reader reader = korean();
        Page page = reader.open("/findings");
        page.locator("button[name=language][value=en]").click();
        page.waitForURL("**/findings");
        assertThat(page.locator("h1").textContent()).isEqualTo("Findings");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        reader.open("/pipeline");
        assertThat(page.locator("h1").textContent()).isEqualTo("Pipeline");
    }

    @Test
    void koreanReaderSeesSeoulTimeWithUtcOnHover() {
        Page page = korean().open("/findings/" + SampleFindings.SSH);
        Locator time = page.locator(".facts time").first();
        assertThat(time.textContent()).isEqualTo("2023-07-10 22:38:20");
        assertThat(time.getAttribute("title")).isEqualTo("2023-07-10 22:38:20 KST · 2023-07-10 13:38:20 UTC");
    }

    @Test
    void pageWithoutItsServicesShowsTheRestAndSaysWhatIsMissing() throws Exception {
        Page page = korean().page();
        control("away");
        try {
            page.navigate(console() + "/");
            assertThat(String.join(" ", page.locator(".notice").allTextContents()))
                    .contains("정책 엔진(" + services + ")에 연결할 수 없어", "수집기(" + services + ")에 연결할 수 없어", "./bongsu up");
            page.locator(".chart canvas").first().waitFor();
            assertThat(page.locator(".tile .figure").nth(1).textContent()).isEqualTo("–");
            page.navigate(console() + "/compliance");
            assertThat(page.locator(".notice").textContent()).contains("정책 엔진");
            assertThat(page.navigate(console() + "/findings/" + SampleFindings.SSH)
                            .status())
                    .isEqualTo(503);
        } finally {
            control("back");
        }
    }

    @Test
    void unknownPageIsAPage() {
        Reader reader = korean();
        assertThat(reader.page().navigate(console() + "/nothing-here").status()).isEqualTo(404);
        assertThat(reader.page().locator("h1").textContent()).isEqualTo("찾을 수 없음");
    }

    /** Each page in both themes and languages: no barrier, no complaint in the console, no request elsewhere; and a picture to look at. */
    @Test
    void everyPageIsAccessibleAndKeepsToItself() throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        List<String> complaints = new ArrayList<>();
        for (String language : List.of("ko-KR", "en-US")) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Reader reader = reader(language, scheme, 1440, 900).loggedIn();
                for (String path : PAGES) {
                    visit(reader, path);
                    String name = name(path) + "-" + language.substring(0, 2) + "-"
                            + scheme.name().toLowerCase(java.util.Locale.ROOT);
                    reader.screenshot(pictures.resolve(name + ".png"), true);
                    reader.barriers().forEach(barrier -> complaints.add(name + " " + barrier));
                }
                reader.misdeeds().forEach(misdeed -> complaints.add(language + " " + scheme + " " + misdeed));
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void otherViewsAreAccessibleToo() throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        List<String> complaints = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            String suffix = "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
            Reader stranger = reader("ko-KR", scheme, 1280, 800);
            stranger.open("/");
            note(stranger, pictures, "unauthorized" + suffix, complaints);
            stranger.page().navigate(Reader.loginLink(console(), ConsoleServers.TOKEN));
            note(stranger, pictures, "login" + suffix, complaints);

            Reader reader = reader("ko-KR", scheme, 1440, 900).loggedIn();
            Page page = reader.open("/logs?range=all&dataset=aws.cloudtrail&f=event.outcome:failure");
            page.locator(".row-link").first().click();
            page.locator("#drawer #record").waitFor();
            note(reader, pictures, "record" + suffix, complaints);
            reader.open("/logs?range=all&q=event.action:(");
            note(reader, pictures, "wrong-query" + suffix, complaints);
            reader.open("/findings?status=all&q=nothing-like-this");
            note(reader, pictures, "no-findings" + suffix, complaints);
            page = reader.open("/");
            page.locator(".range summary").click();
            note(reader, pictures, "range" + suffix, complaints);
            reader.open("/nothing-here");
            note(reader, pictures, "not-found" + suffix, complaints);
            reader.misdeeds().forEach(misdeed -> complaints.add(scheme + " " + misdeed));
        }
        for (int width : List.of(390, 1280, 1920)) {
            Reader reader = reader("ko-KR", ColorScheme.LIGHT, width, 1000).loggedIn();
            for (String path : PAGES) {
                visit(reader, path);
                reader.screenshot(pictures.resolve(name(path) + "-w" + width + ".png"), false);
                Object overflow = reader.page().evaluate("document.documentElement.scrollWidth > innerWidth");
                if (Boolean.TRUE.equals(overflow)) {
                    complaints.add(path + " scrolls sideways at " + width);
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void keyboardAloneSearchesAndOpensARecord() {
        Page page = korean().open("/logs?range=all");
        page.keyboard().press("/");
        page.keyboard().type("event.action:AssumeRole");
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.contains("AssumeRole"));
        page.locator(".row-link").first().focus();
        page.keyboard().press("Enter");
        page.locator("#drawer #record").waitFor();
        page.keyboard().press("Escape");
        assertThat(page.locator("#drawer").isVisible()).isFalse();
        assertThat(page.evaluate("document.activeElement.classList.contains('row-link')"))
                .isEqualTo(true);
    }

    private void visit(Reader reader, String path) {
        reader.open(path);
        if (path.equals("/") || path.equals("/logs")) {
            reader.page().locator(".chart canvas").first().waitFor();
        }
    }

    private static void note(Reader reader, Path pictures, String name, List<String> complaints) {
        reader.screenshot(pictures.resolve(name + ".png"), false);
        reader.barriers().forEach(barrier -> complaints.add(name + " " + barrier));
    }

    private static String name(String path) {
        if (path.equals("/")) {
            return "overview";
        }
        if (path.startsWith("/controls/")) {
            return "control";
        }
        return path.startsWith("/findings/") ? "finding" : path.substring(1);
    }

    private static List<String> hrefs(Locator links) {
        return links.all().stream().map(link -> link.getAttribute("href")).toList();
    }

    private static String session(Reader reader) {
        return reader.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("bongsu_session"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(console().resolve(path));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void control(String word) throws IOException, InterruptedException {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(services.resolve("/control/" + word))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }
}
