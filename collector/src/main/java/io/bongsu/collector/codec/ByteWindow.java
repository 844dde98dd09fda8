package io.bongsu.collector.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window on a stream in which a codec marks the start of a record and keeps its bytes until the end is found. Grows up to the limit of
 * a record; past it the bytes go by unkept, only counted.
 */
final class ByteWindow {

    private static final int CHUNK = 64 << 10;

    private final InputStream in;
    private final int maxKept;
    private byte[] buffer = new byte[2 * CHUNK];
    private int position;
    private int end;

    /** Where the kept bytes begin, or -1 when none are kept. */
    private int mark = -1;

    /** Bytes since the mark that were let go because there were too many. */
    private long overflow;

    private byte[] overflowHead = {};

    ByteWindow(InputStream in, int maxKept) {
        this.in = in;
        this.maxKept = maxKept;
    }

    /** The next byte (0 to 255), or -1 at the end. */
    int next() throws IOException {
        if (position == end && !fill()) {
            return -1;
        }
        return buffer[position++] & 0xff;
    }

    /** Steps back over the byte that {@link #next} just gave. */
    void back() {
        position--;
    }

    /** Moves to the end of a JSON string whose opening quote was just read. False when the stream or, if asked, the line ends first. */
    boolean skipString(boolean withinLine) throws IOException {
        while (true) {
            byte[] b = buffer;
            int p = position;
            int e = end;
            while (p < e) {
                byte c = b[p++];
                if (c == '"') {
                    position = p;
                    return true;
                }
                if (c == '\\') {
                    if (p == e) {
                        position = p;
                        if (!fill()) {
                            return false;
                        }
                        b = buffer;
                        p = position;
                        e = end;
                    }
                    p++;
                } else if (c == '\n' && withinLine) {
                    position = p;
                    return false;
                }
            }
            position = p;
            if (!fill()) {
                return false;
            }
        }
    }

    /**
     * Moves to the end of a JSON object or array whose opening bracket was just read. Brackets are counted, not matched: a reader of the
     * record finds out whether they fit.
     *
     * @return false when the stream or, if asked, the line ends first
     */
    boolean skipContainer(boolean withinLine) throws IOException {
        int depth = 1;
        while (true) {
            byte[] b = buffer;
            int p = position;
            int e = end;
            scan:
            while (p < e) {
                switch (b[p++]) {
                    case '"' -> {
                        position = p;
                        if (!skipString(withinLine)) {
                            return false;
                        }
                        b = buffer;
                        p = position;
                        e = end;
                    }
                    case '{', '[' -> depth++;
                    case '}', ']' -> {
                        if (--depth == 0) {
                            position = p;
                            return true;
                        }
                    }
                    case '\n' -> {
                        if (withinLine) {
                            break scan;
                        }
                    }
                    default -> {
                        // Any other byte neither opens nor closes.
                    }
                }
            }
            position = p;
            if (p < e || !fill()) {
                return false;
            }
        }
    }

    /** Moves behind the next line feed, or to the end of the stream. */
    void skipLine() throws IOException {
        while (true) {
            int e = end;
            for (int p = position; p < e; p++) {
                if (buffer[p] == '\n') {
                    position = p + 1;
                    return;
                }
            }
            position = e;
            if (!fill()) {
                return;
            }
        }
    }

    /** Whether the bytes just read are these, as long as they are still held. */
    boolean justRead(byte[] expected) {
        int from = position - expected.length;
        return from >= Math.max(mark, 0) && Arrays.equals(buffer, from, position, expected, 0, expected.length);
    }

    /** Whether the byte just read is the given one. */
    boolean justRead(char expected) {
        return position > 0 && buffer[position - 1] == expected;
    }

    /** Keeps what comes from the byte just read on. */
    void markHere() {
        mark = position - 1;
        overflow = 0;
    }

    /** Keeps what comes from the next byte on. */
    void markBeforeNext() {
        mark = position;
        overflow = 0;
    }

    void unmark() {
        mark = -1;
        overflow = 0;
    }

    /** How many bytes came since the mark, those let go included. */
    long markedLength() {
        return mark < 0 ? 0 : position - mark + overflow;
    }

    /** Whether bytes since the mark were let go because they passed the limit. */
    boolean overflowed() {
        return overflow > 0 || markedLength() > maxKept;
    }

    /** The bytes from the mark up to here, without the last {@code without}. Ends the mark. */
    byte[] take(int without) {
        byte[] taken = Arrays.copyOfRange(buffer, mark, Math.max(mark, position - without));
        unmark();
        return taken;
    }

    /** At most {@link Piece#MAX_EVIDENCE} of the bytes since the mark. Ends the mark. */
    byte[] takeEvidence() {
        if (mark < 0) {
            return new byte[0];
        }
        byte[] evidence = overflow > 0
                ? overflowHead
                : Arrays.copyOfRange(buffer, mark, Math.min(position, mark + Piece.MAX_EVIDENCE));
        unmark();
        return evidence;
    }

    private boolean fill() throws IOException {
        if (mark >= 0 && position - mark > maxKept) {
            if (overflow == 0) {
                overflowHead = Arrays.copyOfRange(buffer, mark, mark + Math.min(Piece.MAX_EVIDENCE, position - mark));
            }
            overflow += position - mark;
            mark = position;
        }
        int keepFrom = mark >= 0 ? mark : position;
        int kept = position - keepFrom;
        if (keepFrom > 0) {
            System.arraycopy(buffer, keepFrom, buffer, 0, kept);
            if (mark >= 0) {
                mark = 0;
            }
            position = kept;
            end = kept;
        }
        if (buffer.length - end < CHUNK) {
            buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, maxKept + 2 * CHUNK));
        }
        int n;
        do {
            n = in.read(buffer, end, buffer.length - end);
        } while (n == 0);
        if (n < 0) {
            return false;
        }
        end += n;
        return true;
    }
}
