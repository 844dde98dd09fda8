package io.bongsu.factory.request;

/** Where a step is. */
public enum StepState {
    PENDING,
    RUNNING,
    /** Until a time, for AWS or for its turn. */
    WAITING,
    /** Until a person does something. */
    HELD,
    DONE,
    SKIPPED,
    /** Taken back. */
    UNDONE;

    /** Whether the next step may begin. */
    public boolean passed() {
        return this == DONE || this == SKIPPED;
    }
}
