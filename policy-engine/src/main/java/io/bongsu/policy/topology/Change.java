package io.bongsu.policy.topology;

import io.bongsu.policy.input.ResourceKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What waits to be judged, as the store of what waits keeps it. */
sealed interface Change {

    /** Identity of what is judged: a new change of the same replaces the one that waits. */
    String key();

    /**
     * A resource changed; its item is in the store of resources.
     *
     * @param ordinal of that item, so that a verdict on an older one doesn't count for it
     */
    record OfResource(String key, long ordinal) implements Change {}

    /**
     * Something arrived for a resource that is no item.
     *
     * @param words what is wrong with it
     */
    record Unreadable(ResourceKey resource, String words) implements Change {
        @Override
        public String key() {
            return resource.toString();
        }
    }

    /**
     * An event that guardrails ask for.
     *
     * @param key the record's identity
     * @param account the account it is about
     * @param region the AWS Region, or {@code global}
     * @param at when it happened, or null where that can't be read
     * @param record its bytes as AWS delivered them
     */
    record OfEvent(String key, String account, String region, @Nullable Instant at, byte[] record) implements Change {}

    /** As bytes; equal changes have equal bytes. */
    default byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (this) {
                case OfResource change -> {
                    out.writeByte('r');
                    text(out, change.key);
                    out.writeLong(change.ordinal);
                }
                case Unreadable change -> {
                    out.writeByte('u');
                    text(out, change.key());
                    text(out, change.words);
                }
                case OfEvent change -> {
                    out.writeByte('e');
                    text(out, change.key);
                    text(out, change.account);
                    text(out, change.region);
                    out.writeLong(change.at == null ? Long.MIN_VALUE : change.at.toEpochMilli());
                    out.writeInt(change.record.length);
                    out.write(change.record);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Change decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte kind = in.readByte();
            String key = text(in);
            return switch (kind) {
                case 'r' -> new OfResource(key, in.readLong());
                case 'u' ->
                    new Unreadable(
                            ResourceKey.parse(key).orElseThrow(() -> new IllegalStateException("No resource: " + key)),
                            text(in));
                case 'e' -> {
                    String account = text(in);
                    String region = text(in);
                    long at = in.readLong();
                    yield new OfEvent(
                            key,
                            account,
                            region,
                            at == Long.MIN_VALUE ? null : Instant.ofEpochMilli(at),
                            in.readNBytes(in.readInt()));
                }
                default -> throw new IllegalStateException("A change of kind %d; expected r, u or e".formatted(kind));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
