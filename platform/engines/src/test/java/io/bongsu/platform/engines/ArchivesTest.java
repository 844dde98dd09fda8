package io.bongsu.platform.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

    @TempDir
    private Path directory = Path.of("/");

    @Test
    void theTopDirectoryGoesAndProgramsAreExecutable() throws IOException {
        Path target = Files.createDirectory(directory.resolve("target"));

        Archives.unzip(zip("engine-1/bin/run", "engine-1/lib/a.jar"), target);

        assertThat(target.resolve("bin/run")).isExecutable();
        assertThat(target.resolve("lib/a.jar")).isRegularFile().satisfies(jar -> assertThat(Files.isExecutable(jar))
                .isFalse());
    }

    @Test
    void anEntryThatPointsOutsideIsRefused() throws IOException {
        Path target = Files.createDirectory(directory.resolve("target"));
        Path zip = zip("engine-1/../../evil");

        assertThatThrownBy(() -> Archives.unzip(zip, target)).hasMessageContaining("points outside");
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    @Test
    void anotherContentIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "abc");
        String right = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        Archives.verify(file, right);
        assertThatThrownBy(() -> Archives.verify(file, right.replace('b', 'c')))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("has SHA-256 " + right + "; expected");
    }

    private Path zip(String... names) throws IOException {
        Path zip = directory.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(1);
                out.closeEntry();
            }
        }
        return zip;
    }
}
