package io.bongsu.kit.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in transactions. */
public final class Database {

    private final Connections source;

    public Database(DataSource source) {
        this(source::getConnection);
    }

    /** For a service that has to prepare something, its schema for one, before the first connection can be used. */
    public Database(Connections source) {
        this.source = source;
    }

    /** Where connections come from. */
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /** What is done in one transaction and gives nothing. */
    @FunctionalInterface
    public interface Action {
        void in(Transaction transaction) throws SQLException;
    }

    /** Commits all of it, or nothing where the work throws. */
    public <T> T write(Work<T> work) {
        try (Connection connection = source.open()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Transaction(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** As {@link #write}, for work without a result. */
    public void change(Action action) {
        write(transaction -> {
            action.in(transaction);
            return true;
        });
    }

    /** Reads what is committed; nothing can be changed. */
    public <T> T read(Work<T> work) {
        try (Connection connection = source.open()) {
            connection.setAutoCommit(true);
            return work.in(new Transaction(connection));
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static void rollBack(Connection connection, Exception first) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            first.addSuppressed(e);
        }
    }
}
