package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.contracts.certificate.CertificateForm;
import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.certificate.KmsSigner;
import io.bongsu.factory.certificate.Signer;
import io.bongsu.testing.MotoServer;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Signing with a key of KMS; moto has elliptic curves and no Ed25519. */
@ExtendWith(MotoServer.class)
class KmsSignerIT {

    private final AwsClients aws = OneStep.clients(
            new MotoServer().url(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create(MotoServer.ACCESS_KEY, MotoServer.SECRET_KEY)),
            new TestClock());
    private final KmsClient kms = aws.management(KmsClient.builder(), MotoServer.REGION);

    @Test
    void signatureIsTheKeys() throws Exception {
        Signer signer = KmsSigner.open(kms, key(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY));
        byte[] message = CertificateForm.signed(Map.of("account", "0".repeat(64)));

        Signature check = Signature.getInstance(signer.algorithm().jdkName());
        check.initVerify(signer.publicKey());
        check.update(message);

        assertThat(signer.algorithm()).isEqualTo(CertificateForm.Algorithm.ECDSA_P256);
        assertThat(check.verify(signer.sign(message))).isTrue();
        check.update("something else".getBytes(StandardCharsets.UTF_8));
        assertThat(check.verify(signer.sign(message))).isFalse();
    }

    @Test
    void keyOfAnotherKindIsRefused() {
        String rsa = key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);

        assertThatThrownBy(() -> KmsSigner.open(kms, rsa))
                .hasMessageContaining("RSASSA_PSS_SHA_256")
                .hasMessageContaining("expected one of the kind ECC_NIST_EDWARDS25519");
    }

    private String key(KeySpec spec, KeyUsageType usage) {
        return kms.createKey(request -> request.keySpec(spec).keyUsage(usage))
                .keyMetadata()
                .keyId();
    }
}
