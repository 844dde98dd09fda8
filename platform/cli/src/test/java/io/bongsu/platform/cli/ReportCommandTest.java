package io.bongsu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {

    @TempDir
    private Path directory;

    @Test
    void aDirectoryWithoutAReportDoesNotHold() throws IOException {
        Files.writeString(directory.resolve("manifest.json"), "{}");
        assertThat(Bongsu.commandLine().execute("report", "verify", directory.toString(), "--json"))
                .isEqualTo(1);
    }

    @Test
    void aDirectoryThatIsNotThereIsSaid() {
        StringWriter said = new StringWriter();
        CommandLine line = Bongsu.commandLine().setErr(new PrintWriter(said));
        assertThat(line.execute("report", "verify", directory.resolve("none").toString()))
                .isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(said.toString()).contains("is no directory; expected that of a report");
    }

    @Test
    void aDayEndsInKorea() {
        assertThat(CutOffTime.of("2026-01-31")).isEqualTo(Instant.parse("2026-01-31T14:59:59.999Z"));
        assertThat(CutOffTime.of("2026-01-31T00:00:00Z")).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        assertThatThrownBy(() -> CutOffTime.of("yesterday")).hasMessageContaining("--as-of is 'yesterday'");
    }

    @Test
    void filesOfTwoReportsAreNotMixed() throws IOException {
        MadeReports.checkEmpty(directory);
        Files.writeString(directory.resolve("other.txt"), "x");
        assertThatThrownBy(() -> MadeReports.checkEmpty(directory)).hasMessageContaining("is not empty");
    }
}
