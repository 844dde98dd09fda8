package io.bongsu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesTest {

    @TempDir
    private Path directory = Path.of("/");

    @Test
    void theCopyFollowsItsSource() throws IOException {
        Path source = Files.createDirectories(directory.resolve("source/lib")).getParent();
        Files.writeString(source.resolve("run.jar"), "one");
        Files.writeString(source.resolve("lib/gone.jar"), "gone");
        Path copy = Services.copyForChild(source, directory.resolve("deep/copy"));
        Files.delete(source.resolve("lib/gone.jar"));
        Files.writeString(source.resolve("run.jar"), "second");

        assertThat(Services.copyForChild(source, copy)).isEqualTo(copy);
        assertThat(copy.resolve("run.jar")).hasContent("second");
        assertThat(copy.resolve("lib")).isEmptyDirectory();
    }

    @Test
    void whatIsNotBuiltIsNamed() throws IOException {
        Path app = Files.createDirectories(directory.resolve("collector/target/quarkus-app"));
        Files.writeString(app.resolve("quarkus-run.jar"), "");

        assertThat(Services.unbuilt(directory)).containsExactly("policy-engine", "account-factory", "console");
    }
}
