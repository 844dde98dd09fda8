package io.bongsu.platform.cli;

/** A command can't do what it was asked; the message is one sentence for a person, with the remedy. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
