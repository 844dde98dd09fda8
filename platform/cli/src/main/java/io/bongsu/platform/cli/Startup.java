package io.bongsu.platform.cli;

import io.bongsu.platform.cli.Display.State;
import io.bongsu.platform.engines.Child;
import io.bongsu.platform.engines.Engine;
import io.bongsu.platform.engines.OpaEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings an installation up: what runs is left alone, what doesn't is started. Interrupted half-way, it stops what it has started and leaves
 * the rest.
 */
final class Startup {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final Installation installation;
    private final Settings settings;
    private final Services services;
    private final List<String> started = new ArrayList<>();
    private Optional<Display> shown = Optional.empty();
    private boolean cancelled;
    private boolean finished;

    Startup(Installation installation, Settings settings) {
        this.installation = installation;
        this.settings = settings;
        this.services = new Services(installation, new PortPlan(settings.portBase()));
    }

    /**
     * Starts what isn't running and returns when everything asked for is ready.
     *
     * @param withServices whether the services belong to it, or only the engines
     * @throws CommandException with one sentence, after everything that this run started was stopped again
     */
    void run(boolean withServices) {
        try (FileChannel channel = FileChannel.open(
                        installation.data().run().resolve("up.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new CommandException("Another ./bongsu up of this installation is at work; wait for it");
            }
            runLocked(withServices);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void runLocked(boolean withServices) {
        checkSettings();
        stopStrays();
        Checks.beforeStart(installation, settings, withServices);
        settings.write(installation.data().run());
        installation.ensureToken();
        Thread stopper = new Thread(this::cancel, "stop-on-interrupt");
        Runtime.getRuntime().addShutdownHook(stopper);
        List<String> parts = withServices ? installation.parts() : Parts.ENGINES;
        try (Display display = new Display(parts)) {
            show(display);
            together(installation.engines(settings).stream()
                    .<Runnable>map(engine -> () -> startEngine(engine, display))
                    .toList());
            if (withServices) {
                together(installation.services().stream()
                        .<Runnable>map(service -> () -> startService(service, display))
                        .toList());
            }
        } catch (RuntimeException e) {
            if (isCancelled()) {
                throw new CommandException("Interrupted; what this run had started is stopped again", e);
            }
            cancel();
            throw e;
        }
        finish();
    }

    private synchronized void show(Display display) {
        shown = Optional.of(display);
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private synchronized void finish() {
        finished = true;
    }

    /** Stops what this run has started, unless it has finished; runs on Ctrl-C too. */
    private void cancel() {
        List<String> parts;
        synchronized (this) {
            if (finished || cancelled) {
                return;
            }
            cancelled = true;
            shown.ifPresent(Display::close);
            parts = List.copyOf(started.reversed());
        }
        if (!parts.isEmpty()) {
            System.err.println("Stopping what was started: " + String.join(", ", parts));
            parts.forEach(installation::stop);
        }
    }

    private void startEngine(Engine engine, Display display) {
        String part = engine.name();
        start(part, display, engine::missing, () -> {
            if (!installation.store().has(engine.storeName())) {
                display.show(part, State.FETCHING, engine.version());
            }
            Path home = engine.fetch(installation.store(), bytes -> display.bytes(part, bytes));
            display.show(part, State.STARTING, "");
            if (engine instanceof OpaEngine) {
                installation.data().of(part);
                OpaEngine.build(home, installation.root().resolve("compliance-packs"), installation.bundle());
                installation.data().user().own(installation.bundle());
            }
            Child child = launch(part, () -> engine.start(home, installation.data(), installation.children()));
            installation.children().awaitReady(child, engine::missing, engine.startLimit());
            return engine.address();
        });
    }

    private void startService(String service, Display display) {
        start(service, display, () -> services.missing(service), () -> {
            display.show(service, State.STARTING, "");
            Child child = launch(service, () -> services.start(service));
            installation.children().awaitReady(child, () -> services.missing(service), LIMIT);
            return services.address(service);
        });
    }

    private interface Readiness {
        Optional<String> missing();
    }

    private interface Start {
        String address();
    }

    private interface Launch {
        Child child();
    }

    private void start(String part, Display display, Readiness readiness, Start start) {
        try {
            Optional<Child> running = installation.running(part);
            if (running.isEmpty()) {
                display.show(part, State.READY, start.address());
                return;
            }
            // It may have been started by a command that was killed before it was ready.
            display.show(part, State.STARTING, "");
            installation.children().awaitReady(running.get(), readiness::missing, LIMIT);
            display.show(part, State.READY, running.get().address() + "  (was running)");
        } catch (RuntimeException e) {
            display.show(part, State.FAILED, "");
            throw e;
        }
    }

    // Under the lock, so that a cancellation either sees this part among the started ones, or prevents its start.
    private synchronized Child launch(String part, Launch launch) {
        if (cancelled) {
            throw new CommandException("Interrupted");
        }
        started.add(part);
        return launch.child();
    }

    private static void together(List<Runnable> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> futures = new ArrayList<>();
            for (Runnable task : tasks) {
                futures.add(threads.submit(task));
            }
            RuntimeException first = null;
            for (Future<?> future : futures) {
                try {
                    future.get();
                } catch (ExecutionException e) {
                    RuntimeException failure = e.getCause() instanceof RuntimeException runtime
                            ? runtime
                            : new IllegalStateException(e.getCause());
                    if (first == null) {
                        first = failure;
                    } else {
                        first.addSuppressed(failure);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CommandException("Interrupted", e);
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }

    private void checkSettings() {
        Optional<Settings> running = Settings.read(installation.data().run());
        if (running.isPresent() && !running.get().equals(settings) && installation.anyRunning()) {
            throw new CommandException(
                    "It runs already with --port-base %d%s; stop it with ./bongsu down before you start it otherwise"
                            .formatted(running.get().portBase(), running.get().small() ? " --small" : ""));
        }
    }

    // A process of ours without a run file: whoever started it was killed in that very moment. It holds ports and
    // locks.
    private void stopStrays() {
        for (ProcessHandle stray :
                installation.children().strays(installation.data().root(), Parts.ALL)) {
            System.err.println("Ending a leftover process of an earlier run: " + stray.pid());
            stray.destroyForcibly();
            stray.onExit().join();
        }
    }
}
