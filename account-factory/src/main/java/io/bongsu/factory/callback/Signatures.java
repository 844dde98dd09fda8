package io.bongsu.factory.callback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256 in both directions. A message's signature is {@code sha256=} and the hex of HMAC(timestamp + "." + body), the timestamp in
 * seconds; one that is older than five minutes is refused, so that nobody can replay it. A token carries an id and its own signature, so that
 * nobody can make one up. Comparisons take the same time whatever the difference.
 */
public final class Signatures {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SCHEME = "sha256=";
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final int MIN_KEY = 32;
    private static final int ID_BYTES = 16;
    private static final int TOKEN_BYTES = ID_BYTES + 32;

    private final SecretKeySpec key;

    /** @param secret at least 32 characters */
    public Signatures(String secret) {
        if (secret.length() < MIN_KEY) {
            throw new IllegalArgumentException(
                    "The key of callbacks has %d characters; expected at least %d random ones in the file of account-factory.terraform.key-file"
                            .formatted(secret.length(), MIN_KEY));
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The signature of a message sent at that moment. */
    public String of(Instant at, String body) {
        return SCHEME
                + HexFormat.of().formatHex(hmac((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether the message was signed with the key, and not long ago. */
    public boolean valid(@Nullable String timestamp, @Nullable String signature, String body, Instant now) {
        if (timestamp == null || signature == null || !timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        boolean same = MessageDigest.isEqual(
                of(at, body).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        return same && Duration.between(at, now).abs().compareTo(FRESH) <= 0;
    }

    /** The token that stands for an id. */
    public String token(UUID id) {
        byte[] bytes = bytes(id);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(TOKEN_BYTES)
                        .put(bytes)
                        .put(hmac(bytes))
                        .array());
    }

    /** The id that a token stands for; empty where nobody gave it out. */
    public Optional<UUID> id(String token) {
        byte[] given;
        try {
            given = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (given.length != TOKEN_BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(given);
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        byte[] signature = new byte[TOKEN_BYTES - ID_BYTES];
        buffer.get(signature);
        return MessageDigest.isEqual(hmac(bytes(id)), signature) ? Optional.of(id) : Optional.empty();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private byte[] hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is in every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "Signatures[hidden]";
    }
}
