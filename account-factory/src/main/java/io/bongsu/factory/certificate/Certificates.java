package io.bongsu.factory.certificate;

import io.bongsu.contracts.certificate.CanonicalJson;
import io.bongsu.contracts.certificate.CertificateForm;
import io.bongsu.factory.gate.GateReport;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.kit.database.Database;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues certificates, one for each request, and keeps them. */
public final class Certificates {

    private final Database database;
    private final Signer signer;
    private final String issuer;

    /** @param issuer who issues them, in words */
    public Certificates(Database database, Signer signer, String issuer) {
        this.database = database;
        this.signer = signer;
        this.issuer = issuer;
    }

    /** The request's certificate as a file, where it has one. */
    public Optional<String> file(UUID request) {
        return database.read(transaction -> transaction.first(
                "SELECT document, algorithm, key_id, signature FROM certificate WHERE request_id = ?",
                row -> CertificateForm.file(
                        members(row.getString("document")),
                        row.getString("algorithm"),
                        row.getString("key_id"),
                        Base64.getDecoder().decode(row.getString("signature"))),
                request));
    }

    /** The public key that is signed with now, as PEM. */
    public String publicKey() {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(signer.publicKey().getEncoded()));
    }

    public String keyId() {
        return CertificateForm.keyId(signer.publicKey());
    }

    /**
     * Signs and keeps what an open gate found, unless the request has its certificate already.
     *
     * @return whether this call made it
     */
    boolean issue(VendingRequest request, GateReport report, Instant now) {
        GateReport.Pack pack = report.pack();
        if (!report.open()
                || pack == null
                || report.judgedAt() == null
                || !report.request().equals(request.id())) {
            throw new IllegalArgumentException("Report %s doesn't prove request %s; expected an open one of its own"
                    .formatted(report.id(), request.id()));
        }
        Map<String, Object> certificate = certificate(request, report, pack, now);
        byte[] signature = signer.sign(CertificateForm.signed(CertificateForm.digests(certificate)));
        return database.write(transaction -> transaction.update(
                        "INSERT INTO certificate (request_id, document, algorithm, key_id, signature, issued_at) VALUES (?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (request_id) DO NOTHING",
                        request.id(),
                        CanonicalJson.write(certificate),
                        signer.algorithm().wireName(),
                        keyId(),
                        Base64.getEncoder().encodeToString(signature),
                        now)
                == 1);
    }

    private Map<String, Object> certificate(
            VendingRequest request, GateReport report, GateReport.Pack pack, Instant now) {
        Map<String, Object> certificate = new HashMap<>();
        certificate.put("type", CertificateForm.TYPE);
        certificate.put("version", CertificateForm.VERSION);
        certificate.put("account", Map.of("id", report.account(), "name", request.name()));
        certificate.put("request", request.id().toString());
        certificate.put("requester", request.requester());
        certificate.put(
                "blueprint",
                Map.of(
                        "name",
                        request.blueprint().name(),
                        "version",
                        request.blueprint().version()));
        certificate.put("pack", Map.of("id", pack.id(), "version", pack.version(), "fingerprint", pack.fingerprint()));
        certificate.put(
                "verdicts",
                report.verdicts().stream().map(Certificates::verdict).toList());
        certificate.put("judged_at", time(Objects.requireNonNull(report.judgedAt(), "judgedAt")));
        certificate.put("issued_at", time(now));
        certificate.put("issuer", issuer);
        return certificate;
    }

    private static Map<String, Object> verdict(GateReport.Judged verdict) {
        return Map.of(
                "rule", verdict.rule(),
                "region", verdict.region(),
                "status", verdict.status().name(),
                "input_sha256", verdict.inputSha256());
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    @SuppressWarnings("unchecked") // What is read was written from a map.
    private static Map<String, @Nullable Object> members(String document) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(CanonicalJson.read(document), "document");
    }
}
