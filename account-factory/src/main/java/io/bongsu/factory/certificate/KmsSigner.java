package io.bongsu.factory.certificate;

import io.bongsu.contracts.certificate.CertificateForm.Algorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** An asymmetric key of KMS, which never leaves it. */
public final class KmsSigner implements Signer {

    private final KmsClient kms;
    private final String key;
    private final Algorithm algorithm;
    private final SigningAlgorithmSpec with;
    private final PublicKey publicKey;

    private KmsSigner(KmsClient kms, String key, Algorithm algorithm, SigningAlgorithmSpec with, PublicKey publicKey) {
        this.kms = kms;
        this.key = key;
        this.algorithm = algorithm;
        this.with = with;
        this.publicKey = publicKey;
    }

    /**
     * Asks KMS what the key is.
     *
     * @param key its id or ARN
     * @throws IllegalStateException where it can't sign certificates
     */
    public static KmsSigner open(KmsClient kms, String key) {
        GetPublicKeyResponse answer = kms.getPublicKey(request -> request.keyId(key));
        byte[] encoded = answer.publicKey().asByteArray();
        if (answer.signingAlgorithms().contains(SigningAlgorithmSpec.ED25519_SHA_512)) {
            return new KmsSigner(
                    kms, key, Algorithm.ED25519, SigningAlgorithmSpec.ED25519_SHA_512, read("Ed25519", encoded));
        }
        if (answer.signingAlgorithms().contains(SigningAlgorithmSpec.ECDSA_SHA_256)) {
            return new KmsSigner(
                    kms, key, Algorithm.ECDSA_P256, SigningAlgorithmSpec.ECDSA_SHA_256, read("EC", encoded));
        }
        throw new IllegalStateException(
                "The key of account-factory.certificate.kms-key signs with %s; expected one of the kind ECC_NIST_EDWARDS25519 or ECC_NIST_P256"
                        .formatted(answer.signingAlgorithmsAsStrings()));
    }

    @Override
    public Algorithm algorithm() {
        return algorithm;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    /** KMS takes 4,096 bytes at most, which the digests of a certificate's few members stay far below. */
    @Override
    public byte[] sign(byte[] message) {
        return kms.sign(request -> request.keyId(key)
                        .signingAlgorithm(with)
                        .messageType(MessageType.RAW)
                        .message(SdkBytes.fromByteArray(message)))
                .signature()
                .asByteArray();
    }

    private static PublicKey read(String kind, byte[] encoded) {
        try {
            return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("KMS gave a public key that is no %s".formatted(kind), e);
        }
    }
}
