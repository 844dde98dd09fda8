package io.bongsu.platform.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each engine is started, killed without warning, started again over what the killed one left, and still has its data. */
class EnginesIT {

    private static final ChildUser USER = ChildUser.current();
    private static final EngineStore STORE = EngineStore.open(USER);

    private Path directory = Path.of("/");
    private DataDirectory data = new DataDirectory(directory, USER);
    private ChildProcesses children = new ChildProcesses(directory, directory, USER);

    @BeforeEach
    void openDataDirectory() throws Exception {
        directory = Files.createTempDirectory("bongsu-engines");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = DataDirectory.open(directory.resolve("data"), USER);
        children = new ChildProcesses(data.run(), data.logs(), USER);
    }

    @AfterEach
    void killWhatIsLeft() {
        for (String part : List.of("opensearch", "kafka", "postgresql", "opa")) {
            children.find(part).ifPresent(children::kill);
        }
        DataDirectory.delete(directory);
    }

    @Test
    void openSearchKeepsDocumentsWhenKilled() throws Exception {
        List<Integer> ports = Ports.free(2);
        OpenSearchEngine engine = new OpenSearchEngine(ports.get(0), ports.get(1), 512);

        Child first = ready(engine);
        assertThat(send("PUT", engine.address() + "/kept/_doc/1?refresh=true", "{\"a\":1}"))
                .isEqualTo(201);
        children.kill(first);
        Child second = ready(engine);

        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(send("GET", engine.address() + "/kept/_doc/1", "")).isEqualTo(200);
        assertThat(children.stop(second, engine.stopSignal(), engine.stopGrace()))
                .as("stops when asked")
                .isTrue();
        assertThat(children.recorded("opensearch")).isEmpty();
    }

    @Test
    void kafkaKeepsTopicsWhenKilled() throws Exception {
        List<Integer> ports = Ports.free(2);
        KafkaEngine engine = new KafkaEngine(ports.get(0), ports.get(1), 256);

        Child first = ready(engine);
        try (Admin admin = admin(engine)) {
            admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1)))
                    .all()
                    .get();
        }
        children.kill(first);
        Child second = ready(engine);

        try (Admin admin = admin(engine)) {
            assertThat(admin.listTopics().names().get()).isEqualTo(Set.of("kept"));
        }
        assertThat(children.stop(second, engine.stopSignal(), engine.stopGrace()))
                .as("stops when asked")
                .isTrue();
    }

    @Test
    void postgresKeepsRowsWhenKilledAndAsksForThePassword() throws Exception {
        PostgresEngine engine = PostgresEngine.in(data, Ports.free(1).getFirst());

        Child first = ready(engine);
        try (Connection connection = connect(engine)) {
            connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS a");
        }
        children.kill(first);
        Child second = ready(engine);

        try (Connection connection = connect(engine);
                ResultSet rows = connection.createStatement().executeQuery("SELECT a FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
        assertThatThrownBy(() -> DriverManager.getConnection(engine.address(), engine.user(), "wrong"))
                .hasMessageContaining("password authentication failed");
        assertThat(Files.getPosixFilePermissions(engine.passwordFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(children.stop(second, engine.stopSignal(), engine.stopGrace()))
                .as("stops when asked, with a client connected or not")
                .isTrue();
    }

    @Test
    void postgresStartsOverALockFileWhoseNumberBelongsToSomethingElse() throws Exception {
        PostgresEngine engine = PostgresEngine.in(data, Ports.free(1).getFirst());
        Child first = ready(engine);
        children.kill(first);
        Path lock = data.root().resolve("postgresql/data/postmaster.pid");
        Child other = children.start("other", "none", new Command(List.of("sleep", "60"), Map.of(), directory));
        List<String> lines = new ArrayList<>(Files.readAllLines(lock));
        lines.set(0, Long.toString(other.pid()));
        Files.write(lock, lines);

        Child second = ready(engine);

        assertThat(second.alive()).isTrue();
        children.kill(other);
        children.kill(second);
    }

    @Test
    void opaServesItsBundle() throws Exception {
        Path packs = Files.createDirectories(directory.resolve("packs/rules/demo"));
        Files.writeString(packs.resolve("rule.rego"), "package demo\n\nanswer := 42\n");
        Files.writeString(packs.resolve("rule_test.rego"), "package demo_test\n\nimport data.missing\n");
        Path bundle = data.of("opa").resolve("bundle.tar.gz");
        OpaEngine engine = new OpaEngine(Ports.free(1).getFirst(), bundle);
        OpaEngine.build(engine.fetch(STORE, bytes -> {}), directory.resolve("packs"), bundle);

        Child child = ready(engine);

        assertThat(get(engine.address() + "/v1/data/demo/answer")).isEqualTo("{\"result\":42}\n");
        assertThat(get(engine.address() + "/v1/data/demo_test")).isEqualTo("{}\n");
        assertThat(children.stop(child, engine.stopSignal(), engine.stopGrace()))
                .as("stops when asked")
                .isTrue();
    }

    private Child ready(Engine engine) {
        Path home = engine.fetch(STORE, bytes -> {});
        Child child = engine.start(home, data, children);
        children.awaitReady(child, engine::missing, engine.startLimit());
        assertThat(children.find(engine.name())).contains(child);
        return child;
    }

    private static Admin admin(KafkaEngine engine) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, engine.address()));
    }

    private static Connection connect(PostgresEngine engine) throws Exception {
        return DriverManager.getConnection(engine.address(), engine.user(), Files.readString(engine.passwordFile()));
    }

    private static int send(String method, String uri, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(uri))
                                    .header("Content-Type", "application/json")
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static String get(String uri) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
