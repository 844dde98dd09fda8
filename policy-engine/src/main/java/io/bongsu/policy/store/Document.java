package io.bongsu.policy.store;

import static java.util.Objects.requireNonNull;

/**
 * A document to be stored.
 *
 * @param index where
 * @param id its identity
 * @param version a stored document of a higher version stays
 * @param json its bytes, on one line
 */
record Document(String index, String id, long version, byte[] json) {

    Document {
        requireNonNull(index, "index");
        requireNonNull(id, "id");
    }

    /** The line that goes before it in a bulk request. */
    String action() {
        // Neither an index nor an id of ours holds a character that JSON would escape.
        return "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external_gte\"}}"
                .formatted(index, id, version);
    }
}
