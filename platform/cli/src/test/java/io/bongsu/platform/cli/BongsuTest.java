package io.bongsu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class BongsuTest {

    static Stream<String> commands() {
        return Bongsu.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyHelpHasAnExampleOfItsCommand(String command) {
        StringWriter out = new StringWriter();
        CommandLine line = Bongsu.commandLine().setOut(new PrintWriter(out));

        assertThat(line.execute(command, "--help")).isZero();
        assertThat(out.toString()).contains("Example").contains("  ./bongsu " + command);
    }

    @Test
    void everyCommandIsThere() {
        assertThat(commands())
                .containsExactlyInAnyOrder(
                        "up",
                        "demo",
                        "down",
                        "status",
                        "ingest",
                        "findings",
                        "check",
                        "report",
                        "dashboards",
                        "account",
                        "org",
                        "doctor",
                        "logs",
                        "bench",
                        "test");
    }

    @Test
    void aWrongArgumentIsSaidInASentenceAndIsAnError() {
        StringWriter err = new StringWriter();
        CommandLine line = Bongsu.commandLine().setErr(new PrintWriter(err));

        assertThat(line.execute("findings", "--severity", "terrible")).isEqualTo(2);
        assertThat(err.toString()).contains("terrible").contains("CRITICAL");
    }

    @Test
    void anUnknownBenchmarkFailsWithoutAStackTrace() {
        StringWriter err = new StringWriter();
        CommandLine line = Bongsu.commandLine().setErr(new PrintWriter(err));

        assertThat(line.execute("bench", "juggle")).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("There is no benchmark 'juggle'; expected ingest, judge, normalise, report or vend");
    }
}
