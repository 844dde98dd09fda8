package io.bongsu.policy.attestation;

import static java.util.Objects.requireNonNull;

/**
 * A file that proves something.
 *
 * @param name as the person calls it, with its extension
 * @param sha256 of its content, 64 hexadecimal digits; its address
 * @param mediaType what its content is
 * @param size in bytes
 */
public record EvidenceFile(String name, String sha256, String mediaType, long size) {

    public EvidenceFile {
        requireNonNull(name, "name");
        requireNonNull(sha256, "sha256");
        requireNonNull(mediaType, "mediaType");
    }
}
