package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.factory.governance.Imports;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Progress;
import io.bongsu.testing.Fault;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How closings queue, wait and are stopped. */
@ExtendWith({PostgresServer.class, KafkaServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosingIT {

    private static final Actor LEE = new Actor("lee", Set.of());
    private static final Duration WEEK = Duration.ofDays(7);

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final TestOrganization organization = TestOrganization.make(new MotoServer().url());
    private final TestClock clock = new TestClock();
    private final FaultProxy proxy = FaultProxy.start(new MotoServer().url(), clock);
    private final String topic = KafkaServer.freshTopics().accounts();
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    private final AccountFactory factory = start(4);

    @BeforeAll
    void topic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @AfterAll
    void close() {
        factory.close();
        proxy.close();
        producer.close();
        database.close();
        organization.close();
    }

    @Test
    void closingQueuesUnderTheSlotsAndTheQuotaOfThirtyDays() {
        Instant begin = clock.instant();
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(closing());
        }
        all.forEach(each -> until(each, "soak"));
        for (UUID each : all) {
            TestFactory.drive(factory, each, again -> clock.until(again.at()));
        }

        List<Instant> closed = proxy.calls().stream()
                .filter(each -> each.operation().equals("CloseAccount"))
                .map(each -> each.at())
                .toList();
        assertThat(closed).hasSize(6);
        assertThat(closed.getFirst()).isAfterOrEqualTo(begin.plus(WEEK));
        assertThat(closed.get(3)).isBefore(begin.plus(WEEK.plusHours(1)));
        // The quota of this test is four in thirty days.
        assertThat(closed.get(4)).isAfterOrEqualTo(closed.get(0).plus(Duration.ofDays(30)));
        clock.of(Duration.ofDays(31));
    }

    @Test
    void onlySoManyAreBeingClosedAtOnce() {
        List<UUID> all = List.of(closing(), closing(), closing(), closing());
        clock.of(WEEK.plusMinutes(1));
        database.execute(
                "INSERT INTO slot (kind, number, request_id) VALUES ('closing', 1, '%s'), ('closing', 2, '%s'), ('closing', 3, '%s') ON CONFLICT (kind, number) DO UPDATE SET request_id = EXCLUDED.request_id"
                        .formatted(all.get(1), all.get(2), all.get(3)));
        VendingRequest first = until(all.getFirst(), "close-account");

        assertThat(first.step("close-account").orElseThrow().message()).contains("3 accounts being closed");
        all.subList(1, 4).forEach(each -> TestFactory.drive(factory, each, again -> clock.until(again.at())));
        assertThat(TestFactory.drive(factory, all.getFirst(), again -> clock.until(again.at()))
                        .state())
                .isEqualTo(RequestState.CLOSED);
        clock.of(Duration.ofDays(31));
    }

    @Test
    void quotaOfAwsIsWaitedFor() {
        UUID id = closing();
        proxy.next("organizations:CloseAccount", Fault.constraint("CLOSE_ACCOUNT_QUOTA_EXCEEDED"), 3);
        proxy.next("organizations:CloseAccount", Fault.constraint("CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED"), 1);
        List<Instant> waits = new ArrayList<>();
        VendingRequest request = TestFactory.drive(factory, id, again -> {
            waits.add(again.at());
            clock.until(again.at());
        });

        assertThat(request.state()).isEqualTo(RequestState.CLOSED);
        assertThat(waits).hasSizeGreaterThanOrEqualTo(5);
        assertThat(Duration.between(waits.getFirst(), waits.getLast())).isGreaterThan(Duration.ofHours(3));
        clock.of(Duration.ofDays(31));
    }

    @Test
    void everyFaultThatPassesIsWaitedFor() {
        UUID id = closing();
        long before = proxy.effects().getOrDefault("organizations:CloseAccount", 0L);
        for (String call : List.of("organizations:MoveAccount", "organizations:CloseAccount")) {
            proxy.next(call, Fault.throttling(), 1);
            proxy.next(call, Fault.concurrentModification(), 1);
            proxy.next(call, Fault.serverError(), 1);
            proxy.next(call, new Fault.LostRequest(), 1);
            proxy.next(call, new Fault.LostAnswer(), 1);
        }
        VendingRequest request = TestFactory.drive(factory, id, again -> clock.until(again.at()));

        assertThat(request.state()).isEqualTo(RequestState.CLOSED);
        assertThat(proxy.effects()).containsEntry("organizations:CloseAccount", before + 1);
        clock.of(Duration.ofDays(31));
    }

    @Test
    void quarantineThatDeniesNothingIsNone() {
        String policy = organization.policy("bongsu-quarantine");
        organization.client().detachPolicy(request -> request.policyId(policy).targetId(organization.ou("quarantine")));
        try {
            UUID id = closing();
            VendingRequest held = TestFactory.drive(factory, id, again -> clock.until(again.at()));
            assertThat(held.heldFor()).isEqualTo(Who.OPERATOR);
            assertThat(held.step("quarantine").orElseThrow().errorCode()).isEqualTo("QUARANTINE_OPEN");
            factory.operator().abort(id, "not now", "lee");
            assertThat(TestFactory.drive(factory, id, again -> clock.until(again.at()))
                            .state())
                    .isEqualTo(RequestState.ABORTED);
        } finally {
            organization.client().attachPolicy(request -> request.policyId(policy)
                    .targetId(organization.ou("quarantine")));
        }
    }

    @Test
    void delegatedAdministratorOfMeanwhileIsHeld() {
        UUID id = closing();
        String account =
                Objects.requireNonNull(factory.requests().find(id).orElseThrow().accountId());
        organization.client().registerDelegatedAdministrator(request -> request.accountId(account)
                .servicePrincipal("guardduty.amazonaws.com"));
        VendingRequest held = TestFactory.drive(factory, id, again -> clock.until(again.at()));

        assertThat(held.step("closing-check").orElseThrow().errorCode()).isEqualTo("DELEGATED_ADMINISTRATOR");
        factory.operator().abort(id, "needed", "lee");
        assertThat(TestFactory.drive(factory, id, again -> {}).state()).isEqualTo(RequestState.ABORTED);
    }

    private VendingRequest until(UUID id, String step) {
        for (int i = 0; i < 20; i++) {
            VendingRequest request = factory.requests().find(id).orElseThrow();
            StepRow row = request.step(step).orElseThrow();
            if (row.state() == StepState.WAITING) {
                return request;
            }
            if (factory.workflow().advance(id) instanceof Progress.Again again
                    && !factory.requests()
                            .find(id)
                            .orElseThrow()
                            .step(step)
                            .orElseThrow()
                            .state()
                            .equals(StepState.WAITING)) {
                clock.until(again.at());
            }
        }
        throw new AssertionError("does not wait at " + step);
    }

    /** A closing that somebody let through. */
    private UUID closing() {
        String account = organization.foreign("q" + UUID.randomUUID().toString().substring(0, 13));
        factory.inventory().sweepNow();
        factory.tree().sweep();
        UUID imported = Objects.requireNonNull(factory.governance()
                .imports()
                .accept(
                        new Imports.Wish(
                                List.of(account),
                                null,
                                "kim@company.example",
                                "CC-1",
                                "none",
                                "sandbox",
                                "internal",
                                false),
                        LEE,
                        false)
                .getFirst()
                .request());
        TestFactory.drive(factory, imported, again -> clock.until(again.at()));
        return TestFactory.approved(
                factory,
                factory.governance().close(factory.accounts().find(account).orElseThrow(), "not needed", LEE));
    }

    private AccountFactory start(int quota) {
        Map<String, String> settings = Settings.of(proxy.url(), new OpaServer().url(), organization);
        settings.put("account-factory.quotas.enforced", "false");
        settings.put("account-factory.closing.quota", Integer.toString(quota));
        return TestFactory.start(settings, database.source(), organization.provider(), producer, topic, clock, clock);
    }
}
