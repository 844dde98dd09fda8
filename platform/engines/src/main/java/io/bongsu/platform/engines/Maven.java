package io.bongsu.platform.engines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Lets Maven fetch an engine, as its pom beside this class says: with the user's own settings (mirrors, proxies, credentials), Maven's
 * checksums and its local repository.
 */
final class Maven {

    private Maven() {}

    /**
     * Copies an engine's files into a directory.
     *
     * @param engine names the pom, {@code <engine>/pom.xml} among the resources
     * @param properties values for the pom's properties
     * @param artifact where the big file lies in a local repository, for progress; empty where there are only small ones
     * @param progress told the bytes that have arrived so far
     */
    static void copy(String engine, Map<String, String> properties, String artifact, Path into, LongConsumer progress)
            throws IOException {
        Path work = Files.createTempDirectory("bongsu-" + engine);
        try {
            Path pom = work.resolve("pom.xml");
            try (InputStream in = Maven.class.getResourceAsStream(engine + "/pom.xml")) {
                if (in == null) {
                    throw new IllegalStateException("No pom for the engine %s in this build".formatted(engine));
                }
                Files.copy(in, pom);
            }
            List<String> command = new ArrayList<>(List.of(
                    executable(),
                    "-B",
                    "-f",
                    pom.toString(),
                    "dependency:copy-dependencies",
                    "-DincludeScope=runtime",
                    "-DoutputDirectory=" + into));
            properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
            Path log = work.resolve("maven.log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            Path cached = Path.of(System.getProperty("user.home"), ".m2", "repository", artifact);
            while (!process.waitFor(250, TimeUnit.MILLISECONDS)) {
                progress.accept(Math.max(size(into), artifact.isEmpty() ? 0 : size(cached)));
            }
            if (process.exitValue() != 0) {
                String reason = Files.readAllLines(log).stream()
                        .filter(line -> line.contains("ERROR"))
                        .findFirst()
                        .orElse("no error line in its output");
                throw new EngineException(
                        "%s can't be fetched by Maven (%s): %s. Check the network and ~/.m2/settings.xml"
                                .formatted(engine, executable(), reason));
            }
            progress.accept(size(into));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while %s was fetched".formatted(engine), e);
        } finally {
            DataDirectory.delete(work);
        }
    }

    /** Maven as ./bongsu found it, or the one on PATH. */
    static String executable() {
        String given = System.getenv("BONGSU_MVN");
        if (given != null && !given.isBlank()) {
            return given;
        }
        return Shell.onPath("mvn")
                .map(Path::toString)
                .orElseThrow(
                        () -> new EngineException(
                                "Maven isn't on PATH; start by ./bongsu, which fetches it, or set BONGSU_MVN to an mvn 3.9 or newer"));
    }

    private static long size(Path directory) {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(Maven::length).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (FileSystemException e) {
            // Maven renames its partial files while we look.
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
