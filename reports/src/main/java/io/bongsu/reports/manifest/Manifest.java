package io.bongsu.reports.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.certificate.CertificateForm;
import io.bongsu.contracts.certificate.Ed25519KeyFile;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.tally.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes what belongs to a report: {@code SHA256SUMS} (for {@code sha256sum -c}), {@code public-key.pem}, {@code manifest.json}, and {@code
 * manifest.sig}, the Ed25519 signature of the manifest's bytes as they are, which {@code openssl pkeyutl -verify -rawin} understands. The
 * signature is written last: a directory without it holds no report.
 */
public final class Manifest {

    public static final String FILE = "manifest.json";
    public static final String SIGNATURE = "manifest.sig";
    public static final String PUBLIC_KEY = "public-key.pem";
    static final String SUMS = "SHA256SUMS";
    static final String TYPE = "bongsu-compliance-report";
    static final int VERSION = 1;
    static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Manifest() {}

    /** Finishes a report. */
    public static void write(
            Path directory,
            ReportFiles files,
            Assessment assessment,
            Results results,
            Map<String, String> queries,
            String id,
            Instant madeAt,
            Ed25519KeyFile key)
            throws IOException {
        StringBuilder sums = new StringBuilder();
        files.entries().forEach(each -> sums.append(each.sha256())
                .append("  ")
                .append(each.name())
                .append('\n'));
        text(files, SUMS, sums.toString());
        text(files, PUBLIC_KEY, key.publicKeyPem());
        ObjectNode manifest = manifest(files, assessment, results, queries, id, madeAt);
        manifest.putObject("signature")
                .put("file", SIGNATURE)
                .put("algorithm", "Ed25519")
                .put("key_id", CertificateForm.keyId(key.publicKey()));
        byte[] bytes = bytes(manifest);
        Files.write(directory.resolve(FILE), bytes);
        Path fresh = files.scratch(SIGNATURE);
        Files.write(fresh, key.sign(bytes));
        Files.move(fresh, directory.resolve(SIGNATURE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static ObjectNode manifest(
            ReportFiles files,
            Assessment assessment,
            Results results,
            Map<String, String> queries,
            String id,
            Instant madeAt) {
        ObjectNode manifest = MAPPER.createObjectNode();
        manifest.put("type", TYPE).put("version", VERSION);
        manifest.put("id", id).put("made_at", madeAt.toString());
        manifest.putArray("differ_each_time").add("id").add("made_at");
        manifest.put("as_of", assessment.asOf().toString());
        manifest.put("organization", assessment.organization());
        manifest.putObject("pack")
                .put("id", assessment.pack().id())
                .put("version", assessment.pack().version())
                .put("fingerprint", assessment.pack().fingerprint());
        ObjectNode scope = manifest.putObject("scope");
        scope.put("everything", assessment.scope().everything());
        ArrayNode accounts = scope.putArray("accounts");
        assessment.scope().accounts().forEach(each -> accounts.add(each.id()));
        ObjectNode counts = manifest.putObject("counts");
        counts.put("controls", results.controls().size());
        counts.put("accounts", results.accounts().size());
        counts.put("findings", results.findings());
        counts.put("pass", results.total().pass());
        counts.put("fail", results.total().fail());
        counts.put("not_applicable", results.total().notApplicable());
        counts.put("error", results.total().error());
        ObjectNode asked = manifest.putObject("queries_sha256");
        new TreeMap<>(queries).forEach(asked::put);
        ArrayNode list = manifest.putArray("files");
        files.entries().forEach(each -> list.addObject()
                .put("name", each.name())
                .put("bytes", each.bytes())
                .put("sha256", each.sha256()));
        return manifest;
    }

    private static void text(ReportFiles files, String name, String text) throws IOException {
        try (OutputStream out = files.open(name)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] bytes(JsonNode manifest) {
        try {
            return (MAPPER.writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written", e);
        }
    }
}
