package io.bongsu.collector.codec;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.QuarantineReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How one log type's objects are read. */
public sealed interface Codec {

    /** Opens an object's decompressed bytes for reading. */
    RecordCodec open(InputStream in, int maxRecordBytes);

    /**
     * JSON.
     *
     * @param records the envelope's field that holds the list of records, or null when records stand by themselves
     */
    record Json(@Nullable String records) implements Codec {
        @Override
        public RecordCodec open(InputStream in, int maxRecordBytes) {
            return new JsonCodec(in, records, maxRecordBytes);
        }
    }

    /**
     * Lines of text under a line that names their columns.
     *
     * @param isHeader tells whether a line names the columns
     * @param assumed the columns of an object without such a line
     */
    record Lines(Predicate<String> isHeader, @Nullable String assumed) implements Codec {
        public Lines {
            requireNonNull(isHeader, "isHeader");
        }

        @Override
        public RecordCodec open(InputStream in, int maxRecordBytes) {
            return new LinesCodec(in, isHeader, assumed, maxRecordBytes);
        }
    }

    /**
     * The object's bytes, decompressed where they are gzip.
     *
     * @throws BrokenStreamException when the object is named gzip and isn't
     */
    static InputStream decompress(InputStream raw, String key) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, 64 << 10);
        in.mark(2);
        byte[] head = in.readNBytes(2);
        in.reset();
        if (GzipMembers.isGzip(head, head.length)) {
            return new GzipMembers(in);
        }
        if (head.length > 0 && key.endsWith(".gz")) {
            throw new BrokenStreamException(
                    QuarantineReason.NOT_GZIP,
                    "The name ends in .gz, the bytes begin with %s; expected 1f 8b".formatted(hex(head)));
        }
        return in;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
