package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.factory.governance.Imports;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.JournalEntry;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.steps.LifeSteps;
import io.bongsu.factory.workflow.NotNowException;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.PostgresServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Kills the factory before and after every single effect of a closing, and of the cancelling of one, and has another instance finish: closed
 * once, or back where it was. The points are enumerated, not sampled.
 */
@ExtendWith({PostgresServer.class, KafkaServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosingCrashIT {

    private static final Map<String, Long> CLOSED =
            Map.of("organizations:MoveAccount", 1L, "organizations:CloseAccount", 1L);
    private static final Map<String, Long> CANCELLED = Map.of("organizations:MoveAccount", 2L);
    private static final Actor LEE = new Actor("lee", Set.of());
    private static final int ACCOUNTS = 19;

    /** More effects than a closing has. */
    private static final int MOST = 200;

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final URI opa = new OpaServer().url();
    private final URI moto = new MotoServer().url();
    private final String topic = KafkaServer.freshTopics().accounts();
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());

    private final TestClock clock = new TestClock();

    private @Nullable TestOrganization organization;

    @BeforeAll
    void topic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @AfterAll
    void close() {
        producer.close();
        database.close();
    }

    @Test
    void killedAnywhereItIsClosedOnce() {
        everywhere(false);
    }

    @Test
    void killedAnywhereItIsBackWhereItWas() {
        everywhere(true);
    }

    private void everywhere(boolean cancelled) {
        List<String> wrong = new ArrayList<>();
        List<String> points = new ArrayList<>();
        while (run(points.size() + 1, points, wrong, cancelled)) {
            assertThat(points).hasSizeLessThan(MOST);
        }
        assertThat(wrong).isEmpty();
        assertThat(points)
                .contains("commit", cancelled ? "organizations:MoveAccount" : "organizations:CloseAccount")
                .hasSizeGreaterThan(12);
    }

    /** Closes one account, cut behind one effect, and adds what that was; whether there was so much to cut. */
    private boolean run(int point, List<String> points, List<String> wrong, boolean cancelled) {
        // What the runs before closed doesn't count against the quota of thirty days any more.
        clock.of(Duration.ofDays(31));
        PowerCut power = new PowerCut();
        TestOrganization organization = organization();
        String account = organization.foreign("c" + UUID.randomUUID().toString().substring(0, 13));
        try (FaultProxy proxy = FaultProxy.start(moto, clock)) {
            power.never();
            AccountFactory dying = start(organization, proxy, power, clock);
            imported(dying, account, clock);
            UUID id = TestFactory.approved(dying, close(dying, account));
            int before = proxy.calls().size();
            proxy.line(power);
            power.after(point);
            untilCut(dying, id, clock, power, cancelled);
            if (!power.off()) {
                return false;
            }
            points.add(power.points().getLast());
            power.never();
            try (AccountFactory other = start(organization, proxy, power, clock)) {
                VendingRequest closing = drive(other, id, clock, cancelled);
                Map<String, Long> effects = proxy
                        .calls()
                        .subList(before, proxy.calls().size())
                        .stream()
                        .filter(each -> each.mutating() && each.effective())
                        .collect(Collectors.groupingBy(each -> each.name(), Collectors.counting()));
                check(closing, organization, effects, cancelled);
            } catch (AssertionError | RuntimeException e) {
                wrong.add("behind effect %d (%s): %s".formatted(point, points.getLast(), e));
            }
            return true;
        }
    }

    private static UUID close(AccountFactory factory, String account) {
        return factory.governance().close(factory.accounts().find(account).orElseThrow(), "not needed", LEE);
    }

    private static void untilCut(AccountFactory factory, UUID id, TestClock clock, PowerCut power, boolean cancelled) {
        try (factory) {
            drive(factory, id, clock, cancelled);
        } catch (RuntimeException e) {
            if (!power.off()) {
                throw e;
            }
        }
    }

    /** To its end; or into quarantine, and then cancelled. */
    private static VendingRequest drive(AccountFactory factory, UUID id, TestClock clock, boolean cancelled) {
        if (cancelled && factory.requests().find(id).orElseThrow().state() == RequestState.RUNNING) {
            TestFactory.advance(factory, id, request -> request.step("soak")
                    .map(StepRow::state)
                    .orElseThrow()
                    .equals(StepState.WAITING));
            cancel(factory, id);
        }
        return TestFactory.drive(factory, id, again -> clock.until(again.at()));
    }

    private static void cancel(AccountFactory factory, UUID id) {
        try {
            factory.operator().abort(id, "still needed", "lee");
        } catch (NotNowException e) {
            throw new AssertionError("a closing in quarantine can be cancelled", e);
        }
    }

    private static void imported(AccountFactory factory, String account, TestClock clock) {
        factory.inventory().sweepNow();
        factory.tree().sweep();
        UUID id = Objects.requireNonNull(factory.governance()
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
        assertThat(TestFactory.drive(factory, id, again -> clock.until(again.at()))
                        .state())
                .isEqualTo(RequestState.DONE);
    }

    private void check(
            VendingRequest request, TestOrganization organization, Map<String, Long> effects, boolean cancelled) {
        String account = Objects.requireNonNull(request.accountId());
        assertThat(request.state()).isEqualTo(cancelled ? RequestState.ABORTED : RequestState.CLOSED);
        assertThat(effects).isEqualTo(cancelled ? CANCELLED : CLOSED);
        assertThat(organization.parent(account)).isEqualTo(organization.ou(cancelled ? "sandbox" : "quarantine"));
        assertThat(database.texts(
                        "SELECT expected FROM expectation WHERE item = 'ou' AND subject = '%s'".formatted(account)))
                .isEqualTo(cancelled ? List.of(organization.ou("sandbox")) : List.of());
        assertThat(database.texts("SELECT state FROM account WHERE id = '%s'".formatted(account)))
                .containsExactly(cancelled ? "ACTIVE" : "SUSPENDED");
        assertThat(database.texts("SELECT number FROM slot WHERE request_id IS NOT NULL"))
                .isEmpty();
        List<String> done = database.texts(
                "SELECT step FROM journal WHERE kind = '%s' AND request_id = '%s' AND step IS NOT NULL ORDER BY id"
                        .formatted(JournalEntry.Kind.DONE, request.id()));
        if (!cancelled) {
            assertThat(done).containsExactlyElementsOf(LifeSteps.CLOSE);
        }
    }

    /** One for several runs; with so few accounts that listing them stays one call. */
    private TestOrganization organization() {
        if (organization == null || organization.accounts().size() >= ACCOUNTS) {
            organization = TestOrganization.make(moto);
            database.execute("DELETE FROM sweep; DELETE FROM organizational_unit");
        }
        return organization;
    }

    private AccountFactory start(TestOrganization organization, FaultProxy proxy, PowerCut power, TestClock clock) {
        Map<String, String> settings = Settings.of(proxy.url(), opa, organization);
        settings.put("account-factory.quotas.enforced", "false");
        return TestFactory.start(
                settings, power.on(database.source()), organization.provider(), producer, topic, clock, clock);
    }
}
