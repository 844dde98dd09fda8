package io.bongsu.factory;

import io.bongsu.factory.approval.ApprovalPolicy;
import io.bongsu.factory.approval.Approvals;
import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.aws.AwsFailures;
import io.bongsu.factory.aws.AwsSettings;
import io.bongsu.factory.aws.MetricsInterceptor;
import io.bongsu.factory.aws.QuotaInterceptor;
import io.bongsu.factory.baseline.BaselineSettings;
import io.bongsu.factory.baseline.BaselineSteps;
import io.bongsu.factory.blueprint.Blueprints;
import io.bongsu.factory.callback.Callbacks;
import io.bongsu.factory.callback.Hooks;
import io.bongsu.factory.callback.Signatures;
import io.bongsu.factory.certificate.CertificateStep;
import io.bongsu.factory.certificate.Certificates;
import io.bongsu.factory.certificate.KeyFileSigner;
import io.bongsu.factory.certificate.KmsSigner;
import io.bongsu.factory.certificate.Signer;
import io.bongsu.factory.drift.Comparison;
import io.bongsu.factory.drift.Drifts;
import io.bongsu.factory.drift.Expectations;
import io.bongsu.factory.gate.GateReports;
import io.bongsu.factory.gate.GateStep;
import io.bongsu.factory.gate.PolicyEngine;
import io.bongsu.factory.governance.Governance;
import io.bongsu.factory.handover.AccountEvents;
import io.bongsu.factory.handover.Webhook;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.intake.EmailPolicy;
import io.bongsu.factory.intake.Estimator;
import io.bongsu.factory.intake.Intake;
import io.bongsu.factory.inventory.Accounts;
import io.bongsu.factory.inventory.Dependencies;
import io.bongsu.factory.inventory.Inventory;
import io.bongsu.factory.inventory.OrganizationTree;
import io.bongsu.factory.network.CidrPool;
import io.bongsu.factory.organization.Declarations;
import io.bongsu.factory.organization.Limits;
import io.bongsu.factory.organization.OrganizationAsCode;
import io.bongsu.factory.organization.live.LiveOrganization;
import io.bongsu.factory.quota.Pause;
import io.bongsu.factory.quota.Rate;
import io.bongsu.factory.quota.Rates;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.request.Audit;
import io.bongsu.factory.request.Journal;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.scheduling.VendingScheduler;
import io.bongsu.factory.steps.LifeSteps;
import io.bongsu.factory.steps.VendingSteps;
import io.bongsu.factory.workflow.Operator;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.VendingEngine;
import io.bongsu.factory.workflow.Workflow;
import io.bongsu.kit.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.kms.KmsClient;

/** The whole service but for REST, put together. */
public final class AccountFactory implements AutoCloseable {

    private final Blueprints blueprints;
    private final RequestStore requests;
    private final Journal journal;
    private final Audit audit;
    private final AwsClients aws;
    private final IdentityDirectory identity;
    private final GateReports reports;
    private final Certificates certificates;
    private final Inventory inventory;
    private final OrganizationTree tree;
    private final Accounts accounts;
    private final Drifts drifts;
    private final Comparison comparison;
    private final Governance governance;
    private final ApprovalPolicy policy;
    private final Webhook webhook;
    private final Approvals approvals;
    private final VendingEngine engine;
    private final Estimator estimator;
    private final Intake intake;
    private final Callbacks callbacks;
    private final Optional<Hooks> hooks;
    private final OrganizationAsCode organization;
    private final VendingScheduler scheduler;

    /**
     * What the service stands on.
     *
     * @param source PostgreSQL, migrated
     * @param credentials of the management account
     * @param producer Kafka
     * @param accountsTopic where account events go
     * @param judge the policy engine
     * @param meters metrics
     * @param clock tells the time
     * @param pause waits
     */
    public record Ground(
            DataSource source,
            AwsCredentialsProvider credentials,
            KafkaProducer<String, byte[]> producer,
            String accountsTopic,
            PolicyEngine judge,
            MeterRegistry meters,
            InstantSource clock,
            Pause pause) {}

    public AccountFactory(AccountFactoryConfig config, Ground ground) {
        InstantSource clock = ground.clock();
        Database database = new Database(ground.source());
        AwsFailures failures = new AwsFailures();
        TokenBuckets buckets = new TokenBuckets(
                database, new Rates(rates(config)), config.quotas().enforced(), clock, ground.pause());
        Slots slots = new Slots(database, limits(config), clock);
        blueprints = Blueprints.read(
                config.blueprintsDirectory(), config.organization().ous().keySet());
        requests = new RequestStore(database);
        journal = new Journal(database);
        audit = new Audit(database);
        aws = new AwsClients(
                aws(config),
                ground.credentials(),
                List.of(new QuotaInterceptor(buckets, failures), new MetricsInterceptor(ground.meters(), failures)),
                clock);
        identity = new IdentityDirectory(
                aws, config.aws().identityCenterRegion().orElse(config.aws().region()), clock);
        reports = new GateReports(database);
        certificates =
                new Certificates(database, signer(config), config.certificate().issuer());
        inventory = new Inventory(database, aws, ous(config), clock);
        tree = new OrganizationTree(database, aws, clock);
        accounts = new Accounts(database);
        policy =
                new ApprovalPolicy(config.approval().opaUrl(), config.approval().parameters());
        webhook = new Webhook(target(config.webhook()));
        approvals = new Approvals(database, policy, config.approval().expiry(), clock);
        Expectations expectations = new Expectations(database);
        drifts = new Drifts(database, clock);
        comparison = new Comparison(aws, expectations, drifts, drift(config), clock, ground.pause());
        AccountEvents events = new AccountEvents(ground.producer(), ground.accountsTopic());
        EmailPolicy emails =
                new EmailPolicy(config.email().template(), config.email().domains());
        Dependencies dependencies = new Dependencies(
                aws, Set.copyOf(config.closing().neededAccounts().orElse(List.of())));
        callbacks = new Callbacks(database, clock);
        hooks = hooks(config.terraform(), clock);
        List<Step> steps = VendingSteps.inOrder(new VendingSteps.Tools(
                aws,
                identity,
                inventory,
                buckets,
                slots,
                new CidrPool(database, clock),
                callbacks,
                hooks,
                steps(config),
                events,
                webhook,
                BaselineSteps.inOrder(aws, baseline(config)),
                List.of(
                        new GateStep(
                                aws,
                                failures,
                                baseline(config),
                                config.organization().holdingOu(),
                                ground.judge(),
                                reports),
                        new CertificateStep(certificates, reports))));
        engine = VendingEngine.of(
                steps,
                LifeSteps.all(new LifeSteps.Tools(
                        aws, requests, buckets, slots, dependencies, events, webhook, closing(config))),
                failures,
                database,
                clock,
                expectations);
        estimator = new Estimator(steps, requests, buckets, slots, clock);
        intake = new Intake(
                new Intake.Settings(
                        emails,
                        config.organization().ous(),
                        config.organization().accountLimit(),
                        config.organization().inventoryMaxAge()),
                blueprints,
                database,
                requests,
                inventory,
                approvals,
                estimator,
                steps,
                clock);
        governance = new Governance(
                new Governance.Settings(
                        config.aws().region(),
                        config.organization().ous(),
                        emails,
                        config.closing().quarantineOu().isPresent()),
                new Governance.Tools(
                        database,
                        requests,
                        accounts,
                        inventory,
                        tree,
                        blueprints,
                        expectations,
                        approvals,
                        dependencies,
                        engine.operator()),
                clock);
        organization = new OrganizationAsCode(
                new Declarations(config.organization().documentsDirectory()),
                limits(config.organization().limits()),
                new LiveOrganization(aws, identity, slots),
                database,
                failures,
                clock);
        scheduler = new VendingScheduler(
                ground.source(),
                engine.workflow(),
                organization,
                requests,
                approvals,
                inventory,
                this::survey,
                new VendingScheduler.Settings(
                        config.workflow().threads(),
                        config.workflow().pollInterval(),
                        config.workflow().heartbeat(),
                        // Oftener than it must be, so that hardly any request has to wait for a sweep of its own.
                        config.organization().inventoryMaxAge().dividedBy(2),
                        config.drift().sweepInterval()));
    }

    /** Walks through the whole organization, and lays all of it beside what is expected. */
    public void survey() {
        inventory.sweepNow();
        tree.sweep();
        comparison.sweep();
    }

    public Drifts drifts() {
        return drifts;
    }

    public Comparison comparison() {
        return comparison;
    }

    public Governance governance() {
        return governance;
    }

    public Blueprints blueprints() {
        return blueprints;
    }

    public RequestStore requests() {
        return requests;
    }

    public Journal journal() {
        return journal;
    }

    public Audit audit() {
        return audit;
    }

    public GateReports reports() {
        return reports;
    }

    public Certificates certificates() {
        return certificates;
    }

    public Inventory inventory() {
        return inventory;
    }

    public OrganizationTree tree() {
        return tree;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Approvals approvals() {
        return approvals;
    }

    public Workflow workflow() {
        return engine.workflow();
    }

    public Operator operator() {
        return engine.operator();
    }

    public Estimator estimator() {
        return estimator;
    }

    public Intake intake() {
        return intake;
    }

    public Callbacks callbacks() {
        return callbacks;
    }

    /** Empty where no key was set. */
    public Optional<Hooks> hooks() {
        return hooks;
    }

    public OrganizationAsCode organization() {
        return organization;
    }

    public VendingScheduler scheduler() {
        return scheduler;
    }

    @Override
    public void close() {
        policy.close();
        webhook.close();
        hooks.ifPresent(Hooks::close);
        identity.close();
        aws.close();
    }

    private static Map<String, Rate> rates(AccountFactoryConfig config) {
        return config.quotas().rates().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> new Rate(
                                each.getValue().perSecond(), each.getValue().burst())));
    }

    private static Map<String, Integer> limits(AccountFactoryConfig config) {
        return Map.of(
                Slots.CREATING, config.quotas().creating(),
                Slots.CLOSING, config.quotas().closing(),
                Slots.ASSIGNING, config.quotas().assigning());
    }

    private static Limits limits(AccountFactoryConfig.OrganizationLimits limits) {
        Limits published = Limits.PUBLISHED;
        return new Limits(
                limits.scpCharacters(),
                limits.rcpCharacters(),
                limits.scpsPerTarget(),
                limits.rcpsPerTarget(),
                published.scps(),
                published.rcps(),
                limits.ous(),
                published.depth(),
                limits.permissionSets(),
                limits.permissionSetsPerAccount());
    }

    private static AwsSettings aws(AccountFactoryConfig config) {
        AccountFactoryConfig.Aws aws = config.aws();
        return new AwsSettings(
                aws.region(), aws.globalRegion(), aws.endpoint(), aws.memberRole(), aws.timeoutSeconds());
    }

    private static Set<String> ous(AccountFactoryConfig config) {
        Set<String> ids = new HashSet<>(config.organization().ous().values());
        ids.add(config.organization().holdingOu());
        config.closing().quarantineOu().ifPresent(ids::add);
        return ids;
    }

    private static Comparison.Settings drift(AccountFactoryConfig config) {
        return new Comparison.Settings(
                config.drift().ownPrincipals().stream().map(Pattern::compile).toList(),
                config.drift().pace());
    }

    private static LifeSteps.Closing closing(AccountFactoryConfig config) {
        AccountFactoryConfig.Closing closing = config.closing();
        return new LifeSteps.Closing(
                closing.quarantineOu().orElse(""), closing.quarantinePolicy(), closing.soak(), closing.quota());
    }

    private static VendingSteps.Settings steps(AccountFactoryConfig config) {
        return new VendingSteps.Settings(
                config.organization().holdingOu(),
                config.aws().memberRole(),
                config.organization().inventoryMaxAge(),
                config.workflow().creationHiddenFor(),
                new VendingSteps.Hub(
                        config.network().account(),
                        config.network().resourceShare(),
                        config.network().flowLogDestination()),
                config.organization().contacts().entrySet().stream()
                        .collect(Collectors.toMap(
                                each -> each.getKey().toUpperCase(Locale.ROOT),
                                each -> new VendingSteps.Contact(
                                        each.getValue().name(),
                                        each.getValue().title(),
                                        each.getValue().email(),
                                        each.getValue().phone()))));
    }

    private static Optional<Hooks> hooks(AccountFactoryConfig.Terraform terraform, InstantSource clock) {
        if (terraform.keyFile().isEmpty() || terraform.callbackUrl().isEmpty()) {
            return Optional.empty();
        }
        try {
            Signatures signatures =
                    new Signatures(Files.readString(terraform.keyFile().get()).strip());
            return Optional.of(new Hooks(signatures, terraform.callbackUrl().get(), terraform.expiry(), clock));
        } catch (IOException e) {
            throw new UncheckedIOException("The key file of the Terraform hooks can't be read", e);
        }
    }

    private Signer signer(AccountFactoryConfig config) {
        AccountFactoryConfig.Certificate settings = config.certificate();
        if (settings.keyFile().isPresent() == settings.kmsKey().isPresent()) {
            throw new IllegalStateException(
                    "account-factory.certificate.key-file and account-factory.certificate.kms-key are %s; set one of them"
                            .formatted(settings.keyFile().isPresent() ? "both set" : "both missing"));
        }
        return settings.kmsKey().isPresent()
                ? KmsSigner.open(
                        aws.management(KmsClient.builder(), config.aws().region()),
                        settings.kmsKey().get())
                : KeyFileSigner.open(settings.keyFile().orElseThrow());
    }

    private static BaselineSettings baseline(AccountFactoryConfig config) {
        return new BaselineSettings(
                config.logArchive().bucket(),
                config.logArchive().prefix(),
                config.logArchive().trail(),
                config.logArchive().trailBucket(),
                config.organization().securityAccount());
    }

    private static Optional<Webhook.Target> target(AccountFactoryConfig.Webhook webhook) {
        return webhook.url().map(url -> {
            try {
                return Webhook.Target.of(
                        url,
                        Files.readString(
                                        webhook.keyFile()
                                                .orElseThrow(
                                                        () -> new IllegalStateException(
                                                                "account-factory.webhook.url is set, account-factory.webhook.key-file is not; set both or neither")))
                                .strip());
            } catch (IOException e) {
                throw new UncheckedIOException("The key file of the webhook can't be read", e);
            }
        });
    }
}
