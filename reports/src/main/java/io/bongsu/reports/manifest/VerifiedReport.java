package io.bongsu.reports.manifest;

/**
 * What a report that holds says of itself.
 *
 * @param id of the report
 * @param asOf the cut-off
 * @param madeAt when it was made
 * @param organization who was assessed
 * @param pack id and version, as {@code isms-p 0.2.0}
 * @param packFingerprint SHA-256 over all guardrails and packs
 * @param findings how many
 * @param files how many
 * @param keyId which key signed it
 * @param keyGiven whether the key came from elsewhere; one that lies beside the report proves only that its files belong together
 */
public record VerifiedReport(
        String id,
        String asOf,
        String madeAt,
        String organization,
        String pack,
        String packFingerprint,
        long findings,
        int files,
        String keyId,
        boolean keyGiven) {}
