package io.bongsu.console.session;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Random 256-bit secrets that are good for a while. Only their SHA-256 is kept, so a memory dump lets nobody in; a secret of 256 random
 * bits needs no salt. Looking up by hash also leaves nothing to time.
 */
final class ExpiringSecrets {

    private static final int BYTES = 32;

    private final InstantSource clock;
    private final Duration lifetime;
    private final int capacity;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> expiryByHash = new HashMap<>();

    /**
     * @param capacity how many are kept at once; one more pushes out the one that would expire first
     */
    ExpiringSecrets(InstantSource clock, Duration lifetime, int capacity) {
        this.clock = requireNonNull(clock, "clock");
        this.lifetime = requireNonNull(lifetime, "lifetime");
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is %d; expected 1 or more".formatted(capacity));
        }
        this.capacity = capacity;
    }

    /**
     * A new secret and the moment it ends.
     *
     * @param value 43 characters of base64url
     */
    record Issued(String value, Instant expiresAt) {

        @Override
        public String toString() {
            return "Issued[hidden, expiresAt=" + expiresAt + "]";
        }
    }

    synchronized Issued issue() {
        Instant now = clock.instant();
        expiryByHash.values().removeIf(expiry -> !expiry.isAfter(now));
        if (expiryByHash.size() >= capacity) {
            expiryByHash.entrySet().stream()
                    .min(Comparator.comparing(Map.Entry::getValue))
                    .map(Map.Entry::getKey)
                    .ifPresent(expiryByHash::remove);
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expiresAt = now.plus(lifetime);
        expiryByHash.put(hash(value), expiresAt);
        return new Issued(value, expiresAt);
    }

    synchronized boolean knows(String value) {
        Instant expiry = expiryByHash.get(hash(value));
        return expiry != null && expiry.isAfter(clock.instant());
    }

    /** Takes the secret out; true for exactly one caller, and only in time. */
    synchronized boolean redeem(String value) {
        Instant expiry = expiryByHash.remove(hash(value));
        return expiry != null && expiry.isAfter(clock.instant());
    }

    private static String hash(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one must have", e);
        }
    }
}
