package io.bongsu.kit.database;

import java.sql.SQLException;

/** PostgreSQL didn't do what was asked; whether it committed is not known. */
public final class DatabaseException extends RuntimeException {

    private static final String UNIQUE_VIOLATION = "23505";

    private final boolean duplicate;

    DatabaseException(SQLException cause) {
        super("The database answers: %s".formatted(cause.getMessage()), cause);
        duplicate = UNIQUE_VIOLATION.equals(cause.getSQLState());
    }

    /** Whether a row with the same key was there already. */
    public boolean duplicate() {
        return duplicate;
    }
}
