package io.bongsu.policy.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Identities made of what they identify, so that the same thing judged again, by whichever process, has the same one. */
public final class FindingUid {

    private static final int BYTES = 16;

    private FindingUid() {}

    /** 32 hexadecimal digits for one guardrail's verdict on one subject. */
    public static String of(String rule, String subjectKey) {
        return hash("finding\0" + rule + "\0" + subjectKey);
    }

    /** 32 hexadecimal digits for a resource, whose own key can be too long for a document id. */
    public static String ofResource(String resourceKey) {
        return hash("resource\0" + resourceKey);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
