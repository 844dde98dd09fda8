package io.bongsu.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

/** Controls as a security officer works with them, in Chromium. */
@QuarkusTest
@WithTestResource(ConsoleServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlsPagesIT {

    @TestHTTPResource("/")
    URI root;

    private Playwright playwright;
    private Browser browser;
    private final List<Reader> readers = new ArrayList<>();

    @BeforeAll
    void launch() {
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking"));
        Playwright.CreateOptions create = new Playwright.CreateOptions();
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(path -> {
                    options.setExecutablePath(path);
                    create.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
                });
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
        URI console = URI.create("http://127.0.0.1:" + root.getPort());
        Reader reader = new Reader(browser, console, language, scheme, width, 900);
        readers.add(reader);
        return reader.loggedIn();
    }

    private Reader korean() {
        return reader("ko-KR", ColorScheme.LIGHT, 1440);
    }

    @Test
    void allControlsStandUnderTheirChapters() {
        Page page = korean().open("/controls");
        assertThat(page.locator(".standings tbody tr").count()).isEqualTo(101);
        assertThat(page.locator(".chapter").count()).isEqualTo(21);
        page.locator(".todo-overdue").click();
        assertThat(page.locator(".standings tbody tr").allTextContents())
                .singleElement()
                .asString()
                .contains("1.1.4", "기한 초과", "2026-10-31");
        page.locator(".tabs a", new Page.LocatorOptions().setHasText("미충족")).click();
        assertThat(page.locator(".empty").textContent()).contains("이 조건에 해당하는 통제항목이 없음");
    }

    @Test
    void aControlIsAssignedAttestedWithEvidenceAndReviewedBySomebodyElse() throws IOException {
        Reader reader = korean();
        Page page = reader.open("/controls/2.3.1");
        assertThat(page.locator("main").textContent()).contains("담당자를 먼저 지정해야", "업무 위탁과 외부 서비스");
        fill(page, "form[action$='/assignment']", "owner", "kim@company.example");
        fill(page, "form[action$='/assignment']", "due", "2026-12-31");
        fill(page, "form[action$='/assignment']", "actor", "park@company.example");
        page.locator("form[action$='/assignment'] button").click();
        page.waitForURL("**/controls/2.3.1");

        page.locator("input[name=outcome][value=MET]").check();
        page.locator("textarea[name=statement]").fill("위탁 현황표를 확인함 <script>alert(1)</script>");
        page.locator("input[name=files]")
                .setInputFiles(new FilePayload("위탁 현황.csv", "text/csv", "업체,업무\n".getBytes(StandardCharsets.UTF_8)));
        fill(page, "form[action$='/attestations']", "actor", "kim@company.example");
        page.locator("form[action$='/attestations'] button").click();
        page.waitForURL("**/controls/2.3.1");
        assertThat(page.locator(".attestation").textContent()).contains("검토 대기", "<script>alert(1)</script>");
        Download download = page.waitForDownload(() -> page.locator(".files a").click());
        assertThat(download.suggestedFilename()).isEqualTo("위탁 현황.csv");
        assertThat(download.path()).hasContent("업체,업무\n");

        page.locator("textarea[name=comment]").fill("증적이 확인 내용과 일치함");
        fill(page, "form[action$='/review']", "actor", "KIM@company.example");
        page.locator("button[value=accept]").click();
        assertThat(page.locator(".notice").textContent()).contains("작성자는 자신의 증명을 검토할 수 없음");
        assertThat(page.locator("textarea[name=comment]").inputValue()).isEqualTo("증적이 확인 내용과 일치함");
        fill(page, "form[action$='/review']", "actor", "lee@company.example");
        page.locator("button[value=accept]").click();
        page.waitForURL("**/controls/2.3.1");
        assertThat(page.locator(".verdict").textContent()).contains("충족");
        assertThat(page.locator(".history li").count()).isEqualTo(3);
        assertThat(reader.misdeeds()).isEmpty();
    }

    @Test
    void whatIsRefusedSaysWhyAndKeepsWhatWasTyped() {
        Page page = korean().open("/controls/1.1.3");
        page.locator("input[name=outcome][value=PARTLY]").check();
        page.locator("textarea[name=statement]").fill("일부만 확인함");
        page.locator("input[name=files]")
                .setInputFiles(new FilePayload("run.exe", "application/octet-stream", new byte[] {1}));
        fill(page, "form[action$='/attestations']", "actor", "kim@company.example");
        page.locator("form[action$='/attestations'] button").click();
        page.locator(".notice").waitFor();
        assertThat(page.locator(".notice").textContent()).contains("저장하지 못함", "run.exe");
        assertThat(page.locator("textarea[name=statement]").inputValue()).isEqualTo("일부만 확인함");
        assertThat(page.locator("input[name=outcome][value=PARTLY]").isChecked())
                .isTrue();
    }

    @Test
    void theScopeIsDecidedByTheKeyboardAlone() {
        Page page = korean().open("/scope");
        int before = page.locator("tbody tr").count();
        page.locator("input[name=target]").focus();
        page.keyboard().type("999900001111");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type("01012027");
        page.locator("input[name=from]").fill("2027-01-01");
        page.locator("textarea[name=reason]").focus();
        page.keyboard().type("신규 서비스");
        page.keyboard().press("Tab");
        page.keyboard().type("park@company.example");
        page.keyboard().press("Enter");
        page.locator("tbody tr").nth(before).waitFor();
        fill(page, "form[action='/scope']", "target", "12");
        fill(page, "form[action='/scope']", "from", "2027-01-01");
        page.locator("textarea[name=reason]").fill("틀린 대상");
        fill(page, "form[action='/scope']", "actor", "park");
        page.locator("form[action='/scope'] button").click();
        assertThat(page.locator(".notice").textContent()).contains("저장하지 못함", "target is '12'");
    }

    @Test
    void unknownControlIsAPage() {
        Reader reader = korean();
        String address = "http://127.0.0.1:" + root.getPort() + "/controls/9.9.9";
        assertThat(reader.page().navigate(address).status()).isEqualTo(404);
        assertThat(reader.page().locator("h1").textContent()).isEqualTo("찾을 수 없음");
    }

    /** In both themes and languages and on a telephone: no barrier, no complaint, nothing that scrolls sideways; and a picture to look at. */
    @Test
    void everyViewIsAccessible() throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        List<String> complaints = new ArrayList<>();
        for (String language : List.of("ko-KR", "en-US")) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Reader reader = reader(language, scheme, 1440);
                for (String path :
                        List.of("/controls", "/controls/2.6.1", "/controls/1.1.3", "/controls/2.12.2", "/scope")) {
                    Page page = reader.open(path);
                    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })");
                    String name = path.substring(1).replace('/', '-') + "-" + language.substring(0, 2) + "-"
                            + scheme.name().toLowerCase(Locale.ROOT);
                    reader.screenshot(pictures.resolve(name + ".png"), true);
                    reader.barriers().forEach(barrier -> complaints.add(name + " " + barrier));
                }
                reader.misdeeds().forEach(misdeed -> complaints.add(language + " " + scheme + " " + misdeed));
            }
        }
        Reader small = reader("ko-KR", ColorScheme.LIGHT, 390);
        for (String path : List.of("/controls", "/controls/2.6.1", "/scope")) {
            small.open(path);
            small.screenshot(pictures.resolve(path.substring(1).replace('/', '-') + "-w390.png"), false);
            if (Boolean.TRUE.equals(small.page().evaluate("document.documentElement.scrollWidth > innerWidth"))) {
                complaints.add(path + " scrolls sideways at 390");
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static void fill(Page page, String form, String field, String value) {
        page.locator(form + " [name=" + field + "]").fill(value);
    }
}
