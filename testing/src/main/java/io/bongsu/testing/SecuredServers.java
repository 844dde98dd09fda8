package io.bongsu.testing;

import io.bongsu.platform.engines.DataDirectory;
import io.bongsu.platform.engines.KafkaEngine;
import io.bongsu.platform.engines.Ports;
import io.bongsu.platform.engines.PostgresEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** Servers as production has them: TLS, with users and passwords. Each call starts one, which ends with this JVM. */
public final class SecuredServers {

    private static final int HEAP_MEBIBYTES = 256;

    private SecuredServers() {}

    /**
     * A broker with a SASL_SSL listener beside its plain one, over which a test makes users.
     *
     * @return {@code host:port} of the plain listener, then of the secured one
     */
    public static List<String> kafka(TestAuthority authority) {
        List<Integer> ports = Ports.free(3);
        int plain = ports.get(0);
        int secured = ports.get(1);
        int controller = ports.get(2);
        String listeners = "PLAINTEXT://127.0.0.1:%d,SECURED://127.0.0.1:%d".formatted(plain, secured);
        TestEngines.start(data -> new KafkaEngine(
                plain,
                controller,
                HEAP_MEBIBYTES,
                Map.of(
                        "listeners",
                        listeners + ",CONTROLLER://127.0.0.1:" + controller,
                        "advertised.listeners",
                        listeners,
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL",
                        "inter.broker.listener.name",
                        "PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "SCRAM-SHA-512",
                        "listener.name.secured.ssl.keystore.location",
                        readable(data, authority.server("kafka").store()).toString(),
                        "listener.name.secured.ssl.keystore.type",
                        "PKCS12",
                        "listener.name.secured.ssl.keystore.password",
                        TestAuthority.STORE_PASSWORD,
                        "listener.name.secured.ssl.key.password",
                        TestAuthority.STORE_PASSWORD,
                        "listener.name.secured.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;")));
        return List.of("127.0.0.1:" + plain, "127.0.0.1:" + secured);
    }

    /**
     * PostgreSQL that speaks TLS.
     *
     * @param url JDBC address without parameters
     */
    public record Postgres(String url, String user, String password) {}

    public static Postgres postgres(TestAuthority authority) {
        TestAuthority.Server server = authority.server("postgresql");
        TestEngines.Running<PostgresEngine> running =
                TestEngines.start(data -> PostgresEngine.in(data, Ports.free(1).getFirst()));
        PostgresEngine engine = running.engine();
        try {
            String password = Files.readString(engine.passwordFile()).strip();
            try (Connection connection = DriverManager.getConnection(engine.address(), engine.user(), password);
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER SYSTEM SET ssl_cert_file = '%s'"
                        .formatted(readable(running.data(), server.certificate())));
                statement.execute(
                        "ALTER SYSTEM SET ssl_key_file = '%s'".formatted(readable(running.data(), server.key())));
                statement.execute("ALTER SYSTEM SET ssl = on");
                statement.execute("SELECT pg_reload_conf()");
            }
            return new Postgres(engine.address(), engine.user(), password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL at %s can't be told of TLS".formatted(engine.address()), e);
        }
    }

    /** A copy that the server's user, and only that one, can read. */
    private static Path readable(DataDirectory data, Path file) {
        try {
            Path copy = Files.copy(file, data.root().resolve(file.getFileName()));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            data.user().own(copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
