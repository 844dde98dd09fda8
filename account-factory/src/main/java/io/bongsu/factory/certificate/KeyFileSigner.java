package io.bongsu.factory.certificate;

import io.bongsu.contracts.certificate.CertificateForm.Algorithm;
import io.bongsu.contracts.certificate.Ed25519KeyFile;
import java.nio.file.Path;
import java.security.PublicKey;

/** An Ed25519 key in a file (PKCS #8, PEM) that only its owner may read. */
public final class KeyFileSigner implements Signer {

    private final Ed25519KeyFile key;

    private KeyFileSigner(Ed25519KeyFile key) {
        this.key = key;
    }

    /** Reads the key, and makes it first where there is none; of several instances that start at once, one makes it. */
    public static KeyFileSigner open(Path file) {
        return new KeyFileSigner(Ed25519KeyFile.open(file));
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.ED25519;
    }

    @Override
    public PublicKey publicKey() {
        return key.publicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
        return key.sign(message);
    }

    @Override
    public String toString() {
        return "KeyFileSigner[hidden]";
    }
}
