package io.bongsu.console.page;

import io.bongsu.console.logs.DeadLetter;
import io.bongsu.contracts.PipelineView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pipeline's books and its newest quarantined records; null where a part did not answer. */
public record PipelinePageView(
        OverviewView.@Nullable Books books, List<Line> lines, @Nullable List<DeadLetter> quarantined) {

    /**
     * One log type's books.
     *
     * @param difference records read and not accounted for; 0 when balanced
     */
    public record Line(String logType, PipelineView.Counters counters, long difference) {

        /** The log type as documents name it. */
        public String dataset() {
            return "aws." + logType;
        }
    }
}
