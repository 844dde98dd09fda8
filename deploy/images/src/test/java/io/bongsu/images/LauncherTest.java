package io.bongsu.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir
    private Path application;

    @Test
    void whatQuarkusTransformedIsLookedAtBeforeItsOriginal() throws IOException {
        for (String jar : List.of(
                "lib/main/b.jar",
                "lib/main/a.jar",
                "lib/boot/c.jar",
                "app/service.jar",
                "quarkus/generated-bytecode.jar",
                "quarkus/transformed-bytecode.jar")) {
            Files.createDirectories(application.resolve(jar).getParent());
            Files.createFile(application.resolve(jar));
        }

        assertThat(Launcher.classPath(application).stream().map(Path::toString))
                .containsExactly(
                        "quarkus/transformed-bytecode.jar",
                        "quarkus/generated-bytecode.jar",
                        "app/service.jar",
                        "lib/boot/c.jar",
                        "lib/main/a.jar",
                        "lib/main/b.jar");
    }

    @Test
    void aServiceThatIsNotBuiltMakesNoImage() {
        assertThatThrownBy(() -> Launcher.classPath(application)).hasMessageContaining("build the services first");
    }

    @Test
    void theSameClassPathGivesTheSameBytes() throws IOException {
        List<Path> classPath = List.of(Path.of("app/service.jar"), Path.of("lib/main/a.jar"));
        Path one = application.resolve("one.jar");
        Path other = application.resolve("other.jar");

        Launcher.write(one, classPath);
        Launcher.write(other, classPath);

        assertThat(other).hasSameBinaryContentAs(one);
        try (JarFile jar = new JarFile(one.toFile())) {
            Manifest manifest = jar.getManifest();
            assertThat(manifest.getMainAttributes().getValue("Class-Path")).isEqualTo("app/service.jar lib/main/a.jar");
            assertThat(manifest.getMainAttributes().getValue("Add-Opens")).isEqualTo("java.base/java.lang");
        }
    }
}
