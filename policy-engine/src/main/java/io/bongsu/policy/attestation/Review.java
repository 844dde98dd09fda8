package io.bongsu.policy.attestation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a second person says to an attestation.
 *
 * @param accepted whether it counts
 * @param comment why
 * @param reviewer never its author
 * @param at when
 */
public record Review(boolean accepted, String comment, String reviewer, Instant at) {

    public Review {
        requireNonNull(comment, "comment");
        requireNonNull(reviewer, "reviewer");
        requireNonNull(at, "at");
    }
}
