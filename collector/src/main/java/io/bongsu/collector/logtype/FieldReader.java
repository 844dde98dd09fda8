package io.bongsu.collector.logtype;

import org.jspecify.annotations.Nullable;

/** Reads the wanted fields of a record, each into its slot. Made for one list of paths; safe for use by several threads. */
interface FieldReader {

    /**
     * The fields' texts in the order of the paths; null for one that is absent, null, or no scalar.
     *
     * @throws UnreadableRecordException when the bytes are not of the format
     */
    @Nullable String[] read(byte[] record, @Nullable String schema);
}
