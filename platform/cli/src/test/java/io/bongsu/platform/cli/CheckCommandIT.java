package io.bongsu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.platform.check.CheckResult;
import io.bongsu.platform.check.PlanCheck;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.OpaEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CheckCommandIT {

    private static final Path PLANS = Path.of("src", "test", "resources", "plans");

    private final StringWriter errors = new StringWriter();
    private final CommandLine line = Bongsu.commandLine().setErr(new PrintWriter(errors, true));

    @Test
    void whatIsNoPlanCantBeJudged(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("plan.json"), "{}");

        assertThat(line.execute("check", file.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("has format_version ''", "terraform show -json");
    }

    @Test
    void aFileThatIsNotThereCantBeJudged(@TempDir Path directory) {
        assertThat(line.execute("check", directory.resolve("plan.json").toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("plan.json can't be read", "NoSuchFile");
    }

    @Test
    void aWrongAccountIsNamed() {
        assertThat(line.execute("check", "plan.json", "--account", "12")).isEqualTo(2);
        assertThat(errors.toString()).contains("--account is '12'; expected twelve digits");
    }

    @Test
    void theTextSaysFirstWhatToMendThenWhatIsOpenThenWhatWasNotLookedAt() {
        CheckResult result = violations();

        assertThat(new CheckText(false, false, false).of(result))
                .startsWith("violations.json by isms-p ")
                .containsSubsequence(
                        "VIOLATION  s3-bucket-public-read-prohibited  critical\n  aws_s3_bucket.each[\"open\"]\n    The public can read bucket check-open",
                        "  To do: ",
                        "UNKNOWN  s3-bucket-ssl-requests-only  medium\n  aws_s3_bucket.each[\"later\"]\n    It can't be told before apply.\n    ? aws_s3_bucket_policy.later.policy\n",
                        "Not judged: 1 resources of types that no guardrail has a mapping for\n  aws_sqs_queue\n",
                        "18 violations · 6 unknown · 22 passed · 0 not applicable · 41 resources planned\n")
                .doesNotContain("\u001b", "PASS");
    }

    @Test
    void theTextSpeaksKoreanAndHasColours() {
        assertThat(new CheckText(true, true, true).of(violations()))
                .contains("\u001b[31;1m위반\u001b[0m  restricted-ssh", "판정 불가", "준수", "위반 18건", "조치: ");
    }

    private static CheckResult violations() {
        return new PlanCheck(
                        OpaEngine.fetchOpa(EngineStore.open(ChildUser.current()), bytes -> {}),
                        Path.of(System.getProperty("bongsu.root"), "compliance-packs"),
                        Clock.systemUTC())
                .check(PLANS.resolve("violations.json"), "isms-p", Optional.empty(), Optional.empty());
    }
}
