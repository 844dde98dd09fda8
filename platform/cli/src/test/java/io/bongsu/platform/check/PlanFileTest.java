package io.bongsu.platform.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanFileTest {

    @TempDir
    private Path directory = Path.of("/");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            PK\u0003\u0004 a plan of Terraform itself | is no JSON
            [] | holds no JSON object
            {} | has format_version ''; expected 1.x
            {"format_version": "2.0"} | has format_version '2.0'; expected 1.x
            {"format_version": "1.2", "values": {}} | is a state, not a plan
            {"format_version": "1.2", "errored": true} | is of a plan that failed
            {"format_version": "1.2", "resource_changes": {}} | has resource_changes that is no list
            {"format_version": "1.2", "resource_changes": [{"address": "a.b"}]} | without address, type or change.actions (address 'a.b', type '')
            {"format_version": "1.2", "resource_changes": [ | is no JSON
            {"format_version": "1.2", "format_version": "1.2"} | is no JSON: Duplicate field 'format_version'
            {"format_version": "1.2"} {} | goes on after its JSON object
            """)
    void whatIsNoPlanIsRefusedInASentenceThatSaysWhatToDo(String content, String problem) throws IOException {
        Path file = Files.writeString(directory.resolve("plan.json"), content);

        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> PlanFile.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining(problem)
                .withMessageContaining(problem.contains("failed") ? "mend" : "terraform show -json");
    }

    @Test
    void aPlanThatIsTooLargeIsNotRead() throws IOException {
        Path file = directory.resolve("plan.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(PlanFile.MAX_BYTES + 1);
        }

        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining("has 67,108,865 bytes; expected at most 67,108,864")
                .hasMessageContaining("Plan fewer resources at once");
    }

    @Test
    void aPlanThatNestsWithoutEndIsRefused() throws IOException {
        Path file = Files.writeString(
                directory.resolve("plan.json"), "{\"format_version\": \"1.2\", \"variables\": " + "[".repeat(100_000));

        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> PlanFile.read(directory.resolve("missing.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing.json can't be read");
    }

    @Test
    void anEmptyPlanHasNothing() throws IOException {
        Path file =
                Files.writeString(directory.resolve("plan.json"), "{\"format_version\": \"1.2\", \"complete\": true}");

        assertThat(PlanFile.read(file).resources()).isEmpty();
    }
}
