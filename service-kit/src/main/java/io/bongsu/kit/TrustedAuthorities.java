package io.bongsu.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the authorities of a PEM file and no others, as installations with an authority of their own want it. */
final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * @throws IllegalStateException if the file holds no certificate; trusting nobody would look like a broken network
     */
    static SSLContext of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> authorities =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (authorities.isEmpty()) {
                throw new IllegalStateException(
                        "%s holds no certificate; expected those of authorities, in PEM".formatted(file));
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate authorities in %s can't be read".formatted(file), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "%s can't be read as certificates in PEM: %s".formatted(file, e.getMessage()), e);
        }
    }
}
