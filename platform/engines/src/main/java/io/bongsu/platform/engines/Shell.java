package io.bongsu.platform.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Short commands that are run to their end. */
public final class Shell {

    private Shell() {}

    /**
     * How a command ended.
     *
     * @param exit its exit status
     * @param output standard output and standard error together
     */
    public record Result(int exit, String output) {

        /** The last line that says something, for an error message. */
        public String lastLine() {
            return output.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .map(String::strip)
                    .orElse("(no output)");
        }
    }

    /** Runs a command with our own environment and some additions; an unfinished one is killed and reported. */
    public static Result run(List<String> arguments, Map<String, String> environment, Path directory, Duration limit) {
        Path output = null;
        try {
            // A file and not a pipe: a grandchild that keeps the pipe open must not keep us waiting.
            output = Files.createTempFile("bongsu", ".out");
            ProcessBuilder builder = new ProcessBuilder(arguments)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new EngineException("'%s' didn't end within %d s; its last words: %s"
                        .formatted(
                                arguments.getFirst(),
                                limit.toSeconds(),
                                new Result(-1, Files.readString(output)).lastLine()));
            }
            return new Result(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' can't be run; is it installed?".formatted(arguments.getFirst()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while '%s' ran".formatted(arguments.getFirst()), e);
        } finally {
            delete(output);
        }
    }

    /** Whether a command ends with status 0. */
    public static boolean succeeds(List<String> arguments) {
        try {
            return run(arguments, Map.of(), Path.of("/"), Duration.ofSeconds(20))
                            .exit()
                    == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** A program on PATH. */
    public static Optional<Path> onPath(String program) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!directory.isEmpty()) {
                Path candidate = Path.of(directory, program);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
