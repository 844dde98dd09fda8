package io.bongsu.factory.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The approval that a request has or needs.
 *
 * @param state {@code OPEN}, {@code APPROVED}, {@code DENIED} or {@code EXPIRED}
 * @param policy what the policy said when the request was accepted
 * @param expiresAt when it is too late; none in a dry run
 * @param decidedBy who decided; {@code policy} where nobody had to
 * @param comment in their words
 * @param decidedAt when
 */
public record Approval(
        String state,
        Decision policy,
        @Nullable Instant expiresAt,
        @Nullable String decidedBy,
        @Nullable String comment,
        @Nullable Instant decidedAt) {}
