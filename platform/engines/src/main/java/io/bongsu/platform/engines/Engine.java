package io.bongsu.platform.engines;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One engine at one address: how it is had, made ready to start, started, recognised as ready, and stopped. */
public sealed interface Engine permits OpenSearchEngine, KafkaEngine, PostgresEngine, OpaEngine {

    /** The part's name, for example {@code opensearch}. */
    String name();

    String version();

    /** The directory's name in the store. */
    default String storeName() {
        return name() + "-" + version();
    }

    /** Every port it listens on, at 127.0.0.1. */
    List<Integer> ports();

    /** Where clients reach it: an URL, or {@code host:port} for Kafka. */
    String address();

    /**
     * Makes sure that the engine's files are in the store.
     *
     * @param progress told the bytes fetched so far
     * @return the directory that holds them
     * @throws EngineException if they can't be had
     */
    Path fetch(EngineStore store, LongConsumer progress);

    /** Writes configuration, initialises storage where that hasn't happened yet, and says what to run. */
    Command prepare(Path home, DataDirectory data, ChildProcesses children);

    /** Asks the running engine whether it serves: empty if so, else what is missing, in words. */
    Optional<String> missing();

    default StopSignal stopSignal() {
        return StopSignal.TERM;
    }

    /** How long it may take to stop in order. */
    default Duration stopGrace() {
        return Duration.ofSeconds(30);
    }

    /** How long a start may take on a slow machine. */
    default Duration startLimit() {
        return Duration.ofSeconds(180);
    }

    /** Prepares and starts it; the caller waits for readiness. */
    default Child start(Path home, DataDirectory data, ChildProcesses children) {
        return children.start(name(), address(), prepare(home, data, children));
    }
}
