package io.bongsu.platform.engines;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Moto, the server that answers like AWS; for tests only, in a Python virtual environment of its own. */
public final class MotoTool {

    private static final String VERSION = "5.2.1";

    private MotoTool() {}

    /** Whether it is installed already. */
    public static boolean isHere(EngineStore store) {
        return store.has("moto-" + VERSION);
    }

    /**
     * The Python that can run {@code -m moto.server}; installed first if it isn't there.
     *
     * @throws EngineException if there is no Python 3 with venv, or pip can't install
     */
    public static Path python(EngineStore store) {
        return store.get("moto-" + VERSION, directory -> {
                    Path python = Shell.onPath("python3")
                            .orElseThrow(() -> new EngineException(
                                    "The tests need Python 3 for a moto server; install python3 and python3-venv"));
                    step(List.of(python.toString(), "-m", "venv", directory.toString()), directory);
                    step(
                            List.of(
                                    directory.resolve("bin/python").toString(),
                                    "-m",
                                    "pip",
                                    "install",
                                    "--quiet",
                                    "--disable-pip-version-check",
                                    "moto[server]==" + VERSION),
                            directory);
                })
                .resolve("bin/python");
    }

    private static void step(List<String> command, Path directory) {
        Shell.Result result = Shell.run(command, Map.of(), directory, Duration.ofMinutes(10));
        if (result.exit() != 0) {
            throw new EngineException("The moto server can't be installed ('%s'): %s"
                    .formatted(String.join(" ", command), result.lastLine()));
        }
    }
}
