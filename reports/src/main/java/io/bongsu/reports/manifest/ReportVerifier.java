package io.bongsu.reports.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.contracts.certificate.CertificateForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a report with its files and nothing else: first the manifest's signature, then each file that the manifest names, in its order, then
 * that there is no other.
 */
public final class ReportVerifier {

    private static final long MAX_MANIFEST = 4 << 20;
    private static final int MAX_SMALL = 4_096;
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final Set<String> OWN = Set.of(Manifest.FILE, Manifest.SIGNATURE);

    private final Path directory;
    private final @Nullable String pem;

    private ReportVerifier(Path directory, @Nullable String pem) {
        this.directory = directory;
        this.pem = pem;
    }

    /**
     * @param directory the report's
     * @param pem the public key from elsewhere, or null for the one in the directory
     * @throws InvalidReportException when the report doesn't hold; names the first file that doesn't fit
     * @throws IOException when something can't be read
     */
    public static VerifiedReport verify(Path directory, @Nullable String pem)
            throws InvalidReportException, IOException {
        return new ReportVerifier(directory, pem).verify();
    }

    private VerifiedReport verify() throws InvalidReportException, IOException {
        byte[] bytes = small(Manifest.FILE, MAX_MANIFEST);
        PublicKey key = key();
        if (!signed(key, bytes, small(Manifest.SIGNATURE, MAX_SMALL))) {
            throw new InvalidReportException(
                    Manifest.SIGNATURE,
                    "is not the signature of manifest.json by the key %s; the manifest was changed, or another key signed it"
                            .formatted(CertificateForm.keyId(key)));
        }
        JsonNode manifest = manifest(bytes);
        List<String> names = new ArrayList<>();
        for (JsonNode file : manifest.path("files")) {
            names.add(check(file));
        }
        if (names.isEmpty()) {
            throw new InvalidReportException(Manifest.FILE, "names no files; expected those of the report");
        }
        nothingElse(names);
        return new VerifiedReport(
                manifest.path("id").asText(),
                manifest.path("as_of").asText(),
                manifest.path("made_at").asText(),
                manifest.path("organization").asText(),
                manifest.at("/pack/id").asText() + " "
                        + manifest.at("/pack/version").asText(),
                manifest.at("/pack/fingerprint").asText(),
                manifest.at("/counts/findings").asLong(),
                names.size(),
                CertificateForm.keyId(key),
                pem != null);
    }

    private String check(JsonNode file) throws InvalidReportException, IOException {
        String name = file.path("name").asText();
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals("..") || OWN.contains(name)) {
            throw new InvalidReportException(
                    Manifest.FILE, "names '%s'; expected the name of a file beside it".formatted(name));
        }
        Path path = directory.resolve(name);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidReportException(name, "is missing, or is no plain file");
        }
        if (Files.size(path) != file.path("bytes").asLong(-1)) {
            throw new InvalidReportException(
                    name,
                    "has %,d bytes, but the manifest says %,d; it was changed after signing"
                            .formatted(Files.size(path), file.path("bytes").asLong(-1)));
        }
        String is = hash(path);
        if (!is.equals(file.path("sha256").asText())) {
            throw new InvalidReportException(
                    name,
                    "has the SHA-256 %s, but the manifest says %s; it was changed after signing"
                            .formatted(is, file.path("sha256").asText()));
        }
        return name;
    }

    private void nothingElse(List<String> names) throws InvalidReportException, IOException {
        Set<String> more = new TreeSet<>();
        try (Stream<Path> there = Files.list(directory)) {
            there.forEach(each -> more.add(each.getFileName().toString()));
        }
        more.removeAll(names);
        more.removeAll(OWN);
        if (!more.isEmpty()) {
            throw new InvalidReportException(more.iterator().next(), "was added; the manifest names no such file");
        }
    }

    private PublicKey key() throws InvalidReportException, IOException {
        String text = pem == null ? new String(small(Manifest.PUBLIC_KEY, MAX_SMALL), StandardCharsets.US_ASCII) : pem;
        String named = pem == null ? Manifest.PUBLIC_KEY : "the given key";
        String body = text.strip();
        if (!body.startsWith(BEGIN) || !body.endsWith(END)) {
            throw new InvalidReportException(named, "is no PEM; expected '%s' … '%s'".formatted(BEGIN, END));
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(body.substring(BEGIN.length(), body.length() - END.length()));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidReportException(named, "is no Ed25519 key: " + e.getMessage());
        }
    }

    private JsonNode manifest(byte[] bytes) throws InvalidReportException {
        try {
            JsonNode manifest = Manifest.MAPPER.readTree(bytes);
            if (manifest.path("type").asText().equals(Manifest.TYPE)
                    && manifest.path("version").asInt() == Manifest.VERSION) {
                return manifest;
            }
            throw new InvalidReportException(
                    Manifest.FILE,
                    "is of type %s version %s; expected %s version %d"
                            .formatted(
                                    manifest.path("type"), manifest.path("version"), Manifest.TYPE, Manifest.VERSION));
        } catch (IOException e) {
            throw new InvalidReportException(Manifest.FILE, "is no JSON");
        }
    }

    private byte[] small(String name, long most) throws InvalidReportException, IOException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidReportException(name, "is missing, or is no plain file");
        }
        if (Files.size(file) > most) {
            throw new InvalidReportException(
                    name, "has %,d bytes; expected at most %,d".formatted(Files.size(file), most));
        }
        return Files.readAllBytes(file);
    }

    private static boolean signed(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // Bytes that aren't even of a signature's form.
        }
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = ReportFiles.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
