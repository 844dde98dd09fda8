package io.bongsu.policy;

import io.agroal.api.AgroalDataSource;
import io.bongsu.kit.database.Database;
import io.quarkus.arc.InjectableInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * PostgreSQL, where what people decide is kept. Judging doesn't need it, so the service starts without it; the schema is brought up to date
 * before the first statement, whenever that is.
 */
@Singleton
final class DecisionDatabase {

    private static final String NOT_CONFIGURED =
            "no database is configured; set QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD";

    private final InjectableInstance<AgroalDataSource> source;
    private final InjectableInstance<Flyway> flyway;
    private final Database database = new Database(this::connection);
    private boolean migrated;

    @Inject
    DecisionDatabase(InjectableInstance<AgroalDataSource> source, InjectableInstance<Flyway> flyway) {
        this.source = source;
        this.flyway = flyway;
    }

    Database database() {
        return database;
    }

    private Connection connection() throws SQLException {
        if (!source.isResolvable() || !source.getHandle().getBean().isActive()) {
            throw new SQLException(NOT_CONFIGURED);
        }
        migrateOnce();
        return source.get().getConnection();
    }

    private synchronized void migrateOnce() throws SQLException {
        if (migrated) {
            return;
        }
        try {
            flyway.get().migrate();
            migrated = true;
        } catch (FlywayException e) {
            throw new SQLException("the schema can't be brought up to date: " + e.getMessage(), e);
        }
    }
}
