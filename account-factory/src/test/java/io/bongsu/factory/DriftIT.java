package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.factory.aws.AwsFailures;
import io.bongsu.factory.drift.Drift;
import io.bongsu.factory.drift.Drift.Source;
import io.bongsu.factory.drift.Drift.State;
import io.bongsu.factory.drift.Drifts.Filter;
import io.bongsu.factory.quota.Pause;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.RequestKind;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.trail.TrailConsumer;
import io.bongsu.factory.workflow.Progress;
import io.bongsu.testing.Fault;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.organizations.model.Tag;

/** From a record of CloudTrail on Kafka to a drift record, and from there to its end. */
@ExtendWith({PostgresServer.class, KafkaServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftIT {

    private static final Actor LEE = new Actor("lee", Set.of());
    private static final Duration SECONDS = Duration.ofSeconds(5);

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final TestOrganization organization = TestOrganization.make(new MotoServer().url());
    private final String accounts = KafkaServer.freshTopics().accounts();
    private final String trail = KafkaServer.freshTopics().logs("cloudtrail");
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    private final TestTrail told = new TestTrail(producer, trail);
    private final FaultProxy proxy = FaultProxy.start(new MotoServer().url(), InstantSource.system());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AccountFactory factory = start();
    private final TrailConsumer consumer =
            new TrailConsumer(this::consumer, trail, factory.comparison(), new AwsFailures(), meters);
    private final Thread follower = new Thread(consumer, "trail");

    @BeforeAll
    void begin() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(accounts, 1, (short) 1), new NewTopic(trail, 3, (short) 1)))
                    .all()
                    .get();
        }
        follower.start();
    }

    @AfterAll
    void close() throws InterruptedException {
        consumer.stop();
        follower.join();
        factory.close();
        proxy.close();
        producer.close();
        database.close();
        organization.close();
    }

    @Test
    void moveByHandIsKnownWithinSecondsWithWhoAndWhen() {
        String account = vended();
        organization.move(account, "prod");
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant sent = Instant.now();
        told.send(TestTrail.record("MoveAccount", TestTrail.MALLORY, at, Map.of("accountId", account)));

        Drift drift = only(account);
        assertThat(Duration.between(sent, Instant.now())).isLessThan(SECONDS);
        assertThat(drift.item()).isEqualTo("ou");
        assertThat(drift.expected()).isEqualTo(organization.ou("sandbox"));
        assertThat(drift.found()).isEqualTo(organization.ou("prod"));
        assertThat(drift.source()).isEqualTo(Source.EVENT);
        assertThat(drift.event()).isEqualTo("organizations:MoveAccount");
        assertThat(drift.principal()).isEqualTo(TestTrail.MALLORY);
        assertThat(drift.changedAt()).isEqualTo(at);

        VendingRequest repaired = repair(drift);
        assertThat(repaired.state()).isEqualTo(RequestState.DONE);
        assertThat(repaired.kind()).isEqualTo(RequestKind.REPAIR);
        assertThat(organization.parent(account)).isEqualTo(organization.ou("sandbox"));
        assertThat(ended(drift).state()).isEqualTo(State.REPAIRED);
        assertThat(ended(drift).endedBy()).isEqualTo("lee");
    }

    @Test
    void recordDeliveredTwiceIsOneDrift() {
        String account = vended();
        organization.move(account, "prod");
        String record = TestTrail.record("MoveAccount", TestTrail.MALLORY, Instant.now(), Map.of("accountId", account));
        told.send(record);
        told.send(record);
        compared(account, record);

        assertThat(drifts(account)).hasSize(1);
    }

    @Test
    void onlyWhatWasTouchedIsLookedAt() {
        String account = vended();
        organization.move(account, "prod");
        int before = proxy.calls().size();
        told.send(TestTrail.record("MoveAccount", TestTrail.MALLORY, Instant.now(), Map.of("accountId", account)));
        only(account);

        assertThat(proxy.calls().subList(before, proxy.calls().size()))
                .extracting(each -> each.name())
                .containsOnly("organizations:ListParents");
    }

    @Test
    void ownChangesAndRefusedOnesAreNone() {
        String account = vended();
        organization.move(account, "prod");
        double own = count("own");
        told.send(TestTrail.record(
                "MoveAccount",
                "arn:aws:sts::111122223333:assumed-role/bongsu-account-factory/task",
                Instant.now(),
                Map.of("accountId", account)));
        told.send(TestTrail.record("MoveAccount", TestTrail.MALLORY, Instant.now(), Map.of("accountId", account))
                .replace("\"readOnly\"", "\"errorCode\": \"AccessDenied\", \"readOnly\""));
        told.send("no JSON");
        Await.until("own change seen", () -> count("own") > own);
        Await.until("nonsense seen", () -> count("unreadable") > 0);

        assertThat(drifts(account)).isEmpty();
    }

    @Test
    void whatCannotBeAskedNowIsAskedAgain() {
        String account = vended();
        organization.move(account, "prod");
        proxy.next("organizations:ListParents", Fault.serverError(), 1);
        told.send(TestTrail.record("MoveAccount", TestTrail.MALLORY, Instant.now(), Map.of("accountId", account)));

        assertThat(only(account).item()).isEqualTo("ou");
        assertThat(count("later")).isPositive();
    }

    @Test
    void detachedPolicyIsAttachedAgain() {
        String account = vended();
        String policy = organization.policy("bongsu-regions");
        organization.client().detachPolicy(request -> request.policyId(policy).targetId(account));
        told.send(TestTrail.record(
                "DetachPolicy", TestTrail.MALLORY, Instant.now(), Map.of("policyId", policy, "targetId", account)));

        Drift drift = only(account);
        assertThat(drift.item()).isEqualTo("policy:bongsu-regions");
        assertThat(drift.found()).isEqualTo("absent");
        repair(drift);
        assertThat(ended(drift).state()).isEqualTo(State.REPAIRED);
        factory.comparison().sweep();
        assertThat(open(account)).isEmpty();
    }

    @Test
    void policyThatNobodyExpectsIsADriftUntilItGoes() {
        String account = vended();
        String policy = organization.newPolicy("bongsu-workload");
        organization.client().attachPolicy(request -> request.policyId(policy).targetId(account));
        told.send(TestTrail.record(
                "AttachPolicy", TestTrail.MALLORY, Instant.now(), Map.of("policyId", policy, "targetId", account)));
        Drift drift = only(account);
        assertThat(drift.item()).isEqualTo("policy:bongsu-workload");
        assertThat(drift.expected()).isEqualTo("absent");
        assertThat(drift.step()).isNull();

        organization.client().detachPolicy(request -> request.policyId(policy).targetId(account));
        factory.comparison().sweep();
        assertThat(ended(drift).state()).isEqualTo(State.GONE);
    }

    @Test
    void acceptedIsExpectedFromThenOn() {
        String account = vended();
        organization.client().tagResource(request -> request.resourceId(account)
                .tags(Tag.builder().key("bongsu:cost-centre").value("CC-9").build()));
        factory.comparison().sweep();
        Drift drift = only(account);
        assertThat(drift.source()).isEqualTo(Source.SWEEP);
        assertThat(drift.principal()).isNull();

        factory.drifts().accept(drift.id(), "the team moved", LEE);
        factory.comparison().sweep();
        assertThat(open(account)).isEmpty();
        assertThat(ended(drift).state()).isEqualTo(State.ACCEPTED);
        assertThat(ended(drift).reason()).isEqualTo("the team moved");
        assertThat(database.texts("SELECT actor FROM audit WHERE action = 'accept-drift'"))
                .contains("lee");
    }

    @Test
    void changedTextOfAPolicyIsADrift() {
        factory.comparison().sweep();
        String policy = organization.policy("bongsu-keep-logging");
        organization
                .client()
                .updatePolicy(
                        request -> request.policyId(policy)
                                .content(
                                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}"));
        told.send(TestTrail.record("UpdatePolicy", TestTrail.MALLORY, Instant.now(), Map.of("policyId", policy)));

        Drift drift = only(policy);
        assertThat(drift.item()).isEqualTo("content");
        assertThat(drift.principal()).isEqualTo(TestTrail.MALLORY);
        factory.drifts().accept(drift.id(), "agreed", LEE);
    }

    @Test
    void closedByHandIsADriftThatNoStepRepairs() {
        String account = vended();
        organization.client().closeAccount(request -> request.accountId(account));
        told.send(TestTrail.record("CloseAccount", TestTrail.MALLORY, Instant.now(), Map.of("accountId", account)));

        Drift drift = only(account);
        assertThat(drift.item()).isEqualTo("state");
        assertThat(drift.found()).isEqualTo("SUSPENDED");
        assertThat(drift.step()).isNull();
    }

    @Test
    void removedFromTheOrganizationIsADrift() {
        String account = vended();
        organization.client().removeAccountFromOrganization(request -> request.accountId(account));
        told.send(TestTrail.record(
                "RemoveAccountFromOrganization", TestTrail.MALLORY, Instant.now(), Map.of("accountId", account)));

        Drift drift = only(account);
        assertThat(drift.item()).isEqualTo("membership");
        assertThat(drift.found()).isEqualTo("absent");
    }

    private String vended() {
        UUID id = TestFactory.ask(factory, "d" + UUID.randomUUID().toString().substring(0, 13));
        VendingRequest request = TestFactory.drive(factory, id, DriftIT::wait);
        assertThat(request.state()).isEqualTo(RequestState.HANDED_OVER);
        assertThat(drifts(Objects.requireNonNull(request.accountId()))).isEmpty();
        return request.accountId();
    }

    private static void wait(Progress.Again again) {
        Pause.real().of(Duration.between(Instant.now(), again.at()));
    }

    private VendingRequest repair(Drift drift) {
        UUID request = factory.governance().repair(drift, factory.accounts(), LEE);
        return TestFactory.drive(factory, request, DriftIT::wait);
    }

    private Drift only(String subject) {
        Await.until("drift of " + subject, () -> !drifts(subject).isEmpty());
        assertThat(drifts(subject)).hasSize(1);
        return drifts(subject).getFirst();
    }

    private Drift ended(Drift drift) {
        return factory.drifts().find(drift.id()).orElseThrow();
    }

    private List<Drift> drifts(String subject) {
        return factory.drifts().list(new Filter(subject, null, null, null, 50));
    }

    private List<Drift> open(String subject) {
        return factory.drifts().list(new Filter(subject, State.OPEN, null, null, 50));
    }

    private void compared(String account, String record) {
        double before = count("compared");
        told.send(record);
        Await.until(
                "compared again",
                () -> count("compared") > before && !drifts(account).isEmpty());
    }

    private double count(String outcome) {
        return meters.counter("bongsu.factory.trail.changes", "outcome", outcome)
                .count();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(TrailConsumer.PROPERTIES);
        properties.put("bootstrap.servers", new KafkaServer().bootstrapServers());
        properties.put("group.id", trail);
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private AccountFactory start() {
        Map<String, String> settings = Settings.of(proxy.url(), new OpaServer().url(), organization);
        settings.put("account-factory.quotas.enforced", "false");
        return TestFactory.start(
                settings,
                database.source(),
                organization.provider(),
                producer,
                accounts,
                InstantSource.system(),
                Pause.real());
    }
}
