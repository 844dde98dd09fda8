package io.bongsu.contracts;

import java.util.Map;

/**
 * The pipeline's books, as the index role's REST API gives them. For every log type {@code read = stored + suppressed + filtered +
 * quarantined} once {@code lag} is 0; the numbers live in the consumer group's committed offsets, so a crash can't lose them.
 *
 * @param logTypes counters by log type, {@code unknown} where no type was recognised
 * @param lag records on Kafka that are not yet stored, over all topics
 */
public record PipelineView(Map<String, Counters> logTypes, long lag) {

    public PipelineView {
        logTypes = Map.copyOf(logTypes);
    }

    /**
     * What became of one log type's records since the installation began.
     *
     * @param read records taken from sources, or pieces of objects that could not be read as records
     * @param stored new documents in OpenSearch
     * @param suppressed records that were already stored, byte for byte
     * @param filtered records that a rule of the operator's leaves out
     * @param quarantined records in the dead-letter index
     * @param conflicts of the stored: same identity as another document, different content; both are kept
     * @param repaired of the stored: OpenSearch refused the record as it stands, its exact text is kept beside a mended form
     */
    public record Counters(
            long read, long stored, long suppressed, long filtered, long quarantined, long conflicts, long repaired) {

        public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0);

        public Counters plus(Counters other) {
            return new Counters(
                    read + other.read,
                    stored + other.stored,
                    suppressed + other.suppressed,
                    filtered + other.filtered,
                    quarantined + other.quarantined,
                    conflicts + other.conflicts,
                    repaired + other.repaired);
        }

        /** Whether every record read is accounted for. */
        public boolean balanced() {
            return read == stored + suppressed + filtered + quarantined;
        }
    }
}
