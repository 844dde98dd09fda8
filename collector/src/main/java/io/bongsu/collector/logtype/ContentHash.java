package io.bongsu.collector.logtype;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** 128 bits of SHA-256 as 22 characters of base64url: short enough for a document id, and nobody can make two records share one. */
public final class ContentHash {

    private static final int BYTES = 16;

    private ContentHash() {}

    /** The hash of a record's bytes alone. */
    public static String of(byte[] record) {
        return encode(sha256().digest(record));
    }

    /** The hash of a record and its place, for formats that give a record no id of its own. */
    static String of(byte[] record, String objectKey, int position) {
        MessageDigest digest = sha256();
        digest.update(record);
        digest.update((byte) 0);
        digest.update(objectKey.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(Integer.toString(position).getBytes(StandardCharsets.US_ASCII));
        return encode(digest.digest());
    }

    /** The hash of a text. */
    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
