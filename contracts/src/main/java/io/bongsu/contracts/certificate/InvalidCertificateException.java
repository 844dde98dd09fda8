package io.bongsu.contracts.certificate;

/** A certificate that doesn't hold; the message names the first thing that doesn't fit. */
public final class InvalidCertificateException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidCertificateException(String problem) {
        super(problem);
    }
}
