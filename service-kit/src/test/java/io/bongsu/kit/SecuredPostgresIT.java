package io.bongsu.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.testing.SecuredServers;
import io.bongsu.testing.TestAuthority;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDBC address of docs/security.md against a PostgreSQL with TLS. */
class SecuredPostgresIT {

    @TempDir
    static Path directory;

    private static TestAuthority authority;
    private static SecuredServers.Postgres server;

    @BeforeAll
    static void start() {
        authority = new TestAuthority(directory, "authority");
        server = SecuredServers.postgres(authority);
    }

    @Test
    void theRightPasswordOverTrustedTlsConnects() throws SQLException {
        try (Connection connection = connect(authority, server.password(), server.url());
                ResultSet result = connection
                        .createStatement()
                        .executeQuery("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getBoolean("ssl")).isTrue();
            assertThat(result.getString("version")).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> connect(authority, "wrong", server.url()))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        // invalid_password
                        refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void anotherAuthorityIsNotTrusted() {
        TestAuthority other = new TestAuthority(directory, "other");

        assertThatThrownBy(() -> connect(other, server.password(), server.url()))
                .hasRootCauseInstanceOf(CertPathBuilderException.class);
    }

    private static Connection connect(TestAuthority trusted, String password, String url) throws SQLException {
        return DriverManager.getConnection(
                "%s?sslmode=verify-full&sslrootcert=%s".formatted(url, trusted.certificate()), server.user(), password);
    }
}
