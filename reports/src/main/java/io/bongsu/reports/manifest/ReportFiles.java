package io.bongsu.reports.manifest;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The directory of a report while it is filled. Each file is hashed as it is written, so nothing is read twice. */
public final class ReportFiles {

    private static final int BUFFER = 1 << 16;

    private final Path directory;
    private final Map<String, Entry> entries = new TreeMap<>();

    /** @param directory exists and is empty */
    public ReportFiles(Path directory) {
        this.directory = requireNonNull(directory, "directory");
    }

    /**
     * A file of a report.
     *
     * @param name without directories
     * @param bytes its size
     * @param sha256 hexadecimal
     */
    public record Entry(String name, long bytes, String sha256) {}

    /** A new file; it belongs to the report once it is closed. */
    public OutputStream open(String name) throws IOException {
        MessageDigest digest = sha256();
        OutputStream file = Files.newOutputStream(directory.resolve(name), StandardOpenOption.CREATE_NEW);
        Counting counting = new Counting(new DigestOutputStream(file, digest), name, digest);
        return new BufferedOutputStream(counting, BUFFER);
    }

    /** Where something can lie that doesn't belong to the report; who asks for it deletes it. */
    public Path scratch(String name) {
        return directory.resolve("." + name + ".part");
    }

    /** What was written, by name. */
    public List<Entry> entries() {
        return entries.values().stream()
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }

    private final class Counting extends FilterOutputStream {

        private final String name;
        private final MessageDigest digest;
        private long bytes;
        private boolean closed;

        Counting(OutputStream out, String name, MessageDigest digest) {
            super(out);
            this.name = name;
            this.digest = digest;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) throws IOException {
            out.write(b, offset, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!closed) {
                closed = true;
                entries.put(name, new Entry(name, bytes, HexFormat.of().formatHex(digest.digest())));
            }
        }
    }
}
