package io.bongsu.contracts.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks a vending certificate with the public key and nothing else: first the signature, then each member against what was signed, then
 * whether what is certified lets an account through.
 */
public final class CertificateVerifier {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private final PublicKey key;

    private CertificateVerifier(PublicKey key) {
        this.key = key;
    }

    /**
     * @param pem the public key as PEM ({@code BEGIN PUBLIC KEY}), Ed25519 or an elliptic curve
     * @throws InvalidCertificateException where it is none
     */
    public static CertificateVerifier of(String pem) throws InvalidCertificateException {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new InvalidCertificateException("The key is no PEM; expected '%s' … '%s'".formatted(BEGIN, END));
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
            for (String kind : new String[] {"Ed25519", "EC"}) {
                PublicKey read = read(kind, der);
                if (read != null) {
                    return new CertificateVerifier(read);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidCertificateException("The key's PEM is no Base64: " + e.getMessage());
        }
        throw new InvalidCertificateException("The key is of no kind that signs certificates; expected Ed25519 or EC");
    }

    /**
     * @param file the certificate as the factory gives it; blanks and the order of members don't matter
     * @return what it says, because it holds
     * @throws InvalidCertificateException naming the first thing that doesn't fit
     */
    public VerifiedCertificate verify(String file) throws InvalidCertificateException {
        try {
            Fields envelope = Fields.of(CanonicalJson.read(file), "");
            envelope.only(Set.of("certificate", "digests", "signature"));
            Fields digests = envelope.object("digests");
            Fields signature = envelope.object("signature");
            signature.only(Set.of("algorithm", "key_id", "value"));
            Fields certificate = envelope.object("certificate");
            checkSignature(signature, digests);
            checkDigests(certificate, digests);
            return Statement.checked(certificate, CertificateForm.keyId(key));
        } catch (IllegalArgumentException e) {
            throw new InvalidCertificateException(String.valueOf(e.getMessage()));
        }
    }

    private void checkSignature(Fields signature, Fields digests) {
        String name = signature.text("algorithm");
        CertificateForm.Algorithm algorithm = Arrays.stream(CertificateForm.Algorithm.values())
                .filter(each -> each.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> signature.wrong("algorithm", "Ed25519 or ECDSA-P256-SHA256"));
        if (!algorithm.takes(key)) {
            throw signature.wrong("algorithm", "that of the given key, " + key.getAlgorithm());
        }
        if (!signature.text("key_id").equals(CertificateForm.keyId(key))) {
            throw signature.wrong("key_id", "that of the given key, " + CertificateForm.keyId(key));
        }
        Map<String, String> signed = new TreeMap<>();
        digests.names().forEach(each -> signed.put(each, digests.hash(each)));
        if (!holds(algorithm, CertificateForm.signed(signed), signature.base64("value"))) {
            throw new IllegalArgumentException(
                    "signature.value is not the signature of digests; the digests were changed, or another key signed");
        }
    }

    private boolean holds(CertificateForm.Algorithm algorithm, byte[] message, byte[] value) {
        try {
            Signature check = Signature.getInstance(algorithm.jdkName());
            check.initVerify(key);
            check.update(message);
            return check.verify(value);
        } catch (GeneralSecurityException e) {
            return false; // A value that isn't even of a signature's form.
        }
    }

    private static void checkDigests(Fields certificate, Fields digests) {
        Map<String, String> is = CertificateForm.digests(certificate.all());
        Set<String> names = new TreeSet<>(is.keySet());
        names.addAll(digests.names());
        for (String name : names) {
            if (!is.containsKey(name)) {
                throw new IllegalArgumentException("certificate.%s was removed after signing".formatted(name));
            }
            if (!digests.names().contains(name)) {
                throw new IllegalArgumentException("certificate.%s was added after signing".formatted(name));
            }
            if (!is.get(name).equals(digests.hash(name))) {
                throw new IllegalArgumentException("certificate.%s was changed after signing".formatted(name));
            }
        }
    }

    private static @Nullable PublicKey read(String kind, byte[] der) {
        try {
            return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }
}
