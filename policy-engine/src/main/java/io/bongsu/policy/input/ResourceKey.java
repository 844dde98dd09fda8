package io.bongsu.policy.input;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which resource: AWS Config's own identity of one.
 *
 * @param account twelve digits
 * @param region the AWS Region, or {@code global}
 * @param type AWS Config's type name
 * @param id AWS Config's resource id; may contain the separator
 */
public record ResourceKey(String account, String region, String type, String id) {

    private static final String SEPARATOR = "|";

    public ResourceKey {
        requireNonNull(account, "account");
        requireNonNull(region, "region");
        requireNonNull(type, "type");
        requireNonNull(id, "id");
    }

    /** From the form that keys have on Kafka, {@code account|region|type|id}; empty when it isn't of that form. */
    public static Optional<ResourceKey> parse(String text) {
        String[] parts = text.split("\\|", 4);
        return parts.length == 4
                ? Optional.of(new ResourceKey(parts[0], parts[1], parts[2], parts[3]))
                : Optional.empty();
    }

    /** The form that keys have on Kafka. */
    @Override
    public String toString() {
        return String.join(SEPARATOR, account, region, type, id);
    }
}
