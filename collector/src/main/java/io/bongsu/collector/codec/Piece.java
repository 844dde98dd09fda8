package io.bongsu.collector.codec;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.QuarantineReason;
import org.jspecify.annotations.Nullable;

/** What a codec finds in an object: a record, or something that can't be one. */
public sealed interface Piece {

    /** The most bytes of something broken that are kept as evidence; the object itself stays where it is. */
    int MAX_EVIDENCE = 64 << 10;

    /** The place in the object, counted from 0 over records and broken pieces alike. */
    int position();

    /**
     * One record, exactly as delivered.
     *
     * @param bytes the record's own bytes, without the separators around it
     * @param position its place in the object
     * @param schema what is needed to read the bytes apart from the bytes, such as the header line of a text format
     * @param alone whether it stood by itself, outside of an envelope
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Record(byte[] bytes, int position, @Nullable String schema, boolean alone) implements Piece {
        public Record {
            requireNonNull(bytes, "bytes");
        }
    }

    /**
     * Something that can't be read as a record.
     *
     * @param reason why
     * @param message what was found and what was expected, for a person
     * @param bytes what was read of it, at most {@link #MAX_EVIDENCE} bytes
     * @param position its place in the object
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Broken(QuarantineReason reason, String message, byte[] bytes, int position) implements Piece {
        public Broken {
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
            requireNonNull(bytes, "bytes");
        }
    }
}
