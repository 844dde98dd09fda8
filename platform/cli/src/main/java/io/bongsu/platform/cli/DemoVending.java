package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.platform.cli.Display.State;
import io.bongsu.platform.engines.Child;
import io.bongsu.platform.engines.ChildProcesses;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.Command;
import io.bongsu.platform.engines.EngineException;
import io.bongsu.platform.engines.Loopback;
import io.bongsu.platform.engines.MotoTool;
import io.bongsu.platform.engines.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One account, vended for everybody to see: a moto server stands in for AWS, an organization is made there, and the account factory works for
 * it. Nothing of it outlives {@code ./bongsu down}.
 */
final class DemoVending {

    private static final String ORGANIZATION = "demo/account-factory/organization.py";
    private static final String SERVER = "demo/account-factory/moto_server.py";
    private static final String REQUEST = "demo/account-factory/request.yaml";
    private static final String POLICIES = "compliance-packs/factory/scp";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("MMdd-HHmmss");

    private final Installation installation;
    private final PortPlan ports;

    DemoVending(Installation installation, PortPlan ports) {
        this.installation = installation;
        this.ports = ports;
    }

    /** Vends it and prints each step; where that can't be, says why. */
    void run() {
        System.out.println();
        if (Files.exists(installation.factorySettings())) {
            System.out.printf(
                    "No sample account is made, because the account factory works for your own organization (%s)%n",
                    installation.factorySettings());
            return;
        }
        try {
            start();
        } catch (EngineException e) {
            System.out.printf("No sample account is made: %s%n", e.getMessage());
            return;
        }
        ObjectNode request = AccountCommand.read(installation.root().resolve(REQUEST));
        request.put("name", request.path("name").asText() + "-" + SUFFIX.format(LocalDateTime.now()));
        System.out.printf("An account for a team, in an organization that a moto server plays:%n%n");
        AccountRequests requests = AccountRequests.open();
        JsonNode vended =
                requests.follow(requests.ask(request, false, UUID.randomUUID().toString()), false);
        System.out.printf("  ./bongsu account show %s%n%n", vended.path("id").asText());
    }

    private void start() {
        try (Display display = new Display(List.of(Parts.MOTO, Parts.ACCOUNT_FACTORY))) {
            URI endpoint = URI.create("http://127.0.0.1:" + ports.moto());
            if (installation.running(Parts.MOTO).isEmpty()) {
                // What an earlier moto knew is gone with it, and so must be what a factory knows of that.
                installation.stop(Parts.ACCOUNT_FACTORY);
                boolean here = MotoTool.isHere(installation.store());
                display.show(Parts.MOTO, here ? State.STARTING : State.FETCHING, "");
                Path python = MotoTool.python(installation.store());
                startMoto(python, endpoint);
                write(organization(python, endpoint));
            }
            display.show(Parts.MOTO, State.READY, endpoint.toString());
            Services services = new Services(installation, ports, settings());
            display.show(Parts.ACCOUNT_FACTORY, State.STARTING, "");
            if (installation.running(Parts.ACCOUNT_FACTORY).isEmpty()) {
                services.start(Parts.ACCOUNT_FACTORY);
            }
            Child factory = installation.running(Parts.ACCOUNT_FACTORY).orElseThrow();
            installation.children().awaitReady(factory, () -> services.missing(Parts.ACCOUNT_FACTORY), LIMIT);
            display.show(Parts.ACCOUNT_FACTORY, State.READY, factory.address());
        }
    }

    private void startMoto(Path python, URI endpoint) {
        Path home = installation.data().of(Parts.MOTO);
        Command command = new Command(
                List.of(
                        python.toString(),
                        installation.root().resolve(SERVER).toString(),
                        "-H",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(ports.moto())),
                Map.of("HOME", home.toString(), "MOTO_IAM_LOAD_MANAGED_POLICIES", "true"),
                home);
        ChildProcesses children = processes(python);
        Child child = children.start(Parts.MOTO, endpoint.toString(), command);
        children.awaitReady(
                child, () -> Loopback.missing(endpoint.resolve("/moto-api/"), body -> Optional.empty()), LIMIT);
    }

    /** A Python or a checkout below root's home is closed to the child user; moto minds being root as little as a test does. */
    private ChildProcesses processes(Path python) {
        ChildUser user =
                installation.data().user().canRead(python)
                                && installation.data().user().canRead(installation.root().resolve(SERVER))
                        ? installation.data().user()
                        : new ChildUser.Same();
        return new ChildProcesses(installation.data().run(), installation.data().logs(), user);
    }

    private String organization(Path python, URI endpoint) {
        Shell.Result made = Shell.run(
                List.of(
                        python.toString(),
                        installation.root().resolve(ORGANIZATION).toString(),
                        endpoint.toString(),
                        installation.root().resolve(POLICIES).toString()),
                Map.of(),
                installation.root(),
                LIMIT);
        if (made.exit() != 0) {
            throw new EngineException("%s failed: %s".formatted(ORGANIZATION, made.lastLine()));
        }
        return made.output();
    }

    private Path settings() {
        return installation.data().of(Parts.MOTO).resolve("account-factory.properties");
    }

    private void write(String organization) {
        try {
            Files.writeString(
                    settings(),
                    organization
                            + """

                            # A schema of its own, emptied at the start: what is known of an organization that is gone misleads.
                            quarkus.flyway.default-schema=account_factory_demo
                            quarkus.flyway.schemas=account_factory_demo
                            quarkus.flyway.clean-at-start=true
                            quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema=account_factory_demo
                            account-factory.certificate.key-file=%s
                            """
                                    .formatted(installation
                                            .data()
                                            .of(Parts.ACCOUNT_FACTORY)
                                            .resolve("demo-certificate-key.pem")));
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be written".formatted(settings()), e);
        }
    }
}
