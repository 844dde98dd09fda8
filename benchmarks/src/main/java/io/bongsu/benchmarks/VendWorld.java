package io.bongsu.benchmarks;

import io.bongsu.benchmarks.VendBench.Options;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Topics;
import io.bongsu.factory.gate.PolicyEngine;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.MotoTool;
import io.bongsu.platform.engines.Shell;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.OpenSearchServer;
import io.bongsu.testing.PostgresServer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;

/** The engines, an organization at moto behind the proxy, and a policy engine. */
final class VendWorld implements AutoCloseable {

    /** From CreateAccount to the account: what people report, not what AWS promises. */
    private static final Duration FASTEST = Duration.ofSeconds(15);

    private static final Duration SLOWEST = Duration.ofSeconds(40);

    /** Until ListAccounts shows it. */
    private static final Duration LISTED = Duration.ofSeconds(5);

    /** Until its role can be assumed. */
    private static final Duration USABLE = Duration.ofSeconds(30);

    private static final Duration JUDGING = Duration.ofSeconds(30);
    private static final Duration PREPARATION = Duration.ofMinutes(2);

    private final Path directory;
    private final VirtualClock clock;
    private final MotoServer moto = new MotoServer();
    private final KafkaServer kafka = new KafkaServer();
    private final PostgresServer postgres = new PostgresServer();
    private final OpaServer opa = new OpaServer();
    private final Topics topics = KafkaServer.freshTopics();
    private final String database = postgres.freshDatabase();
    private final FaultProxy proxy;
    private final ServiceProcess policyEngine;
    private final Map<String, String> settings;

    private VendWorld(Options options) throws IOException, InterruptedException {
        directory = Files.createTempDirectory("bongsu-bench");
        clock = new VirtualClock();
        proxy = FaultProxy.start(moto.url(), options.virtual() ? clock : InstantSource.system());
        policyEngine = policyEngine();
        settings = settings(organization(), options);
        Random random = new Random(options.seed());
        long span = SLOWEST.minus(FASTEST).toMillis();
        proxy.lag(new FaultProxy.Lag(FASTEST, LISTED, USABLE));
        proxy.creationTimes(() -> FASTEST.plusMillis(random.nextLong(span)));
        proxy.enforce(VendBench.limits(options));
    }

    static VendWorld make(Options options) throws IOException, InterruptedException {
        return new VendWorld(options);
    }

    FaultProxy proxy() {
        return proxy;
    }

    VirtualClock clock() {
        return clock;
    }

    KafkaServer kafka() {
        return kafka;
    }

    Topics topics() {
        return topics;
    }

    PostgresServer postgres() {
        return postgres;
    }

    String database() {
        return database;
    }

    /** The policy engine, as the gate asks it. */
    PolicyEngine judge() {
        return new PolicyEngine(policyEngine.url(), () -> "Bearer " + ServiceProcess.TOKEN, JUDGING);
    }

    /** What the account factory is told, by key. */
    Map<String, String> settings() {
        return settings;
    }

    /** The packaged account factory, ready. */
    ServiceProcess factory() throws IOException, InterruptedException {
        // Keys have colons in them, which mean something in such a file unless they are escaped.
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = directory.resolve("account-factory.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return new ServiceProcess(
                "account-factory",
                directory,
                Map.ofEntries(
                        Map.entry("QUARKUS_CONFIG_LOCATIONS", file.toUri().toString()),
                        Map.entry("QUARKUS_DATASOURCE_JDBC_URL", database),
                        Map.entry("QUARKUS_DATASOURCE_USERNAME", postgres.user()),
                        Map.entry("QUARKUS_DATASOURCE_PASSWORD", postgres.password()),
                        Map.entry("BONGSU_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                        Map.entry(
                                "BONGSU_OPENSEARCH_URL",
                                new OpenSearchServer().url().toString()),
                        Map.entry("BONGSU_TOPIC_PREFIX", topics.prefix()),
                        Map.entry("AWS_ACCESS_KEY_ID", MotoServer.ACCESS_KEY),
                        Map.entry("AWS_SECRET_ACCESS_KEY", MotoServer.SECRET_KEY)));
    }

    /** Addresses of all member accounts that AWS has, asked past the proxy. */
    List<String> emails() {
        try (OrganizationsClient organizations = OrganizationsClient.builder()
                .endpointOverride(moto.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .build()) {
            return organizations.listAccountsPaginator(request -> {}).stream()
                    .flatMap(page -> page.accounts().stream())
                    .map(Account::email)
                    .filter(email -> email.startsWith("aws+bench-"))
                    .toList();
        }
    }

    static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(MotoServer.ACCESS_KEY, MotoServer.SECRET_KEY));
    }

    private ServiceProcess policyEngine() throws IOException, InterruptedException {
        Indices indices = OpenSearchServer.freshIndices();
        return new ServiceProcess(
                "policy-engine",
                directory,
                Map.of(
                        "BONGSU_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                        "BONGSU_OPENSEARCH_URL", new OpenSearchServer().url().toString(),
                        "BONGSU_TOPIC_PREFIX", topics.prefix(),
                        "BONGSU_INDEX_PREFIX", indices.prefix(),
                        "POLICY_ENGINE_OPA_URL", opa.url().toString(),
                        "POLICY_ENGINE_PACKS_DIRECTORY",
                                ServiceProcess.ROOT.resolve("compliance-packs").toString(),
                        "POLICY_ENGINE_STATE_DIRECTORY",
                                directory.resolve("state").toString()));
    }

    /** Makes the organization as the demo does, and gives the settings that come of it. */
    private Map<String, String> organization() throws IOException {
        Path python = MotoTool.python(EngineStore.open(ChildUser.current()));
        Shell.Result made = Shell.run(
                List.of(
                        python.toString(),
                        ServiceProcess.ROOT
                                .resolve("demo/account-factory/organization.py")
                                .toString(),
                        moto.url().toString(),
                        ServiceProcess.ROOT
                                .resolve("compliance-packs/factory/scp")
                                .toString()),
                Map.of(),
                directory,
                PREPARATION);
        if (made.exit() != 0) {
            throw new IOException("The organization can't be made: " + made.output());
        }
        Map<String, String> lines = new HashMap<>();
        made.output().lines().forEach(line -> {
            int equals = line.indexOf('=');
            lines.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return lines;
    }

    private Map<String, String> settings(Map<String, String> organization, Options options) {
        Map<String, String> all = new HashMap<>(organization);
        all.put("account-factory.aws.endpoint", proxy.url().toString());
        all.put("account-factory.organization.account-limit", "100000");
        all.put("account-factory.policy-engine-url", policyEngine.url().toString());
        all.put("account-factory.approval.opa-url", opa.url().toString());
        all.put(
                "account-factory.blueprints-directory",
                ServiceProcess.ROOT.resolve("account-factory/blueprints").toString());
        all.put(
                "account-factory.certificate.key-file",
                directory.resolve("certificate-key.pem").toString());
        String create = "account-factory.quotas.rates.\"organizations:CreateAccount\".";
        all.put(create + "per-second", Double.toString(options.createPerHour() / 3600.0));
        all.put(create + "burst", "3");
        return all;
    }

    @Override
    public void close() {
        policyEngine.close();
        proxy.close();
    }
}
