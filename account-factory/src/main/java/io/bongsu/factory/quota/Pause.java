package io.bongsu.factory.quota;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits with a thread; a test's clock needn't. */
@FunctionalInterface
public interface Pause {

    void of(Duration duration);

    /** Really waits. */
    static Pause real() {
        return duration -> {
            try {
                if (new Semaphore(0).tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new AssertionError("a semaphore of nothing gave something");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for a token", e);
            }
        };
    }
}
