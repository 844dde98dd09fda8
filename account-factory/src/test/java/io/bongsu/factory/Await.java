package io.bongsu.factory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that others bring about. */
final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Await() {}

    static void until(String what, BooleanSupplier so) {
        until(what, so, () -> "");
    }

    static void until(String what, BooleanSupplier so, Supplier<String> is) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            while (!so.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Not %s within %s: %s".formatted(what, LIMIT, is.get()));
                }
                if (new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("nobody counts down");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + what, e);
        }
    }
}
