package io.bongsu.platform.cli;

import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.EngineException;
import io.bongsu.platform.engines.Jdk;
import io.bongsu.platform.engines.OpaEngine;
import io.bongsu.platform.engines.Ports;
import io.bongsu.platform.engines.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must be true of the machine before anything starts. */
final class Checks {

    private static final long MIN_FREE_BYTES = 2L << 30;
    private static final int MIN_JAVA = 25;

    /** How a check came out. */
    enum Outcome {
        OK,
        WARNING,
        FAILURE
    }

    /**
     * One thing that was looked at.
     *
     * @param name what
     * @param outcome how it came out
     * @param sentence what was found and, unless it is in order, the remedy
     */
    record Check(String name, Outcome outcome, String sentence) {

        private static Check ok(String name, String sentence) {
            return new Check(name, Outcome.OK, sentence);
        }

        private static Check warning(String name, String sentence) {
            return new Check(name, Outcome.WARNING, sentence);
        }

        private static Check failure(String name, String sentence) {
            return new Check(name, Outcome.FAILURE, sentence);
        }
    }

    private Checks() {}

    /** The checks that decide whether a start can succeed; fails with the first sentence that says it can't. */
    static void beforeStart(Installation installation, Settings settings, boolean withServices) {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.add(disk(installation.data().root()));
        checks.add(account(installation));
        checks.add(ports(installation, settings, withServices ? installation.parts() : Parts.ENGINES));
        if (withServices) {
            checks.add(artifacts(installation.root()));
        }
        for (Check check : checks) {
            if (check.outcome() == Outcome.FAILURE) {
                throw new CommandException(check.sentence());
            }
        }
    }

    /** Every check there is. */
    static List<Check> all(Installation installation, Settings settings) {
        return List.of(
                java(),
                maven(),
                disk(installation.data().root()),
                memory(settings),
                dataDirectory(installation),
                account(installation),
                ports(installation, settings, installation.parts()),
                leftovers(installation),
                artifacts(installation.root()),
                opa(installation),
                python());
    }

    private static Check java() {
        int version = Runtime.version().feature();
        String found = "Java %d in %s".formatted(version, Jdk.home());
        return version >= MIN_JAVA
                ? Check.ok("java", found)
                : Check.failure(
                        "java",
                        "%s is too old; install a JDK %d or newer and set JAVA_HOME".formatted(found, MIN_JAVA));
    }

    private static Check maven() {
        String given = System.getenv().getOrDefault("BONGSU_MVN", "");
        return Files.isExecutable(Path.of(given))
                ? Check.ok("maven", "Maven is " + given)
                : Check.failure("maven", "No Maven; start by ./bongsu, which finds or fetches one");
    }

    private static Check disk(Path data) {
        try {
            FileStore store = Files.getFileStore(data);
            long free = store.getUsableSpace();
            String found = "%s free on %s, where %s is".formatted(Display.size(free), store.name(), data);
            return free >= MIN_FREE_BYTES
                    ? Check.ok("disk", found)
                    : Check.failure(
                            "disk",
                            found
                                    + "; free at least %s, or name another place with BONGSU_HOME"
                                            .formatted(Display.size(MIN_FREE_BYTES)));
        } catch (IOException e) {
            throw new UncheckedIOException("The disk of %s can't be looked at".formatted(data), e);
        }
    }

    private static Check memory(Settings settings) {
        long wanted = settings.small() ? 4L << 30 : 6L << 30;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            long total = system.getTotalMemorySize();
            return total >= wanted
                    ? Check.ok("memory", "%s of memory".formatted(Display.size(total)))
                    : Check.warning(
                            "memory",
                            "%s of memory, %s are recommended; %s"
                                    .formatted(
                                            Display.size(total),
                                            Display.size(wanted),
                                            settings.small()
                                                    ? "close what you don't need"
                                                    : "use ./bongsu up --small, which needs less"));
        }
        return Check.warning("memory", "This Java can't say how much memory there is; have 6 GB, or use --small");
    }

    private static Check dataDirectory(Installation installation) {
        Path root = installation.data().root();
        return Files.isWritable(root)
                ? Check.ok("data", "Data in %s".formatted(root))
                : Check.failure(
                        "data",
                        "%s can't be written by %s; chown it, or name another place with BONGSU_HOME"
                                .formatted(root, System.getProperty("user.name")));
    }

    private static Check account(Installation installation) {
        ChildUser user = installation.data().user();
        if (user instanceof ChildUser.Unprivileged && Shell.onPath("setpriv").isEmpty()) {
            return Check.failure(
                    "account",
                    "Started by root, but setpriv is missing, by which the engines become %s; install util-linux, or run as an ordinary user"
                            .formatted(user.name()));
        }
        try {
            String java = Jdk.launcher(user);
            return Check.ok("account", "Engines and services run as %s, with %s".formatted(user.name(), java));
        } catch (EngineException e) {
            return Check.failure("account", String.valueOf(e.getMessage()));
        }
    }

    private static Check ports(Installation installation, Settings settings, List<String> parts) {
        Map<String, List<Integer>> plan = new PortPlan(settings.portBase()).byPart();
        for (String part : parts) {
            if (installation.running(part).isPresent()) {
                continue;
            }
            for (int port : plan.getOrDefault(part, List.of())) {
                if (Ports.taken(port)) {
                    return Check.failure(
                            "ports",
                            "Port %d on 127.0.0.1, which %s needs, is taken by another program; end that one, or choose other ports with --port-base (or BONGSU_PORT_BASE)"
                                    .formatted(port, part));
                }
            }
        }
        return Check.ok(
                "ports", "Ports %d to %d are free or ours".formatted(settings.portBase(), settings.portBase() + 9));
    }

    private static Check leftovers(Installation installation) {
        List<String> strays = installation.children().strays(installation.data().root(), Parts.ALL).stream()
                .map(process -> Long.toString(process.pid()))
                .toList();
        return strays.isEmpty()
                ? Check.ok("leftovers", "No leftover processes of an earlier run")
                : Check.warning(
                        "leftovers",
                        "Leftover processes of an earlier run: %s; ./bongsu up or down ends them"
                                .formatted(String.join(", ", strays)));
    }

    private static Check artifacts(Path root) {
        List<String> unbuilt = Services.unbuilt(root);
        return unbuilt.isEmpty()
                ? Check.ok("build", "Every service is built")
                : Check.failure(
                        "build",
                        "Not built: %s; delete target/bongsu-built and start ./bongsu again, then look at target/build.log"
                                .formatted(String.join(", ", unbuilt)));
    }

    private static Check opa(Installation installation) {
        Optional<String> source = OpaEngine.source(installation.store());
        return source.map(found -> Check.ok("opa", "OPA: " + found))
                .orElseGet(
                        () -> Check.failure(
                                "opa",
                                "OPA can't be had: it is not on PATH, its release can't be reached, and there is no Go toolchain; put one of the three in place"));
    }

    private static Check python() {
        Optional<Path> python = Shell.onPath("python3");
        boolean venv =
                python.isPresent() && Shell.succeeds(List.of(python.get().toString(), "-c", "import venv, ensurepip"));
        return venv
                ? Check.ok("python", "Python for the tests' moto server: " + python.get())
                : Check.warning(
                        "python",
                        "./bongsu test needs Python 3 with venv; install python3 and python3-venv (nothing else needs it)");
    }
}
