package io.bongsu.platform.engines;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Starts child processes detached from the terminal, remembers them in {@code run/<part>.json}, finds them again from another command, and
 * stops them. Their output goes to {@code logs/<part>.log}.
 */
public final class ChildProcesses {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_LOG_BYTES = 20L << 20;
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(150);

    private final Path runDirectory;
    private final Path logDirectory;
    private final ChildUser user;

    public ChildProcesses(Path runDirectory, Path logDirectory, ChildUser user) {
        this.runDirectory = requireNonNull(runDirectory, "runDirectory");
        this.logDirectory = requireNonNull(logDirectory, "logDirectory");
        this.user = requireNonNull(user, "user");
    }

    public ChildUser user() {
        return user;
    }

    /** Where a part's output goes. */
    public Path log(String part) {
        return logDirectory.resolve(part + ".log");
    }

    /** Starts a part and writes its run file; returns at once, long before the part is ready. */
    public Child start(String part, String address, Command command) {
        Path log = log(part);
        try {
            turnOver(log);
            // A session of its own, so that Ctrl-C in a terminal reaches us and not the child: we stop the parts in
            // order.
            List<String> arguments = new ArrayList<>(newSession());
            arguments.addAll(user.prefix());
            arguments.addAll(command.arguments());
            ProcessBuilder builder = new ProcessBuilder(arguments)
                    .directory(command.directory().toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().clear();
            builder.environment().putAll(environment(command));
            Process process = builder.start();
            Child child = new Child(
                    part,
                    process.pid(),
                    Child.birth(process.pid()).orElse("gone"),
                    System.currentTimeMillis(),
                    address);
            write(child);
            return child;
        } catch (IOException e) {
            throw new EngineException("%s can't be started: %s".formatted(part, e.getMessage()), e);
        }
    }

    /** Runs a command to its end as the child user; for preparations such as initdb. */
    public Shell.Result run(Command command, Duration limit) {
        List<String> arguments = new ArrayList<>(user.prefix());
        arguments.addAll(command.arguments());
        return Shell.run(arguments, environment(command), command.directory(), limit);
    }

    /** The running process of a part, if there is one. */
    public Optional<Child> find(String part) {
        return recorded(part).filter(Child::alive);
    }

    /** The process that a part's run file names, whether or not it still runs; absent after an orderly stop. */
    public Optional<Child> recorded(String part) {
        Path file = runFile(part);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Child.class));
        } catch (IOException e) {
            // A torn file is as good as none: what runs without one is found by its command line, see strays().
            return Optional.empty();
        }
    }

    /** Every process, of whatever run, whose command line names this directory, and that no run file knows. */
    public List<ProcessHandle> strays(Path directory, List<String> parts) {
        List<Long> known = parts.stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .map(Child::pid)
                .toList();
        String name = directory.toString();
        return ProcessHandle.allProcesses()
                .filter(process -> !known.contains(process.pid()))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> mentions(List.of(arguments), name))
                        .orElse(false))
                .filter(process -> Child.birth(process.pid()).isPresent())
                .filter(this::isOurs)
                // A helper that a known part has started, as OpenSearch's launcher does, belongs to that part.
                .filter(process -> !descends(process, known))
                .toList();
    }

    /**
     * Waits until a part is ready.
     *
     * @param missing asked again and again: empty when ready, else what is missing yet
     * @throws EngineException if the process ends first, or time runs out; the message has the end of its log
     */
    public void awaitReady(Child child, Supplier<Optional<String>> missing, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<String> lacking = missing.get();
        while (lacking.isPresent()) {
            if (awaitExit(child, PROBE_INTERVAL)) {
                throw new EngineException("%s ended while it started; its log (%s) ends with: %s"
                        .formatted(child.part(), log(child.part()), logEnd(child.part())));
            }
            if (System.nanoTime() > deadline) {
                throw new EngineException("%s isn't ready after %d s (%s); its log (%s) ends with: %s"
                        .formatted(
                                child.part(),
                                limit.toSeconds(),
                                lacking.get(),
                                log(child.part()),
                                logEnd(child.part())));
            }
            lacking = missing.get();
        }
    }

    /** Waits that long for a process to end; true when it has. */
    public boolean awaitExit(Child child, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (child.alive()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            Optional<ProcessHandle> handle = ProcessHandle.of(child.pid());
            if (handle.isEmpty()) {
                return true;
            }
            try {
                // In slices, because a zombie of another parent never counts as exited here, but Child.alive sees it.
                handle.get().onExit().get(Math.min(left, 100_000_000L), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                continue;
            } catch (ExecutionException e) {
                throw new EngineException("Can't wait for process %d".formatted(child.pid()), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException("Interrupted while waiting for %s to end".formatted(child.part()), e);
            }
        }
        return true;
    }

    /** Asks a process to end, waits, and kills it if it doesn't; then forgets it. True when it ended of its own accord. */
    public boolean stop(Child child, StopSignal signal, Duration grace) {
        boolean orderly = true;
        if (child.alive()) {
            signal(child, signal);
            orderly = awaitExit(child, grace);
            if (!orderly) {
                kill(child);
            }
        }
        try {
            Files.deleteIfExists(runFile(child.part()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return orderly;
    }

    /** Ends a process without asking (SIGKILL); its run file stays, as after any crash. */
    public void kill(Child child) {
        if (child.alive()) {
            child.handle().destroyForcibly();
            if (!awaitExit(child, Duration.ofSeconds(20))) {
                throw new EngineException(
                        "%s (process %d) can't be killed; it hangs in the kernel, look at the machine's disks"
                                .formatted(child.part(), child.pid()));
            }
        }
    }

    /** The last lines of a part's log, in one. */
    public String logEnd(String part) {
        Path log = log(part);
        try {
            if (!Files.exists(log)) {
                return "(nothing)";
            }
            byte[] all = Files.readAllBytes(log);
            int from = Math.max(0, all.length - 4096);
            List<String> lines = new String(all, from, all.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(Child child, StopSignal signal) {
        if (signal == StopSignal.TERM) {
            child.handle().destroy();
        } else {
            Shell.run(List.of("sh", "-c", "kill -INT " + child.pid()), Map.of(), Path.of("/"), Duration.ofSeconds(10));
        }
    }

    private static boolean descends(ProcessHandle process, List<Long> ancestors) {
        Optional<ProcessHandle> parent = process.parent();
        while (parent.isPresent()) {
            if (ancestors.contains(parent.get().pid())) {
                return true;
            }
            parent = parent.get().parent();
        }
        return false;
    }

    private boolean isOurs(ProcessHandle process) {
        String owner = process.info().user().orElse("");
        return owner.equals(user.name()) || owner.equals(System.getProperty("user.name"));
    }

    private static boolean mentions(List<String> arguments, String directory) {
        // Only what an engine or a service of ours says about itself, never an editor or a tail that has a file of ours
        // open.
        return arguments.stream()
                .anyMatch(argument -> argument.startsWith("-Dplatform.data=" + directory)
                        || argument.startsWith("-Dopensearch.path.conf=" + directory)
                        || argument.equals(directory + "/postgresql/data")
                        || argument.equals(directory + "/opa/bundle.tar.gz"));
    }

    private static List<String> newSession() {
        return Shell.onPath("setsid")
                .map(setsid -> List.of(setsid.toString()))
                // macOS has no setsid, but Perl.
                .orElse(List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or die $!", "--"));
    }

    private static Map<String, String> environment(Command command) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"));
        environment.put("LANG", "C.UTF-8");
        String zone = System.getenv("TZ");
        if (zone != null) {
            environment.put("TZ", zone);
        }
        environment.putAll(command.environment());
        return environment;
    }

    private void write(Child child) throws IOException {
        Path file = runFile(child.part());
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(fresh, JSON.writeValueAsString(child));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path runFile(String part) {
        return runDirectory.resolve(part + ".json");
    }

    private static void turnOver(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
