package io.bongsu.platform.cli;

import io.bongsu.platform.cli.Display.State;
import io.bongsu.platform.engines.Child;
import io.bongsu.platform.engines.ChildProcesses;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.DataDirectory;
import io.bongsu.platform.engines.Engine;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.KafkaEngine;
import io.bongsu.platform.engines.MotoTool;
import io.bongsu.platform.engines.OpaEngine;
import io.bongsu.platform.engines.OpenSearchEngine;
import io.bongsu.platform.engines.Ports;
import io.bongsu.platform.engines.PostgresEngine;
import io.bongsu.platform.engines.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = {
            "Runs every test there is: formatting, static checks, guardrails, services against real engines, the console in a browser.",
            "Fetches what the tests need first. The last line is the total. Further arguments go to Maven."
        },
        footer = {
            "",
            "Examples:",
            "  ./bongsu test",
            "  ./bongsu test -- -pl collector -am -Dtest='*IT' -Dsurefire.failIfNoSpecifiedTests=false"
        })
final class TestCommand implements Callable<Integer> {

    private static final List<String> CHROMIUMS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final int HEAP_MEBIBYTES = 1024;
    private static final String OPA = "opa";
    private static final String MOTO = "moto";
    private static final String BROWSER = "browser";

    @Parameters(arity = "0..*", paramLabel = "ARGUMENTS", description = "Arguments for Maven, after --.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Path root = Installation.checkout();
        ChildUser user = ChildUser.current();
        EngineStore store = EngineStore.open(user);
        FileTime begun = FileTime.from(Instant.now());
        Path directory = temporary();
        DataDirectory data = DataDirectory.open(directory.resolve("data"), user);
        ChildProcesses children = new ChildProcesses(data.run(), data.logs(), user);
        List<Integer> ports = Ports.free(5);
        List<Engine> engines = List.of(
                new OpenSearchEngine(ports.get(0), ports.get(1), HEAP_MEBIBYTES),
                new KafkaEngine(ports.get(2), ports.get(3), HEAP_MEBIBYTES / 2),
                PostgresEngine.in(data, ports.get(4)));
        // On Ctrl-C too: whatever ends this command ends the engines it started.
        Thread end = new Thread(() -> end(engines, children, directory), "end-of-tests");
        Runtime.getRuntime().addShutdownHook(end);
        Map<String, String> environment = new HashMap<>();
        try (Display display = new Display(List.of(OPA, MOTO, BROWSER))) {
            provide(display, store, environment);
            start(display, engines, store, data, children);
        }
        write(directory.resolve("engines.properties"), engines);
        environment.put("BONGSU_TEST_ENGINES", directory.toString());
        List<String> maven = new ArrayList<>(List.of(System.getenv().getOrDefault("BONGSU_MVN", "mvn"), "-B"));
        maven.addAll(List.of("-ntp", "--fail-at-end"));
        maven.addAll(arguments);
        maven.add("verify");
        int exit = Attached.run(maven, environment, root);
        Reports reports = Reports.since(root, begun);
        System.out.println(reports);
        return exit != 0 || reports.failed() > 0 ? 1 : 0;
    }

    private static void provide(Display display, EngineStore store, Map<String, String> environment) {
        display.show(OPA, State.FETCHING, "");
        Path opa = OpaEngine.fetchOpa(store, bytes -> display.bytes(OPA, bytes));
        environment.put("PATH", opa + ":" + System.getenv().getOrDefault("PATH", ""));
        display.show(OPA, State.READY, opa.toString());
        display.show(MOTO, State.FETCHING, MotoTool.isHere(store) ? "" : "into a virtual environment of its own");
        display.show(MOTO, State.READY, MotoTool.python(store).toString());
        display.show(BROWSER, State.FETCHING, "");
        Path browser = chromium().orElseGet(() -> installChromium(display));
        environment.put("BONGSU_CHROMIUM", browser.toString());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        display.show(BROWSER, State.READY, browser.toString());
    }

    private static void start(
            Display display, List<Engine> engines, EngineStore store, DataDirectory data, ChildProcesses children) {
        for (Engine engine : engines) {
            if (!store.has(engine.storeName())) {
                display.show(engine.name(), State.FETCHING, engine.version());
            }
            Path home = engine.fetch(store, bytes -> display.bytes(engine.name(), bytes));
            display.show(engine.name(), State.STARTING, "");
            Child child = engine.start(home, data, children);
            children.awaitReady(child, engine::missing, engine.startLimit());
            display.show(engine.name(), State.READY, engine.address());
        }
    }

    private static void end(List<Engine> engines, ChildProcesses children, Path directory) {
        // Killed, not asked: what they hold is thrown away with them.
        engines.forEach(engine -> children.find(engine.name()).ifPresent(children::kill));
        DataDirectory.delete(directory);
    }

    private static void write(Path file, List<Engine> engines) {
        Properties properties = new Properties();
        for (Engine engine : engines) {
            switch (engine) {
                case OpenSearchEngine openSearch -> properties.setProperty("opensearch.url", openSearch.address());
                case KafkaEngine kafka -> properties.setProperty("kafka.bootstrap", kafka.address());
                case PostgresEngine postgres -> {
                    properties.setProperty("postgresql.url", postgres.address());
                    properties.setProperty(
                            "postgresql.password-file", postgres.passwordFile().toString());
                }
                case OpaEngine opa -> properties.setProperty("opa.url", opa.address());
            }
        }
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, "Servers that tests share");
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be written".formatted(file), e);
        }
    }

    private static Path temporary() {
        try {
            Path directory = Files.createTempDirectory("bongsu-test-");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory for the tests' engines", e);
        }
    }

    private static Optional<Path> chromium() {
        return CHROMIUMS.stream().map(Shell::onPath).flatMap(Optional::stream).findFirst();
    }

    private static Path installChromium(Display display) {
        boolean debian = Shell.onPath("apt-get").isPresent() && ChildUser.current() instanceof ChildUser.Unprivileged;
        if (debian) {
            display.show(BROWSER, State.FETCHING, "apt-get install chromium");
            Map<String, String> quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
            Shell.Result update =
                    Shell.run(List.of("apt-get", "-qq", "update"), quiet, Path.of("/"), Duration.ofMinutes(5));
            Shell.Result install = Shell.run(
                    List.of("apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium"),
                    quiet,
                    Path.of("/"),
                    Duration.ofMinutes(10));
            if (install.exit() != 0) {
                throw new CommandException("The console's tests need Chromium, and apt-get can't install it (%s; %s)"
                        .formatted(update.lastLine(), install.lastLine()));
            }
        }
        return chromium()
                .orElseThrow(
                        () -> new CommandException(
                                "The console's tests need Chromium on PATH; install it (Debian: apt-get install chromium; macOS: brew install chromium)"));
    }
}
