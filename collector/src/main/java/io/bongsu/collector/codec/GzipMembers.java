package io.bongsu.collector.codec;

import io.bongsu.contracts.QuarantineReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952) of any number of members and is strict about it. {@code java.util.zip.GZIPInputStream} ignores what
 * follows the last member, and asks {@code available()} whether another member follows, which a network stream may answer with 0; both
 * would lose records in silence. All data that could be decompressed is handed out before the exception that says what is wrong.
 */
final class GzipMembers extends InputStream {

    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;

    private final InputStream in;
    private final byte[] input = new byte[32 << 10];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int inputStart;
    private int inputEnd;
    private int members;
    private boolean inMember;
    private boolean atEnd;

    /** Whether bytes that begin like this are gzip. */
    static boolean isGzip(byte[] head, int length) {
        return length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    GzipMembers(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!atEnd) {
            if (!inMember) {
                if (!nextMember()) {
                    atEnd = true;
                    break;
                }
            }
            int n = inflate(out, offset, length);
            if (n > 0) {
                crc.update(out, offset, n);
                return n;
            }
            if (inflater.finished()) {
                inputStart = inputEnd - inflater.getRemaining();
                checkTrailer();
                inMember = false;
            } else if (inflater.needsDictionary()) {
                throw new BrokenStreamException(
                        QuarantineReason.CORRUPT, "The compressed data asks for a dictionary; gzip has none");
            } else {
                if (!fill()) {
                    throw new BrokenStreamException(
                            QuarantineReason.TRUNCATED,
                            "The gzip stream ends inside the compressed data of member %d".formatted(members));
                }
                inflater.setInput(input, inputStart, inputEnd - inputStart);
            }
        }
        return -1;
    }

    private int inflate(byte[] out, int offset, int length) throws BrokenStreamException {
        try {
            return inflater.inflate(out, offset, length);
        } catch (DataFormatException e) {
            throw new BrokenStreamException(
                    QuarantineReason.CORRUPT,
                    "The compressed data of gzip member %d is damaged: %s".formatted(members, e.getMessage()));
        }
    }

    private boolean nextMember() throws IOException {
        if (inputStart == inputEnd && !fill()) {
            return false;
        }
        int first = required();
        int second = inputStart == inputEnd && !fill() ? -1 : required();
        if (first != 0x1f || second != 0x8b) {
            throw new BrokenStreamException(
                    QuarantineReason.TRAILING_DATA,
                    "What follows gzip member %d is not another member; expected the bytes 1f 8b or the end"
                            .formatted(members));
        }
        members++;
        int method = required();
        if (method != 8) {
            throw new BrokenStreamException(
                    QuarantineReason.CORRUPT,
                    "Gzip member %d is compressed by method %d; expected 8 (deflate)".formatted(members, method));
        }
        int flags = required();
        skip(6);
        if ((flags & FEXTRA) != 0) {
            skip(required() | required() << 8);
        }
        if ((flags & FNAME) != 0) {
            skipText();
        }
        if ((flags & FCOMMENT) != 0) {
            skipText();
        }
        if ((flags & FHCRC) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(input, inputStart, inputEnd - inputStart);
        crc.reset();
        inMember = true;
        return true;
    }

    private void checkTrailer() throws IOException {
        long expectedCrc = littleEndian();
        long expectedSize = littleEndian();
        if (expectedCrc != crc.getValue()) {
            throw new BrokenStreamException(
                    QuarantineReason.CORRUPT,
                    "The checksum of gzip member %d is %08x; its data has %08x"
                            .formatted(members, expectedCrc, crc.getValue()));
        }
        if (expectedSize != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new BrokenStreamException(
                    QuarantineReason.CORRUPT,
                    "The length of gzip member %d is said to be %d; its data has %d (both modulo 2^32)"
                            .formatted(members, expectedSize, inflater.getBytesWritten() & 0xffffffffL));
        }
    }

    private long littleEndian() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (long) required() << shift;
        }
        return value;
    }

    private void skip(int n) throws IOException {
        for (int i = 0; i < n; i++) {
            required();
        }
    }

    private void skipText() throws IOException {
        while (required() != 0) {
            // The text's end is its only interesting part.
        }
    }

    private int required() throws IOException {
        if (inputStart == inputEnd && !fill()) {
            throw new BrokenStreamException(
                    QuarantineReason.TRUNCATED,
                    "The gzip stream ends inside the header or trailer of member %d".formatted(members));
        }
        return input[inputStart++] & 0xff;
    }

    private boolean fill() throws IOException {
        int n;
        do {
            n = in.read(input, 0, input.length);
        } while (n == 0);
        inputStart = 0;
        inputEnd = Math.max(n, 0);
        return n > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
