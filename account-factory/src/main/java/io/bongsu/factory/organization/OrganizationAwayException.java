package io.bongsu.factory.organization;

/** The organization can't be read now, so nothing can be said about it. */
public final class OrganizationAwayException extends RuntimeException {
    OrganizationAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
