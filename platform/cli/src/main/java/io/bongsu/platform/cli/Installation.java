package io.bongsu.platform.cli;

import io.bongsu.platform.engines.Child;
import io.bongsu.platform.engines.ChildProcesses;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.DataDirectory;
import io.bongsu.platform.engines.Engine;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.KafkaEngine;
import io.bongsu.platform.engines.OpaEngine;
import io.bongsu.platform.engines.OpenSearchEngine;
import io.bongsu.platform.engines.PostgresEngine;
import io.bongsu.platform.engines.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One installation of the platform on this machine.
 *
 * @param root the checkout it runs from
 * @param data where it keeps everything
 * @param children its processes
 * @param store the fetched engines
 */
record Installation(Path root, DataDirectory data, ChildProcesses children, EngineStore store) {

    static final Duration SERVICE_STOP_GRACE = Duration.ofSeconds(30);

    /** The installation of this checkout, or of the directory that BONGSU_HOME names. */
    static Installation open() {
        Path root = checkout();
        String home = System.getenv("BONGSU_HOME");
        Path wanted = home == null || home.isBlank() ? root.resolve(".bongsu") : Path.of(home);
        ChildUser user = ChildUser.current();
        DataDirectory data = DataDirectory.open(wanted, user);
        return new Installation(root, data, new ChildProcesses(data.run(), data.logs(), user), EngineStore.open(user));
    }

    static Path checkout() {
        String root = System.getenv("BONGSU_ROOT");
        if (root == null || root.isBlank()) {
            throw new CommandException("BONGSU_ROOT isn't set; start by ./bongsu, which sets it");
        }
        return Path.of(root);
    }

    Path tokenFile() {
        return data.root().resolve("token");
    }

    /** Makes the access token where there is none yet: 32 random bytes, readable by the services alone. */
    void ensureToken() {
        Path file = tokenFile();
        if (Files.exists(file)) {
            return;
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Path fresh = file.resolveSibling("token.new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            data.user().own(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The access token can't be written to %s".formatted(file), e);
        }
    }

    List<Engine> engines(Settings settings) {
        PortPlan ports = new PortPlan(settings.portBase());
        return List.of(
                new OpenSearchEngine(ports.openSearch(), ports.openSearchTransport(), settings.small() ? 512 : 1024),
                new KafkaEngine(ports.kafka(), ports.kafkaController(), settings.small() ? 256 : 384),
                PostgresEngine.in(data, ports.postgres()),
                new OpaEngine(ports.opa(), bundle()));
    }

    /** What tells the account factory which organization it works for; without it the factory isn't started. */
    Path factorySettings() {
        return data.root().resolve("account-factory.properties");
    }

    /** The services that belong to this installation. */
    List<String> services() {
        return Parts.SERVICES.stream()
                .filter(service -> !service.equals(Parts.ACCOUNT_FACTORY) || Files.exists(factorySettings()))
                .toList();
    }

    /** Engines and services of this installation, in the order of their start. */
    List<String> parts() {
        return Stream.concat(Parts.ENGINES.stream(), services().stream()).toList();
    }

    Path bundle() {
        return data.root().resolve("opa").resolve("bundle.tar.gz");
    }

    Optional<Child> running(String part) {
        return children.find(part);
    }

    boolean anyRunning() {
        return Parts.ALL.stream().anyMatch(part -> running(part).isPresent());
    }

    /** The address of a running part. */
    String address(String part) {
        return running(part)
                .orElseThrow(() ->
                        new CommandException("%s isn't running; start everything with ./bongsu up".formatted(part)))
                .address();
    }

    /** Stops one part; true when it ended of its own accord or wasn't running. */
    boolean stop(String part) {
        return running(part)
                .map(child -> children.stop(child, signal(part), SERVICE_STOP_GRACE))
                .orElse(true);
    }

    private static StopSignal signal(String part) {
        return part.equals(Parts.POSTGRESQL) ? StopSignal.INT : StopSignal.TERM;
    }
}
