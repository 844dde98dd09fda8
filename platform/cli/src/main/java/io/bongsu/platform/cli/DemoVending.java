package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.platform.cli.Display.State;
import io.bongsu.platform.engines.Child;
import io.bongsu.platform.engines.ChildProcesses;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.Command;
import io.bongsu.platform.engines.EngineException;
import io.bongsu.platform.engines.Jdk;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One account, vended for everybody to see: a moto server plays AWS, an organization is made there, and the account factory works for it.
 * Nothing of it outlives {@code ./bongsu down}.
 */
final class DemoVending {

    private static final String MAIN = "io.bongsu.testing.SampleAws";
    private static final String ORGANIZATION = "demo/account-factory/organization.py";
    private static final String REQUEST = "demo/account-factory/request.yaml";
    private static final String POLICIES = "compliance-packs/factory/scp";
    /** Not a secret: moto takes anything. */
    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "testing", "AWS_SECRET_ACCESS_KEY", "testing");

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
        try (Display display = new Display(List.of(Parts.SAMPLE_AWS, Parts.ACCOUNT_FACTORY))) {
            URI endpoint = URI.create("http://127.0.0.1:" + ports.sampleAws());
            if (installation.running(Parts.SAMPLE_AWS).isEmpty()) {
                // What an earlier AWS knew is gone with it, and so must be what a factory knows of that.
                installation.stop(Parts.ACCOUNT_FACTORY);
                boolean here = MotoTool.isHere(installation.store());
                display.show(Parts.SAMPLE_AWS, here ? State.STARTING : State.FETCHING, "");
                Path python = MotoTool.python(installation.store());
                display.show(Parts.SAMPLE_AWS, State.STARTING, "");
                startAws(endpoint);
                write(organization(python, endpoint));
            }
            display.show(Parts.SAMPLE_AWS, State.READY, endpoint.toString());
            Services services = new Services(installation, ports, new Services.Factory(settings(), CREDENTIALS));
            display.show(Parts.ACCOUNT_FACTORY, State.STARTING, "");
            if (installation.running(Parts.ACCOUNT_FACTORY).isEmpty()) {
                services.start(Parts.ACCOUNT_FACTORY);
            }
            Child factory = installation.running(Parts.ACCOUNT_FACTORY).orElseThrow();
            installation.children().awaitReady(factory, () -> services.missing(Parts.ACCOUNT_FACTORY), LIMIT);
            display.show(Parts.ACCOUNT_FACTORY, State.READY, factory.address());
        }
    }

    private void startAws(URI endpoint) {
        Path benchmarks = installation.root().resolve("benchmarks/target");
        Path home = installation.data().of(Parts.SAMPLE_AWS);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        Command command = new Command(
                List.of(
                        Jdk.home().resolve("bin/java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-Dplatform.data=" + installation.data().root(),
                        "-cp",
                        benchmarks.resolve("lib") + "/*",
                        MAIN,
                        Integer.toString(ports.sampleAws())),
                environment,
                home);
        // As ourselves: the Python that moto was installed with may lie below a home that is closed to the child user.
        ChildProcesses children = new ChildProcesses(
                installation.data().run(), installation.data().logs(), new ChildUser.Same());
        Child child = children.start(Parts.SAMPLE_AWS, endpoint.toString(), command);
        children.awaitReady(
                child, () -> Loopback.missing(endpoint.resolve("/moto-api/"), body -> Optional.empty()), LIMIT);
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
        return installation.data().of(Parts.SAMPLE_AWS).resolve("account-factory.properties");
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
