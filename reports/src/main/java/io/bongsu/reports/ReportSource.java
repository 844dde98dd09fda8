package io.bongsu.reports;

import java.io.IOException;
import java.util.Map;

/** Where a report's data come from. */
public interface ReportSource {

    /** Everything but the findings. */
    Assessment assessment();

    /** How many findings are to be expected, for the progress alone. */
    long expected();

    /**
     * Gives every open finding in scope, one at a time, sorted by the bytes of account, resource type, resource id, Region and then the finding's
     * uid: a resource's findings follow one another, and the order is the same each time.
     */
    void findings(Sink sink) throws IOException;

    /** The questions that were asked of the store, by a name, each as the SHA-256 of its text. */
    Map<String, String> queries();

    /** Takes findings. */
    @FunctionalInterface
    interface Sink {

        void accept(ReportFinding finding) throws IOException;
    }
}
