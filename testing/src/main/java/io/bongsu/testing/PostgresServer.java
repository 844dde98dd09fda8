package io.bongsu.testing;

import io.bongsu.platform.engines.Ports;
import io.bongsu.platform.engines.PostgresEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The run's PostgreSQL. Resolves parameters of its own type. */
public final class PostgresServer implements BeforeAllCallback, ParameterResolver {

    private static final String USER = "bongsu";
    private static final String SEPARATOR = "\n";

    /** JDBC address of a database that all tests share; see {@link #freshDatabase} for one of your own. */
    public String url() {
        return facts()[0];
    }

    public String user() {
        return USER;
    }

    public String password() {
        return facts()[1];
    }

    /** Makes a database that nobody else has and gives its JDBC address. */
    public String freshDatabase() {
        String name = "t" + TestEngines.unique();
        try (Connection connection = DriverManager.getConnection(url(), USER, password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No database %s can be made at %s".formatted(name, url()), e);
        }
        return url().substring(0, url().lastIndexOf('/') + 1) + name;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        facts();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgresServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }

    private static String[] facts() {
        String url = TestEngines.shared("postgresql.url", () -> {
            PostgresEngine engine = TestEngines.start(
                            data -> PostgresEngine.in(data, Ports.free(1).getFirst()))
                    .engine();
            TestEngines.shared("postgresql.password-file", engine.passwordFile()::toString);
            return engine.address();
        });
        String file = TestEngines.shared("postgresql.password-file", () -> {
            throw new IllegalStateException("engines.properties has postgresql.url but no postgresql.password-file");
        });
        try {
            return (url + SEPARATOR + Files.readString(Path.of(file)).strip()).split(SEPARATOR, -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
