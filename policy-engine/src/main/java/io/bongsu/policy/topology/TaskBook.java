package io.bongsu.policy.topology;

import java.util.concurrent.atomic.AtomicLong;

/** How many changes of one task are undone. Written by the task's stream thread, read by whoever asks. */
final class TaskBook {

    private final String thread;
    private final AtomicLong waiting = new AtomicLong();

    /** Judged, but the transaction that makes it so for everybody isn't committed yet. */
    private final AtomicLong uncommitted = new AtomicLong();

    TaskBook(String thread) {
        this.thread = thread;
    }

    void pending(long count) {
        waiting.set(count);
    }

    void added() {
        waiting.incrementAndGet();
    }

    void judged() {
        // In this order: whoever adds the two up meanwhile counts it twice rather than not at all.
        uncommitted.incrementAndGet();
        waiting.decrementAndGet();
    }

    long waiting() {
        return waiting.get();
    }

    long undone() {
        return waiting.get() + uncommitted.get();
    }

    void committed(String byThread) {
        if (thread.equals(byThread)) {
            uncommitted.set(0);
        }
    }
}
