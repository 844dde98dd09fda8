package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.contracts.certificate.CanonicalJson;
import io.bongsu.contracts.certificate.CertificateForm;
import io.bongsu.contracts.certificate.CertificateVerifier;
import io.bongsu.contracts.certificate.InvalidCertificateException;
import io.bongsu.contracts.certificate.VerifiedCertificate;
import io.bongsu.factory.certificate.KeyFileSigner;
import io.bongsu.factory.certificate.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificate's form, its key, and a verifier that names what doesn't fit. */
class CertificateTest {

    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    private Path directory = Path.of("/");

    @Test
    void whatWasSignedHolds() throws Exception {
        Signer signer = signer();

        VerifiedCertificate certificate = verifier(signer).verify(file(signer, certificate()));

        assertThat(certificate.account()).isEqualTo("111122223333");
        assertThat(certificate.blueprint()).isEqualTo("sandbox@1");
        assertThat(certificate.packFingerprint()).isEqualTo(HASH);
        assertThat(certificate.verdicts()).isEqualTo(2);
        assertThat(certificate.keyId()).isEqualTo(CertificateForm.keyId(signer.publicKey()));
    }

    @Test
    void blanksAndOrderDoNotMatter() throws Exception {
        Signer signer = signer();
        String spread = file(signer, certificate()).replace("\":", "\" :\n\t").replace(",\"", " ,\r\n  \"");

        assertThat(verifier(signer).verify(spread).account()).isEqualTo("111122223333");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"111122223333\" | \"999922223333\" | certificate.account was changed after signing",
                "\"name\":\"sandbox\" | \"name\":\"prod\" | certificate.blueprint was changed after signing",
                "\"NOT_APPLICABLE\" | \"PASS\" | certificate.verdicts was changed after signing",
                "\"issued_at\":\"2026 | \"issued_at\":\"2027 | certificate.issued_at was changed after signing",
                "\"requester\":\"kim\", | '' | certificate.requester was removed after signing",
                "\"requester\":\"kim\" | \"requester\":\"kim\",\"note\":1 | certificate.note was added after signing",
                "\"digests\":{\"account\":\" | \"digests\":{\"account\":\"f | digests.account is",
                "\"digests\":{ | \"digest\":{ | digest is unknown; expected only [certificate, digests, signature]",
                "\"algorithm\":\"Ed25519\" | \"algorithm\":\"none\" | signature.algorithm is 'none'; expected Ed25519 or ECDSA",
                "\"algorithm\":\"Ed25519\" | \"algorithm\":\"ECDSA-P256-SHA256\" | expected that of the given key, EdDSA",
                "\"key_id\":\"sha256: | \"key_id\":\"sha256:0 | expected that of the given key, sha256:",
                "\"value\":\" | \"value\":\"? | expected Base64",
                "\"value\":\" | \"value\":\"AAAA | signature.value is not the signature of digests",
                "\"requester\":\"kim\" | \"requester\":\"kim\",\"requester\":\"lee\" | a name that isn't there yet",
                "\"version\":1 | \"version\":1.5 | expected a whole number",
                "{\"certificate\" | certificate | expected a value",
            })
    void whatDoesNotFitIsNamed(String from, String to, String words) throws Exception {
        Signer signer = signer();
        String file = file(signer, certificate());
        assertThat(file).contains(from);

        assertInvalid(signer, file.replaceFirst(Pattern.quote(from), to), words);
    }

    @Test
    void digestsThatWereMadeToFitAreNotSigned() throws Exception {
        Signer signer = signer();
        String signed = file(signer, certificate());
        Map<String, Object> other = certificate();
        other.put("account", Map.of("id", "999922223333", "name", "orders"));
        String signature = signed.substring(signed.indexOf("\"value\":\"") + 9, signed.lastIndexOf("\""));
        String forged = CertificateForm.file(
                other,
                "Ed25519",
                CertificateForm.keyId(signer.publicKey()),
                Base64.getDecoder().decode(signature));

        assertInvalid(signer, forged, "signature.value is not the signature of digests");
    }

    @Test
    void anotherKeysCertificateDoesNotHold() throws Exception {
        Signer other = KeyFileSigner.open(directory.resolve("other.pem"));

        assertInvalid(signer(), file(other, certificate()), "signature.key_id is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAIL", "ERROR", "pass"})
    void signedVerdictsThatLetNobodyThroughDoNotHold(String status) throws Exception {
        Map<String, Object> certificate = certificate();
        certificate.put("verdicts", List.of(verdict("a", "global", "PASS"), verdict("a", "eu-west-1", status)));

        assertInvalid(
                signer(),
                file(signer(), certificate),
                "certificate.verdicts[1].status is '%s'; expected".formatted(status));
    }

    @Test
    void aGuardrailWithoutPassDoesNotHold() throws Exception {
        Map<String, Object> certificate = certificate();
        certificate.put("verdicts", List.of(verdict("a", "global", "PASS"), verdict("b", "global", "NOT_APPLICABLE")));

        assertInvalid(signer(), file(signer(), certificate), "has no PASS of [b]");
    }

    @Test
    void noVerdictsDoNotHold() throws Exception {
        Map<String, Object> certificate = certificate();
        certificate.put("verdicts", List.of());

        assertInvalid(signer(), file(signer(), certificate), "certificate.verdicts is []; expected at least one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"})
    void whatIsNoKeyIsNamed(String pem) {
        assertThatThrownBy(() -> CertificateVerifier.of(pem))
                .isInstanceOf(InvalidCertificateException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void keyIsMadeOnceForItsOwnerAlone() throws IOException {
        Path file = directory.resolve("made/key.pem");

        Signer first = KeyFileSigner.open(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFileSigner.open(file).publicKey()).isEqualTo(first.publicKey());
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
        assertThat(first.toString()).isEqualTo("KeyFileSigner[hidden]");
    }

    @Test
    void keyThatOthersMayReadIsRefused() throws IOException {
        Path file = directory.resolve("open.pem");
        KeyFileSigner.open(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> KeyFileSigner.open(file))
                .hasMessageContaining("rw-r--r--")
                .hasMessageContaining("expected rw-------");
    }

    @Test
    void keyFileWithoutAKeyIsRefused() throws IOException {
        Path file = Files.createFile(
                directory.resolve("empty.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        assertThatThrownBy(() -> KeyFileSigner.open(file)).hasMessageContaining("holds no Ed25519 key");
    }

    @Test
    void canonicalFormIsThatOfRfc8785() {
        assertThat(CanonicalJson.write(CanonicalJson.read(
                        " { \"b\" : [ 1 , -20, true , null ] ,\n \"a\" : \"\\u00e9\\/\\n\\u0001\\\"\" } ")))
                .isEqualTo("{\"a\":\"é/\\n\\u0001\\\"\",\"b\":[1,-20,true,null]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "01",
                "1e3",
                "1.0",
                "-",
                "\"\\x\"",
                "\"\\u12\"",
                "\"a",
                "nul",
                "1 2",
                "'a'",
                "{\"a\":1,\"a\":1}",
                "99999999999999999999",
                "\"\u0001\""
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> CanonicalJson.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void endlessDepthIsRefused() {
        assertThatThrownBy(() -> CanonicalJson.read("[".repeat(100_000))).hasMessageContaining("at most 32 levels");
    }

    private Signer signer() {
        return KeyFileSigner.open(directory.resolve("key.pem"));
    }

    private static CertificateVerifier verifier(Signer signer) throws InvalidCertificateException {
        return CertificateVerifier.of("-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder()
                        .encodeToString(signer.publicKey().getEncoded())));
    }

    private static void assertInvalid(Signer signer, String file, String words) throws InvalidCertificateException {
        CertificateVerifier verifier = verifier(signer);
        assertThatThrownBy(() -> verifier.verify(file))
                .isInstanceOf(InvalidCertificateException.class)
                .hasMessageContaining(words);
    }

    private static String file(Signer signer, Map<String, Object> certificate) {
        return CertificateForm.file(
                certificate,
                signer.algorithm().wireName(),
                CertificateForm.keyId(signer.publicKey()),
                signer.sign(CertificateForm.signed(CertificateForm.digests(certificate))));
    }

    private static Map<String, Object> certificate() {
        Map<String, Object> certificate = new TreeMap<>();
        certificate.put("type", CertificateForm.TYPE);
        certificate.put("version", CertificateForm.VERSION);
        certificate.put("account", Map.of("id", "111122223333", "name", "orders"));
        certificate.put("request", "0b1c2d3e-0000-4000-8000-000000000000");
        certificate.put("requester", "kim");
        certificate.put("blueprint", Map.of("name", "sandbox", "version", 1));
        certificate.put("pack", Map.of("id", "account-baseline", "version", "0.1.0", "fingerprint", HASH));
        certificate.put(
                "verdicts",
                new ArrayList<>(List.of(verdict("a", "global", "PASS"), verdict("a", "eu-west-1", "NOT_APPLICABLE"))));
        certificate.put("judged_at", "2026-11-21T10:00:00Z");
        certificate.put("issued_at", "2026-11-21T10:00:01Z");
        certificate.put("issuer", "Bongsu account factory");
        return certificate;
    }

    private static Map<String, Object> verdict(String rule, String region, String status) {
        return Map.of("rule", rule, "region", region, "status", status, "input_sha256", HASH);
    }
}
