package io.bongsu.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * The certificate authorities that Java trusts in an image: those of the distribution's package, never those of the machine that builds, which
 * may have some of its own.
 */
final class TrustStore {

    private TrustStore() {}

    /** Writes a store without a password from all {@code .crt} files of a folder; the same certificates give the same bytes. */
    static void write(Path certificates, Path file) throws IOException, GeneralSecurityException {
        // Certificates of authorities are no secret, and a salted encryption would make another file each time.
        System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
        System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Path> found;
        try (Stream<Path> files = Files.list(certificates)) {
            found = files.filter(each -> each.toString().endsWith(".crt"))
                    .sorted()
                    .toList();
        }
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    "%s holds no .crt files; expected the authorities that Java shall trust".formatted(certificates));
        }
        for (Path each : found) {
            try (InputStream in = Files.newInputStream(each)) {
                store.setCertificateEntry(each.getFileName().toString(), factory.generateCertificate(in));
            }
        }
        Files.deleteIfExists(file);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, null);
        }
    }
}
