package io.bongsu.testing;

import io.bongsu.platform.engines.Child;
import io.bongsu.platform.engines.ChildProcesses;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.Command;
import io.bongsu.platform.engines.DataDirectory;
import io.bongsu.platform.engines.KafkaEngine;
import io.bongsu.platform.engines.Ports;
import io.bongsu.platform.engines.PostgresEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    /**
     * OpenSearch with the security plugin, and of its users {@code admin} with the password {@code admin}. The versions that the plugin can be
     * had for where we build want an older JDK than ours, so both are given.
     *
     * @param home an OpenSearch 2.19 with opensearch-security installed; it is only read
     * @param jdk a JDK 17 or 21
     * @return its address
     */
    public static URI openSearch(TestAuthority authority, Path home, Path jdk) {
        TestAuthority.Server server = authority.server("opensearch");
        List<Integer> ports = Ports.free(2);
        ChildUser user = ChildUser.current();
        try {
            Path directory = Files.createTempDirectory("bongsu-test-");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            DataDirectory data = DataDirectory.open(directory.resolve("data"), user);
            Path own = data.of("opensearch");
            Path config = own.resolve("config");
            try (Stream<Path> files = Files.walk(home.resolve("config"))) {
                for (Path file : files.toList()) {
                    Path copy = config.resolve(
                            home.resolve("config").relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(file, copy);
                    }
                }
            }
            Files.copy(server.certificate(), config.resolve("node.crt"));
            Files.copy(server.key(), config.resolve("node.key"));
            Files.copy(authority.certificate(), config.resolve("ca.crt"));
            Files.createDirectories(own.resolve("logs"));
            Files.createDirectories(own.resolve("tmp"));
            Files.writeString(
                    config.resolve("opensearch.yml"),
                    OPENSEARCH.formatted(own.resolve("data"), own.resolve("logs"), ports.get(0), ports.get(1)));
            user.own(own);
            ChildProcesses children = new ChildProcesses(data.run(), data.logs(), user);
            String address = "https://127.0.0.1:" + ports.get(0);
            Child child = children.start(
                    "opensearch",
                    address,
                    new Command(
                            List.of(home.resolve("bin/opensearch").toString()),
                            Map.of(
                                    "OPENSEARCH_JAVA_HOME", jdk.toString(),
                                    "OPENSEARCH_PATH_CONF", config.toString(),
                                    "OPENSEARCH_TMPDIR", own.resolve("tmp").toString(),
                                    "OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m -XX:-AlwaysPreTouch",
                                    "HOME", own.toString()),
                            own));
            TestEngines.endWithThisJvm(child.pid(), directory);
            Path log = children.log("opensearch");
            children.awaitReady(child, () -> missing(log), Duration.ofSeconds(180));
            return URI.create(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> missing(Path log) {
        try {
            return Files.readString(log).contains("Node 'secured' initialized")
                    ? Optional.empty()
                    : Optional.of("its security plugin isn't initialised");
        } catch (IOException e) {
            return Optional.of("it has no log yet");
        }
    }

    private static final String OPENSEARCH =
            """
            cluster.name: secured
            node.name: secured
            path.data: %s
            path.logs: %s
            network.host: 127.0.0.1
            http.port: %d
            transport.port: %d
            discovery.type: single-node
            cluster.routing.allocation.disk.threshold_enabled: false
            plugins.security.ssl.http.enabled: true
            plugins.security.ssl.http.pemcert_filepath: node.crt
            plugins.security.ssl.http.pemkey_filepath: node.key
            plugins.security.ssl.http.pemtrustedcas_filepath: ca.crt
            plugins.security.ssl.transport.pemcert_filepath: node.crt
            plugins.security.ssl.transport.pemkey_filepath: node.key
            plugins.security.ssl.transport.pemtrustedcas_filepath: ca.crt
            plugins.security.ssl.transport.enforce_hostname_verification: false
            plugins.security.allow_default_init_securityindex: true
            plugins.security.authcz.admin_dn: ["CN=nobody"]
            """;

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
