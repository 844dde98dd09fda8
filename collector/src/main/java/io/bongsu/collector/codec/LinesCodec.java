package io.bongsu.collector.codec;

import io.bongsu.contracts.QuarantineReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Splits text into lines, one record each, and gives every line the header it stands under. A header may come again in the middle (files
 * joined together) and changes the columns from there on.
 */
final class LinesCodec implements RecordCodec {

    private final ByteWindow window;
    private final int maxRecordBytes;
    private final Predicate<String> isHeader;
    private @Nullable String header;
    private int position;
    private boolean sawLine;

    /**
     * @param isHeader tells whether a line names the columns
     * @param assumed the columns of an object that has no header line, or null when there must be one
     * @param maxRecordBytes a longer line is quarantined
     */
    LinesCodec(InputStream in, Predicate<String> isHeader, @Nullable String assumed, int maxRecordBytes) {
        this.window = new ByteWindow(in, maxRecordBytes);
        this.isHeader = isHeader;
        this.header = assumed;
        this.maxRecordBytes = maxRecordBytes;
    }

    @Override
    public @Nullable Piece next() throws IOException {
        while (window.next() >= 0) {
            window.back();
            window.markBeforeNext();
            window.skipLine();
            if (window.overflowed()) {
                sawLine = true;
                return broken(
                        QuarantineReason.TOO_LARGE,
                        "The line has %d bytes; expected at most %d".formatted(window.markedLength(), maxRecordBytes));
            }
            byte[] line = window.take(window.justRead('\n') ? 1 : 0);
            int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
            if (length == 0) {
                continue;
            }
            sawLine = true;
            // A header begins with a letter, a record never does, so that most lines cost one comparison.
            if (Character.isLetter(line[0])) {
                String text = new String(line, 0, length, StandardCharsets.UTF_8);
                if (isHeader.test(text)) {
                    header = text;
                    continue;
                }
            }
            if (header == null) {
                return new Piece.Broken(
                        QuarantineReason.MALFORMED,
                        "The line stands under no header; expected a first line that names the columns",
                        line,
                        position++);
            }
            byte[] record = length == line.length ? line : Arrays.copyOf(line, length);
            return new Piece.Record(record, position++, header, true);
        }
        if (!sawLine) {
            sawLine = true;
            return new Piece.Broken(
                    QuarantineReason.EMPTY, "The object holds no line; expected records", new byte[0], position++);
        }
        return null;
    }

    private Piece broken(QuarantineReason reason, String message) {
        return new Piece.Broken(reason, message, window.takeEvidence(), position++);
    }
}
