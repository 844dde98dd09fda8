package io.bongsu.collector.codec;

import io.bongsu.contracts.QuarantineReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Splits JSON into records without changing a byte of them: the elements of an envelope's list ({@code {"Records":[…]}}), the elements of
 * a bare list, or objects one after another, with or without line feeds between them (Firehose glues them together).
 *
 * <p>Only brackets and strings are looked at here. Whether a record is good JSON is found out when its fields are read, so that one bad
 * record costs itself and not its neighbours; that is why this is not a JSON library's parser, which can't go on behind an error.
 */
final class JsonCodec implements RecordCodec {

    private enum Place {
        TOP,
        LIST_IN_ENVELOPE,
        BARE_LIST,
        REST_OF_ENVELOPE,
        END
    }

    private final ByteWindow window;
    private final int maxRecordBytes;
    private final byte @Nullable [] recordsKey;
    private final String recordsName;
    private final boolean onePerLine;
    private Place place = Place.TOP;
    private int position;
    private boolean sawValue;

    /**
     * @param records the envelope's field that holds the list, or null when records stand by themselves, one a line
     * @param maxRecordBytes a longer record is quarantined
     */
    JsonCodec(InputStream in, @Nullable String records, int maxRecordBytes) {
        this.window = new ByteWindow(in, maxRecordBytes);
        this.maxRecordBytes = maxRecordBytes;
        this.recordsKey = records == null ? null : ('"' + records + '"').getBytes(StandardCharsets.UTF_8);
        this.recordsName = records == null ? "" : records;
        this.onePerLine = records == null;
    }

    @Override
    public @Nullable Piece next() throws IOException {
        Piece piece = null;
        while (piece == null && place != Place.END) {
            piece = switch (place) {
                case TOP -> atTop();
                case LIST_IN_ENVELOPE, BARE_LIST -> inList();
                case REST_OF_ENVELOPE -> restOfEnvelope();
                case END -> null;
            };
        }
        return piece;
    }

    private @Nullable Piece atTop() throws IOException {
        int c = window.next();
        switch (c) {
            case -1 -> {
                place = Place.END;
                return sawValue
                        ? null
                        : broken(QuarantineReason.EMPTY, "The object holds nothing but white space; expected records");
            }
            case ' ', '\t', '\r', '\n', 0xEF, 0xBB, 0xBF -> {
                return null;
            }
            case '[' -> {
                sawValue = true;
                place = Place.BARE_LIST;
                return null;
            }
            case '{' -> {
                sawValue = true;
                window.markHere();
                return recordsKey == null ? standalone() : envelope(recordsKey);
            }
            default -> {
                window.markHere();
                window.skipLine();
                Piece junk = sawValue
                        ? broken(QuarantineReason.TRAILING_DATA, "What follows the last record is not JSON")
                        : broken(QuarantineReason.MALFORMED, "The text is not JSON; expected '{' or '['");
                sawValue = true;
                return junk;
            }
        }
    }

    private Piece standalone() throws IOException {
        if (window.skipContainer(onePerLine)) {
            return record(true);
        }
        if (window.justRead('\n')) {
            return broken(
                    QuarantineReason.MALFORMED, "The line ends inside a record; expected one whole record a line");
        }
        place = Place.END;
        return truncated();
    }

    private @Nullable Piece envelope(byte[] key) throws IOException {
        boolean keyExpected = true;
        boolean listExpected = false;
        String found = null;
        while (true) {
            int c = window.next();
            switch (c) {
                case -1 -> {
                    place = Place.END;
                    return truncated();
                }
                case ' ', '\t', '\r', '\n' -> {
                    continue;
                }
                case ':' -> {
                    keyExpected = false;
                    continue;
                }
                case ',' -> {
                    keyExpected = true;
                    listExpected = false;
                    continue;
                }
                case '}' -> {
                    return found == null ? record(true) : missingRecords(found);
                }
                case '"' -> {
                    long before = window.markedLength();
                    if (!window.skipString(false)) {
                        place = Place.END;
                        return truncated();
                    }
                    if (keyExpected) {
                        listExpected = window.markedLength() - before == key.length - 1 && window.justRead(key);
                        continue;
                    }
                    found = listExpected ? "a text" : found;
                }
                case '[' -> {
                    if (listExpected && !keyExpected) {
                        window.unmark();
                        place = Place.LIST_IN_ENVELOPE;
                        return null;
                    }
                    if (!window.skipContainer(false)) {
                        place = Place.END;
                        return truncated();
                    }
                }
                case '{' -> {
                    found = listExpected ? "an object" : found;
                    if (!window.skipContainer(false)) {
                        place = Place.END;
                        return truncated();
                    }
                }
                default -> found = listExpected && !keyExpected ? "null, a number or a truth value" : found;
            }
        }
    }

    private Piece missingRecords(String found) {
        return broken(
                QuarantineReason.MISSING_RECORDS,
                "'%s' of the envelope is %s; expected a list of records".formatted(recordsName, found));
    }

    private @Nullable Piece inList() throws IOException {
        int c = window.next();
        switch (c) {
            case ' ', '\t', '\r', '\n', ',' -> {
                return null;
            }
            case ']' -> {
                place = place == Place.BARE_LIST ? Place.TOP : Place.REST_OF_ENVELOPE;
                return null;
            }
            case -1 -> {
                place = Place.END;
                return broken(
                        QuarantineReason.TRUNCATED,
                        "The object ends inside its list of records, after %d of them".formatted(position));
            }
            case '}' -> {
                place = Place.END;
                window.markHere();
                return broken(
                        QuarantineReason.MALFORMED,
                        "'}' in the list of records where a record or ']' is expected; the rest of the object can't be read");
            }
            default -> {
                window.markHere();
                boolean whole =
                        switch (c) {
                            case '{', '[' -> window.skipContainer(false);
                            case '"' -> window.skipString(false);
                            default -> skipScalar();
                        };
                if (whole) {
                    return record(false);
                }
                place = Place.END;
                return truncated();
            }
        }
    }

    private boolean skipScalar() throws IOException {
        while (true) {
            int c = window.next();
            if (c < 0) {
                return false;
            }
            if (c == ',' || c == ']' || c == '}' || c == '\n') {
                window.back();
                return true;
            }
        }
    }

    private @Nullable Piece restOfEnvelope() throws IOException {
        boolean closed = window.skipContainer(false);
        place = closed ? Place.TOP : Place.END;
        return closed
                ? null
                : broken(QuarantineReason.TRUNCATED, "The object ends before its envelope is closed by '}'");
    }

    private Piece record(boolean alone) {
        if (window.overflowed()) {
            return broken(
                    QuarantineReason.TOO_LARGE,
                    "The record has %d bytes; expected at most %d".formatted(window.markedLength(), maxRecordBytes));
        }
        return new Piece.Record(window.take(0), position++, null, alone);
    }

    private Piece truncated() {
        return broken(
                QuarantineReason.TRUNCATED,
                "The object ends inside a record, %d bytes into it".formatted(window.markedLength()));
    }

    private Piece broken(QuarantineReason reason, String message) {
        return new Piece.Broken(reason, message, window.takeEvidence(), position++);
    }
}
