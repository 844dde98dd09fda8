package io.bongsu.platform.cli;

import static java.util.Objects.requireNonNull;

import io.bongsu.platform.engines.Child;
import io.bongsu.platform.engines.Command;
import io.bongsu.platform.engines.Jdk;
import io.bongsu.platform.engines.Loopback;
import io.bongsu.platform.engines.PostgresEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The services, as the runnable Quarkus artifacts that production runs.
 *
 * @param installation where they run
 * @param ports where they listen
 * @param factory the organization that the account factory works for
 */
record Services(Installation installation, PortPlan ports, Factory factory) {

    private static final String ARTIFACT = "target/quarkus-app";

    Services {
        requireNonNull(installation, "installation");
        requireNonNull(ports, "ports");
        requireNonNull(factory, "factory");
    }

    /** With the installation's own organization. */
    Services(Installation installation, PortPlan ports) {
        this(installation, ports, new Factory(installation.factorySettings(), operatorsAws()));
    }

    /**
     * What the account factory works with.
     *
     * @param settings its settings, a properties file
     * @param aws AWS' environment variables
     */
    record Factory(Path settings, Map<String, String> aws) {
        Factory {
            aws = Map.copyOf(aws);
        }
    }

    /** The module that a service's artifact comes from. */
    static String module(String service) {
        return switch (service) {
            case Parts.INDEX, Parts.SHIP -> "collector";
            case Parts.POLICY_ENGINE -> "policy-engine";
            case Parts.ACCOUNT_FACTORY -> "account-factory";
            case Parts.CONSOLE -> "dashboards/console";
            default ->
                throw new IllegalArgumentException(
                        "'%s' is no service; expected one of %s".formatted(service, Parts.SERVICES));
        };
    }

    /** The services whose artifact the build has not made. */
    static List<String> unbuilt(Path root) {
        return Parts.SERVICES.stream()
                .filter(service -> !Files.exists(
                        root.resolve(module(service)).resolve(ARTIFACT).resolve("quarkus-run.jar")))
                .toList();
    }

    /** Starts one; the caller waits until {@link #missing} is empty. */
    Child start(String service) {
        Path home = installation.data().of(service);
        Path application = copyForChild(
                installation.root().resolve(module(service)).resolve(ARTIFACT),
                installation.data().root().resolve("services").resolve(service));
        List<String> arguments = List.of(
                Jdk.launcher(installation.data().user()),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Dplatform.data=" + installation.data().root(),
                "-Djava.io.tmpdir=" + home,
                "-jar",
                application.resolve("quarkus-run.jar").toString());
        return installation
                .children()
                .start(service, address(service), new Command(arguments, environment(service, home), home));
    }

    Optional<String> missing(String service) {
        return Loopback.missing(URI.create(address(service) + "/q/health/ready"), body -> Optional.empty());
    }

    String address(String service) {
        return "http://127.0.0.1:" + port(service);
    }

    /**
     * A directory of the checkout as the child user can read it: the directory itself, or a copy in the data directory where the checkout
     * is closed to that user.
     */
    static Path readable(Installation installation, String relative) {
        Path source = installation.root().resolve(relative);
        return installation.data().user().canRead(source)
                ? source
                : copyForChild(
                        source, installation.data().root().resolve("readable").resolve(relative));
    }

    private int port(String service) {
        return switch (service) {
            case Parts.INDEX -> ports.index();
            case Parts.SHIP -> ports.ship();
            case Parts.POLICY_ENGINE -> ports.policyEngine();
            case Parts.ACCOUNT_FACTORY -> ports.accountFactory();
            default -> ports.console();
        };
    }

    private Map<String, String> environment(String service, Path home) {
        Map<String, String> environment = new HashMap<>();
        // Whoever reads from S3 and SQS, or makes accounts, needs the operator's AWS settings; the others have no
        // business with them.
        if (service.equals(Parts.SHIP)) {
            environment.putAll(operatorsAws());
        }
        environment.put("HOME", home.toString());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port(service)));
        environment.put("BONGSU_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
        environment.put("BONGSU_OPENSEARCH_URL", "http://127.0.0.1:" + ports.openSearch());
        environment.put("BONGSU_SECURITY_TOKEN_FILE", installation.tokenFile().toString());
        switch (service) {
            case Parts.INDEX, Parts.SHIP -> {
                environment.put("COLLECTOR_ROLE", service.equals(Parts.SHIP) ? "ship" : "index");
                environment.put("COLLECTOR_SHIP_DIRECTORIES", "true");
                environment.put(
                        "COLLECTOR_LOG_TYPES_DIRECTORY",
                        readable(installation, "collector/log-types").toString());
            }
            case Parts.POLICY_ENGINE -> {
                environment.put("POLICY_ENGINE_OPA_URL", "http://127.0.0.1:" + ports.opa());
                environment.put(
                        "POLICY_ENGINE_PACKS_DIRECTORY",
                        readable(installation, "compliance-packs").toString());
                environment.put("POLICY_ENGINE_STATE_DIRECTORY", home.toString());
                environment.putAll(database());
            }
            case Parts.ACCOUNT_FACTORY -> {
                environment.putAll(factory.aws());
                environment.putAll(factorySettings(home));
                environment.putAll(database());
            }
            default -> {
                environment.put("CONSOLE_POLICY_ENGINE_URL", address(Parts.POLICY_ENGINE));
                environment.put("CONSOLE_PIPELINE_URL", address(Parts.INDEX));
            }
        }
        return environment;
    }

    private static Map<String, String> operatorsAws() {
        return System.getenv().entrySet().stream()
                .filter(each -> each.getKey().startsWith("AWS_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Each service has a schema of its own in it. */
    private Map<String, String> database() {
        PostgresEngine postgres = PostgresEngine.in(installation.data(), ports.postgres());
        try {
            return Map.of(
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    postgres.address(),
                    "QUARKUS_DATASOURCE_USERNAME",
                    postgres.user(),
                    "QUARKUS_DATASOURCE_PASSWORD",
                    Files.readString(postgres.passwordFile()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL's password can't be read from %s".formatted(postgres.passwordFile()), e);
        }
    }

    private Map<String, String> factorySettings(Path home) {
        Path settings = home.resolve("account-factory.properties");
        try {
            Files.copy(factory.settings(), settings, StandardCopyOption.REPLACE_EXISTING);
            installation.data().user().own(settings);
            return Map.of(
                    "QUARKUS_CONFIG_LOCATIONS",
                    settings.toUri().toString(),
                    "ACCOUNT_FACTORY_BLUEPRINTS_DIRECTORY",
                    readable(installation, "account-factory/blueprints").toString(),
                    "ACCOUNT_FACTORY_POLICY_ENGINE_URL",
                    address(Parts.POLICY_ENGINE),
                    "ACCOUNT_FACTORY_APPROVAL_OPA_URL",
                    "http://127.0.0.1:" + ports.opa());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The account factory's settings can't be read from %s".formatted(factory.settings()), e);
        }
    }

    /**
     * Makes one directory equal to another, copying only what differs. Services run from such a copy always: a build that replaces the
     * jars of a running service would break it, and a checkout below somebody's home may be closed to the child user.
     */
    static Path copyForChild(Path source, Path target) {
        try {
            Set<Path> wanted = new HashSet<>();
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.toList()) {
                    Path copy = target.resolve(source.relativize(file).toString());
                    wanted.add(copy);
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else if (differs(file, copy)) {
                        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
            }
            try (Stream<Path> files = Files.walk(target)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    if (!wanted.contains(file)) {
                        Files.delete(file);
                    }
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be copied to %s".formatted(source, target), e);
        }
    }

    private static boolean differs(Path file, Path copy) throws IOException {
        if (!Files.exists(copy)) {
            return true;
        }
        BasicFileAttributes one = Files.readAttributes(file, BasicFileAttributes.class);
        BasicFileAttributes other = Files.readAttributes(copy, BasicFileAttributes.class);
        return one.size() != other.size() || !one.lastModifiedTime().equals(other.lastModifiedTime());
    }
}
