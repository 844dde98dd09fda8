package io.bongsu.factory;

import io.bongsu.factory.quota.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A clock that is put forward by who waits, in microseconds as the database keeps them. */
final class TestClock implements InstantSource, Pause {

    private Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

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
