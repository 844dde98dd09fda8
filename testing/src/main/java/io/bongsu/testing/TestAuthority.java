package io.bongsu.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority that lives as long as a test, made by the JDK's keytool. */
public final class TestAuthority {

    /** Of every store that this class writes; what it guards is worth nothing after the test. */
    public static final String STORE_PASSWORD = "changeit";

    private static final String ALIAS = "one";

    private final Path directory;
    private final Path store;

    /** Makes one, with its files in a directory. */
    public TestAuthority(Path directory, String name) {
        this.directory = directory;
        this.store = directory.resolve(name + ".p12");
        keytool(store, "-genkeypair", "-dname", "CN=" + name, "-ext", "bc:critical=ca:true");
        write(directory.resolve(name + ".crt"), pem("CERTIFICATE", encoded(load(store))));
    }

    /** Its certificate, PEM: what a client is told to trust. */
    public Path certificate() {
        return Path.of(store.toString().replace(".p12", ".crt"));
    }

    /** A server's certificate signed by it, for {@code localhost} and 127.0.0.1, with its key. */
    public Server server(String name) {
        Path own = directory.resolve(name + ".p12");
        Path request = directory.resolve(name + ".csr");
        Path signed = directory.resolve(name + ".signed");
        keytool(own, "-genkeypair", "-dname", "CN=" + name);
        keytool(own, "-certreq", "-file", request.toString());
        keytool(
                store,
                "-gencert",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString(),
                "-rfc",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        Path chain = directory.resolve(name + ".crt");
        try {
            write(chain, Files.readString(signed) + Files.readString(certificate()));
            keytool(own, "-importcert", "-noprompt", "-file", chain.toString());
            byte[] key = load(own).getKey(ALIAS, STORE_PASSWORD.toCharArray()).getEncoded();
            Path keyFile = directory.resolve(name + ".key");
            write(keyFile, pem("PRIVATE KEY", key));
            return new Server(own, chain, keyFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of %s can't be read".formatted(own), e);
        }
    }

    /**
     * What a server needs.
     *
     * @param store PKCS #12, with {@link #STORE_PASSWORD}
     * @param certificate PEM, with its authority's behind it
     * @param key PEM, PKCS #8
     */
    public record Server(Path store, Path certificate, Path key) {}

    private static void keytool(Path store, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command));
        arguments.addAll(List.of(
                "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD, "-alias", ALIAS));
        if (command.equals("-genkeypair")) {
            arguments.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
        }
        arguments.addAll(List.of(more));
        try {
            Process process =
                    new ProcessBuilder(arguments).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool %s failed: %s".formatted(command, said));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while certificates were made", e);
        }
    }

    private static KeyStore load(Path store) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            loaded.load(in, STORE_PASSWORD.toCharArray());
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("%s can't be read".formatted(store), e);
        }
    }

    private static byte[] encoded(KeyStore store) {
        try {
            Certificate certificate = store.getCertificate(ALIAS);
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate can't be read", e);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(
                        kind,
                        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(content),
                        kind);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
