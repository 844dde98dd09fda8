package io.bongsu.policy.attestation;

import io.bongsu.kit.database.Database;
import io.bongsu.policy.attestation.RefusedException.Why;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Evidence files by the SHA-256 of their content. They stand in the database, beside what they prove: one backup holds both, and an
 * attestation can't be committed without its evidence.
 */
public final class EvidenceStore {

    private final Database database;
    private final long limit;
    private final InstantSource clock;

    /** @param limit bytes of one file, at most */
    public EvidenceStore(Database database, long limit, InstantSource clock) {
        this.database = database;
        this.limit = limit;
        this.clock = clock;
    }

    /** A file with its content. */
    @SuppressWarnings("ArrayRecordComponent") // Handed through once, never compared.
    public record Content(EvidenceFile file, byte[] bytes) {}

    /**
     * Keeps a file; the same content again changes nothing.
     *
     * @throws RefusedException where the file is too large, or of a kind that isn't taken
     */
    public EvidenceFile put(String name, byte[] bytes, Actor actor) {
        if (bytes.length > limit) {
            throw new RefusedException(
                    Why.FILE,
                    "The file has %d bytes; expected at most %d, as policy-engine.evidence.max-bytes says"
                            .formatted(bytes.length, limit));
        }
        FileKind kind = FileKind.of(name, bytes);
        String sha256 = sha256(bytes);
        database.change(transaction -> transaction.update(
                "INSERT INTO evidence (sha256, media_type, size, content, name, given_by, given_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
                sha256,
                kind.mediaType(),
                (long) bytes.length,
                bytes,
                name,
                actor.name(),
                clock.instant()));
        return new EvidenceFile(name, sha256, kind.mediaType(), bytes.length);
    }

    /** The file of that content, under the name it was first given. */
    public Optional<Content> get(String sha256) {
        return database.read(transaction -> transaction.first(
                "SELECT name, sha256, media_type, size, content FROM evidence WHERE sha256 = ?",
                row -> new Content(
                        new EvidenceFile(
                                row.getString("name"),
                                row.getString("sha256"),
                                row.getString("media_type"),
                                row.getLong("size")),
                        row.getBytes("content")),
                sha256));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
