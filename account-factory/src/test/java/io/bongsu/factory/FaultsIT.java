package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.factory.quota.Pause;
import io.bongsu.factory.quota.Rates;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Progress;
import io.bongsu.testing.AwsCall;
import io.bongsu.testing.Fault;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.PostgresServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What AWS can answer besides yes, and what becomes of a request then; and two instances on one database. */
@ExtendWith({PostgresServer.class, KafkaServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final TestOrganization organization = TestOrganization.make(new MotoServer().url());
    private final String topic = KafkaServer.freshTopics().accounts();
    private final URI opa = new OpaServer().url();
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());

    @BeforeAll
    void topic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @BeforeEach
    void forgetTheList() {
        database.execute("DELETE FROM sweep; DELETE FROM bucket WHERE name NOT IN (SELECT bucket FROM reservation)");
    }

    @AfterAll
    void close() {
        producer.close();
        database.close();
        organization.close();
    }

    @Test
    void everyFaultThatPassesIsWaitedFor() {
        TestClock clock = new TestClock();
        try (FaultProxy proxy = FaultProxy.start(new MotoServer().url(), clock);
                AccountFactory factory = start(proxy, clock, false)) {
            UUID id = TestFactory.ask(factory, fresh());
            for (String call : List.of(
                    "organizations:CreateAccount",
                    "organizations:MoveAccount",
                    "organizations:TagResource",
                    "organizations:AttachPolicy",
                    "account:PutAlternateContact")) {
                proxy.next(call, Fault.throttling(), 1);
                proxy.next(call, Fault.concurrentModification(), 1);
                proxy.next(call, Fault.serverError(), 1);
                proxy.next(call, new Fault.LostRequest(), 1);
                proxy.next(call, new Fault.LostAnswer(), 1);
            }
            VendingRequest request = TestFactory.drive(factory, id, again -> clock.until(again.at()));

            assertThat(request.state()).isEqualTo(RequestState.HANDED_OVER);
            assertThat(proxy.effects())
                    .containsEntry("organizations:CreateAccount", 1L)
                    .containsEntry("organizations:MoveAccount", 2L)
                    .containsEntry("organizations:TagResource", 1L)
                    .containsEntry("organizations:AttachPolicy", 1L)
                    .containsEntry("account:PutAlternateContact", 3L);
        }
    }

    @Test
    void addressTakenSomewhereAtAwsIsTheRequestersToMend() {
        TestClock clock = new TestClock();
        String name = fresh();
        try (FaultProxy proxy = FaultProxy.start(new MotoServer().url(), clock);
                AccountFactory factory = start(proxy, clock, false)) {
            UUID first = TestFactory.ask(factory, name);
            TestFactory.drive(factory, first, again -> clock.until(again.at()));
            // Nobody here knows of the account any more, as of one that was closed years ago; AWS does.
            database.execute("UPDATE account SET email = 'x', name = 'x'");
            database.execute("UPDATE request SET idempotency_key = NULL");

            UUID second = TestFactory.ask(factory, name);
            VendingRequest held = TestFactory.drive(factory, second, again -> clock.until(again.at()));

            assertThat(held.heldFor()).isEqualTo(Who.REQUESTER);
            assertThat(held.step("await-account").orElseThrow().errorCode()).isEqualTo("EMAIL_ALREADY_EXISTS");
        }
    }

    @Test
    void waitingHasALimit() {
        TestClock clock = new TestClock();
        try (FaultProxy proxy = FaultProxy.start(new MotoServer().url(), clock);
                AccountFactory factory = start(proxy, clock, false)) {
            proxy.lag(new FaultProxy.Lag(Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
            UUID id = TestFactory.ask(factory, fresh());
            Instant begin = clock.instant();
            VendingRequest held = TestFactory.drive(factory, id, again -> clock.until(again.at()));

            StepRow step = held.step("account-usable").orElseThrow();
            assertThat(step.state()).isEqualTo(StepState.HELD);
            assertThat(step.errorCode()).isEqualTo("WAITED_TOO_LONG");
            assertThat(Duration.between(begin, clock.instant())).isLessThanOrEqualTo(Duration.ofMinutes(6));
            proxy.lag(new FaultProxy.Lag(Duration.ZERO, Duration.ZERO, Duration.ZERO));
            factory.operator().retry(id, "account-usable", "lee");
            assertThat(TestFactory.drive(factory, id, again -> clock.until(again.at()))
                            .state())
                    .isEqualTo(RequestState.HANDED_OVER);
        }
    }

    @Test
    void publishedRatesAreKeptAndTurnsTaken() {
        TestClock clock = new TestClock();
        try (FaultProxy proxy = FaultProxy.start(new MotoServer().url(), clock);
                AccountFactory factory = start(proxy, clock, true)) {
            proxy.lag(new FaultProxy.Lag(Duration.ofSeconds(40), Duration.ZERO, Duration.ofSeconds(10)));
            proxy.enforce(Rates.published().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            each -> new FaultProxy.Limit(
                                    each.getValue().perSecond(), each.getValue().burst()))));
            Map<UUID, Instant> due = new HashMap<>();
            for (int i = 0; i < 12; i++) {
                due.put(TestFactory.ask(factory, fresh()), clock.instant());
            }
            while (!due.isEmpty()) {
                UUID next = due.entrySet().stream()
                        .min(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
                clock.until(due.remove(next));
                if (factory.workflow().advance(next) instanceof Progress.Again again) {
                    due.put(next, again.at());
                }
            }

            assertThat(proxy.violations()).isEmpty();
            assertThat(database.texts("SELECT state FROM request ORDER BY created_at DESC LIMIT 12"))
                    .containsOnly("HANDED_OVER");
            List<Instant> created = proxy.calls().stream()
                    .filter(each -> each.operation().equals("CreateAccount"))
                    .map(AwsCall::at)
                    .toList();
            assertThat(created).hasSize(12);
            // Three at once, then one in ten seconds; five at a time may be slower.
            assertThat(Duration.between(created.getFirst(), created.getLast()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(89));
        }
    }

    @Test
    void twoInstancesShareADatabaseAndOneDies() {
        try (FaultProxy proxy = FaultProxy.start(new MotoServer().url(), InstantSource.system())) {
            proxy.lag(new FaultProxy.Lag(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1)));
            PowerCut power = new PowerCut();
            AccountFactory dying = start(proxy, power.on(database.source()));
            AccountFactory living = start(proxy, database.source());
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                ids.add(TestFactory.ask(living, fresh()));
            }
            dying.scheduler().start();
            living.scheduler().start();
            try {
                Await.until("under way", () -> power.points().size() > 20);
                power.after(0);
                Await.until(
                        "all handed over",
                        () -> ids.stream()
                                .allMatch(id ->
                                        living.requests().find(id).orElseThrow().state() == RequestState.HANDED_OVER),
                        () -> ids.stream()
                                .map(id -> living.requests().find(id))
                                .toList()
                                .toString());
            } finally {
                living.scheduler().stop();
                dying.scheduler().stop();
                living.close();
                dying.close();
            }
            assertThat(new TreeMap<>(proxy.effects()))
                    .containsEntry("organizations:CreateAccount", 6L)
                    .containsEntry("organizations:MoveAccount", 12L)
                    .containsEntry("organizations:TagResource", 6L)
                    .containsEntry("organizations:AttachPolicy", 6L);
        }
    }

    private static String fresh() {
        return "f" + UUID.randomUUID().toString().substring(0, 13);
    }

    private AccountFactory start(FaultProxy proxy, TestClock clock, boolean rates) {
        Map<String, String> settings = Settings.bare(proxy.url(), opa, organization);
        settings.put("account-factory.quotas.enforced", Boolean.toString(rates));
        return TestFactory.start(settings, database.source(), organization.provider(), producer, topic, clock, clock);
    }

    private AccountFactory start(FaultProxy proxy, DataSource source) {
        Map<String, String> settings = Settings.bare(proxy.url(), opa, organization);
        settings.put("account-factory.quotas.enforced", "false");
        settings.put("account-factory.workflow.poll-interval", "PT0.2S");
        settings.put("account-factory.workflow.heartbeat", "PT1S");
        settings.put("account-factory.workflow.creation-hidden-for", "PT3S");
        return TestFactory.start(
                settings, source, organization.provider(), producer, topic, InstantSource.system(), Pause.real());
    }
}
