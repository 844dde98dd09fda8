package io.bongsu.testing;

import io.bongsu.platform.engines.Child;
import io.bongsu.platform.engines.ChildProcesses;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.DataDirectory;
import io.bongsu.platform.engines.Engine;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the servers of this package have in common: one of each per run, ended with the run. */
final class TestEngines {

    private static final String LISTED = "engines.properties";

    private TestEngines() {}

    /**
     * A fact about a shared server, for example its address: of the already running one that the environment names; else remembered from
     * an earlier call; else of one that is started now.
     *
     * <p>Remembered in a system property and guarded by the system properties, because a Quarkus test sees this class a second time
     * through a class loader of its own, and both must find the one server.
     */
    static String shared(String key, Supplier<String> start) {
        Optional<String> running = listed(key);
        if (running.isPresent()) {
            return running.get();
        }
        synchronized (System.getProperties()) {
            String property = "bongsu.testing." + key;
            String known = System.getProperty(property);
            if (known == null) {
                known = start.get();
                System.setProperty(property, known);
            }
            return known;
        }
    }

    /**
     * Starts an engine in a temporary data directory and waits until it is ready.
     *
     * @param make gives the engine, told its data directory
     */
    static <E extends Engine> Running<E> start(Function<DataDirectory, E> make) {
        ChildUser user = ChildUser.current();
        try {
            Path directory = Files.createTempDirectory("bongsu-test-");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            DataDirectory data = DataDirectory.open(directory.resolve("data"), user);
            E engine = make.apply(data);
            Running<E> running = new Running<>(
                    engine,
                    data,
                    new ChildProcesses(data.run(), data.logs(), user),
                    engine.fetch(EngineStore.open(user), bytes -> {}));
            running.start();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory for a test server", e);
        }
    }

    /**
     * Has a process killed and a directory deleted as soon as this JVM is gone, however it went: the shell waits on a pipe whose other end
     * only we hold.
     */
    static void endWithThisJvm(long pid, Path directory) {
        List<String> command = new ArrayList<>();
        // A session of its own, so that Ctrl-C doesn't end the guard before its turn.
        Shell.onPath("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(List.of(
                "sh",
                "-c",
                "cat >/dev/null; kill -9 \"$1\" 2>/dev/null; sleep 1; rm -rf \"$2\"",
                "sh",
                Long.toString(pid),
                directory.toString()));
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("No guard for a test server can be started", e);
        }
    }

    /** Eight characters that no other test has. */
    static String unique() {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static Optional<String> listed(String key) {
        String directory = System.getProperty("bongsu.test.engines", System.getenv("BONGSU_TEST_ENGINES"));
        if (directory == null || directory.isBlank()) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of(directory, LISTED))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "BONGSU_TEST_ENGINES names %s; expected a readable file %s in it".formatted(directory, LISTED), e);
        }
        return Optional.ofNullable(properties.getProperty(key));
    }

    /**
     * An engine in a data directory of its own.
     *
     * @param engine what runs
     * @param data where
     * @param children its process
     * @param home its files
     */
    record Running<E extends Engine>(E engine, DataDirectory data, ChildProcesses children, Path home) {

        void start() {
            Child child = engine.start(home, data, children);
            endWithThisJvm(child.pid(), data.root().getParent());
            children.awaitReady(child, engine::missing, engine.startLimit());
        }

        void kill() {
            children.find(engine.name()).ifPresent(children::kill);
        }

        void stop() {
            children.find(engine.name())
                    .ifPresent(child -> children.stop(child, engine.stopSignal(), engine.stopGrace()));
        }
    }
}
