package io.bongsu.contracts.certificate;

import java.time.Instant;

/**
 * What a certificate that holds says.
 *
 * @param account twelve digits
 * @param accountName the account's name
 * @param request id of the account request
 * @param blueprint name and version, as {@code sandbox@1}
 * @param pack the pack's id
 * @param packVersion the pack's version
 * @param packFingerprint SHA-256 over all guardrails, libraries and packs
 * @param verdicts how many
 * @param judgedAt when the account was judged
 * @param issuedAt when the certificate was signed
 * @param issuer who signed it, in words
 * @param keyId which key signed it
 */
public record VerifiedCertificate(
        String account,
        String accountName,
        String request,
        String blueprint,
        String pack,
        String packVersion,
        String packFingerprint,
        int verdicts,
        Instant judgedAt,
        Instant issuedAt,
        String issuer,
        String keyId) {}
