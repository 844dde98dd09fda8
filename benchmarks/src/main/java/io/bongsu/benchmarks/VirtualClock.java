package io.bongsu.benchmarks;

import io.bongsu.factory.quota.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that is put forward by who waits. */
final class VirtualClock implements InstantSource, Pause {

    private Instant now = Instant.now();

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public void of(Duration duration) {
        until(instant().plus(duration));
    }

    /** Puts it forward, never back. */
    synchronized void until(Instant moment) {
        now = moment.isAfter(now) ? moment : now;
    }
}
