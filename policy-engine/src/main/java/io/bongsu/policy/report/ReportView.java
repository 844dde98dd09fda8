package io.bongsu.policy.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as callers see it.
 *
 * @param id of the report
 * @param state how far it is
 * @param wish what was asked for
 * @param askedAt when
 * @param progress while it is made
 * @param finishedAt when it was complete, or had failed
 * @param failure why it failed
 * @param files what can be downloaded, by name; none until it is complete
 */
public record ReportView(
        String id,
        State state,
        ReportWish wish,
        Instant askedAt,
        @Nullable Progress progress,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        List<File> files) {

    public ReportView {
        files = List.copyOf(files);
    }

    /** How far a report is. */
    public enum State {
        QUEUED,
        RUNNING,
        COMPLETE,
        FAILED
    }

    /**
     * How far a report that is made is.
     *
     * @param step what is being made
     * @param findings read so far
     * @param expected findings altogether, about
     */
    public record Progress(String step, long findings, long expected) {}

    /** A file and its size in bytes. */
    public record File(String name, long bytes) {}
}
