package io.bongsu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DashboardsCommandTest {

    private final StringWriter errors = new StringWriter();
    private final CommandLine line = Bongsu.commandLine().setErr(new PrintWriter(errors, true));

    @Test
    void anExportIsTheFileThatIsCheckedIn(@TempDir Path directory) throws IOException {
        assertThat(line.execute(
                        "dashboards",
                        "export",
                        "--out",
                        directory.resolve("new").toString(),
                        "waf"))
                .isZero();

        Path checkedIn = Path.of(System.getProperty("bongsu.root"), "dashboards", "saved-objects", "waf.ndjson");
        assertThat(directory.resolve("new").resolve("waf.ndjson")).hasSameTextualContentAs(checkedIn);
        assertThat(directory.resolve("new")).isDirectoryNotContaining("glob:**/vpcflow.ndjson");
    }

    @Test
    void anotherPrefixIsInTheIndexPatterns(@TempDir Path directory) throws IOException {
        assertThat(line.execute(
                        "dashboards", "export", "--out", directory.toString(), "--index-prefix", "acme-", "waf"))
                .isZero();
        assertThat(Files.readString(directory.resolve("waf.ndjson")))
                .contains("acme-logs-waf-*")
                .doesNotContain("bongsu-logs-waf");
    }

    @Test
    void anUnknownDashboardIsAnsweredWithTheKnownOnes(@TempDir Path directory) {
        assertThat(line.execute("dashboards", "export", "--out", directory.toString(), "alb"))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("There is no dashboard 'alb'", "cloudtrail");
    }

    @Test
    void aWrongAddressIsNamedBeforeAnythingIsAsked() {
        assertThat(line.execute("dashboards", "diff", "--url", "search.example.com"))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("--url is 'search.example.com'; expected http:// or https://");
    }
}
