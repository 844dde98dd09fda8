package io.bongsu.platform.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.OpaEngine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlanCheckIT {

    private static final Path PACKS = Path.of(System.getProperty("bongsu.root"), "compliance-packs");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    private final PlanCheck check = new PlanCheck(
            OpaEngine.fetchOpa(EngineStore.open(ChildUser.current()), bytes -> {}), PACKS, CLOCK);
    private CheckResult violations = check(plan("violations"));

    @BeforeAll
    void judge() {
        violations = check(plan("violations"));
    }

    @ParameterizedTest
    @CsvSource({"minimal, 28, 191", "complete, 34, 257", "two-region, 38, 232"})
    void ourOwnExamplesKeepEveryGuardrail(String example, int passed, int resources) {
        CheckResult result = check(plan(example));

        assertThat(result.verdicts()).allSatisfy(each -> assertThat(each.status())
                .as(each.rule().id() + " on " + each.addresses())
                .isEqualTo(VerdictStatus.PASS));
        assertThat(result.verdicts()).hasSize(passed);
        assertThat(result.resources()).isEqualTo(resources);
        assertThat(result.exit()).isZero();
    }

    @Test
    void eachViolationIsFoundAtItsAddress() {
        assertThat(of(VerdictStatus.FAIL))
                .containsExactlyInAnyOrder(EXPECTED_FAILURES);
        assertThat(violations.exit()).isEqualTo(1);
    }
}
