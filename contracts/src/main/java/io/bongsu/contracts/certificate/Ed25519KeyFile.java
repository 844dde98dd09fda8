package io.bongsu.contracts.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** An Ed25519 key pair in a file (PKCS #8, PEM) that only its owner may read. */
public final class Ed25519KeyFile {

    private static final String KIND = "Ed25519";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private Ed25519KeyFile(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** Reads the key, and makes it first where there is none; of several instances that start at once, one makes it. */
    public static Ed25519KeyFile open(Path file) {
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new IllegalStateException("The key file %s may be read by others (%s); expected rw-------"
                        .formatted(file, PosixFilePermissions.toString(permissions)));
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file %s can't be read or made".formatted(file), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The key file %s holds no Ed25519 key; expected PKCS #8 as PEM ('%s')".formatted(file, BEGIN), e);
        }
    }

    /** The public half. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The signature of a message: 64 bytes. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(KIND);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is in every JDK", e);
        }
    }

    /** The public half as others are given it. */
    public String publicKeyPem() {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey.getEncoded()));
    }

    @Override
    public String toString() {
        return "Ed25519KeyFile[hidden]";
    }

    /** The whole key appears under its name at once, and never over another. */
    private static void make(Path file) throws IOException, GeneralSecurityException {
        byte[] key = KeyPairGenerator.getInstance(KIND)
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String pem = "%s\n%s\n%s\n"
                .formatted(BEGIN, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key), END);
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, ".key", null, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(fresh, pem, StandardCharsets.US_ASCII);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            return; // Another instance was first; its key is read.
        } finally {
            Files.delete(fresh);
        }
    }

    private static Ed25519KeyFile read(Path file) throws IOException, GeneralSecurityException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
            throw new IllegalArgumentException("no PEM of a private key");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(BEGIN.length(), pem.length() - END.length()));
        PrivateKey key = KeyFactory.getInstance(KIND).generatePrivate(new PKCS8EncodedKeySpec(der));
        return new Ed25519KeyFile(key, publicOf(key));
    }

    /** The JDK has no call that gives an Ed25519 key's public half; a generator fed with the private key's seed makes the pair again. */
    private static PublicKey publicOf(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow(() -> new IllegalArgumentException("no seed"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance(KIND);
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        KeyPair pair = generator.generateKeyPair();
        return pair.getPublic();
    }
}
