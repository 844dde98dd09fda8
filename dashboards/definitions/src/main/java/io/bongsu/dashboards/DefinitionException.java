package io.bongsu.dashboards;

/** A definition is not as it should be; the message names the file, the panel, what was given and what was expected. */
public final class DefinitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DefinitionException(String message) {
        super(message);
    }

    DefinitionException(String message, Throwable cause) {
        super(message, cause);
    }
}
