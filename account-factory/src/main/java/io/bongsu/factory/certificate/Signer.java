package io.bongsu.factory.certificate;

import io.bongsu.contracts.certificate.CertificateForm.Algorithm;
import java.security.PublicKey;

/** A key that signs certificates. */
public interface Signer {

    Algorithm algorithm();

    PublicKey publicKey();

    byte[] sign(byte[] message);
}
