package io.bongsu.contracts.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a certificate is written down. A file has three members: {@code certificate}, what is certified; {@code digests}, the SHA-256 of each of
 * its members in canonical form; {@code signature}, with algorithm, key and value. Signed are the digests, as {@link #signed} writes them, so
 * that a verifier can say which member was changed.
 */
public final class CertificateForm {

    /** Value of the certificate's member {@code type}. */
    public static final String TYPE = "bongsu-vending-certificate";

    /** Value of the certificate's member {@code version}. */
    public static final long VERSION = 1;

    private static final String DOMAIN = TYPE + "/" + VERSION + "\n";

    private CertificateForm() {}

    /** What a key signs with, by its name in the file and the JDK's name. */
    public enum Algorithm {
        ED25519("Ed25519", "Ed25519", "EdDSA"),
        ECDSA_P256("ECDSA-P256-SHA256", "SHA256withECDSA", "EC");

        private final String name;
        private final String signature;
        private final String key;

        Algorithm(String name, String signature, String key) {
            this.name = name;
            this.signature = signature;
            this.key = key;
        }

        /** As the file has it. */
        public String wireName() {
            return name;
        }

        /** Of {@link java.security.Signature}. */
        public String jdkName() {
            return signature;
        }

        boolean takes(PublicKey given) {
            return key.equals(given.getAlgorithm());
        }
    }

    /** Digest of each member of a certificate, by name. */
    public static Map<String, String> digests(Map<String, ? extends @Nullable Object> certificate) {
        Map<String, String> digests = new TreeMap<>();
        certificate.forEach((name, value) -> digests.put(name, sha256(CanonicalJson.write(value))));
        return digests;
    }

    /** The bytes that are signed: a line with type and version, then a line {@code name sha256} for each digest, sorted by name. */
    public static byte[] signed(Map<String, String> digests) {
        StringBuilder out = new StringBuilder(DOMAIN);
        new TreeMap<>(digests)
                .forEach((name, digest) ->
                        out.append(name).append(' ').append(digest).append('\n'));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The whole file, in canonical form and with a line's end. */
    public static String file(
            Map<String, ? extends @Nullable Object> certificate, String algorithm, String keyId, byte[] signature) {
        return CanonicalJson.write(Map.of(
                        "certificate",
                        certificate,
                        "digests",
                        digests(certificate),
                        "signature",
                        Map.of(
                                "algorithm",
                                algorithm,
                                "key_id",
                                keyId,
                                "value",
                                Base64.getEncoder().encodeToString(signature))))
                + "\n";
    }

    /** What a key is called: {@code sha256:} and the digest of its SubjectPublicKeyInfo. */
    public static String keyId(PublicKey key) {
        return "sha256:" + HexFormat.of().formatHex(digest(key.getEncoded()));
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }
}
