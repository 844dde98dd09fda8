package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.factory.request.JournalEntry;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.Step;
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
 * Kills the factory before and after every single effect it has on the world, from the acceptance of a request to the hand-over, and has
 * another instance finish: exactly one account, nothing twice. The points are enumerated, not sampled.
 */
@ExtendWith({PostgresServer.class, KafkaServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

    /** What one vending does to AWS; the bare sandbox has one policy, two assignments and no baseline, the settings three contacts. */
    private static final Map<String, Long> ONCE = Map.of(
            "organizations:CreateAccount", 1L,
            "organizations:MoveAccount", 2L,
            "organizations:TagResource", 1L,
            "organizations:AttachPolicy", 1L,
            "sso:CreateAccountAssignment", 2L,
            "account:PutAlternateContact", 3L,
            "budgets:CreateBudget", 1L);

    private static final FaultProxy.Lag LAG =
            new FaultProxy.Lag(Duration.ofSeconds(20), Duration.ofSeconds(15), Duration.ofSeconds(30));

    private static final int ACCOUNTS = 19;

    /** More effects than a vending has. */
    private static final int MOST = 500;

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final URI opa = new OpaServer().url();
    private final URI moto = new MotoServer().url();
    private final String topic = KafkaServer.freshTopics().accounts();
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());

    private @Nullable TestOrganization organization;

    @BeforeAll
    void topic() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @AfterAll
    void close() {
        producer.close();
        database.close();
    }

    @Test
    void killedAnywhereItMakesOneAccountAndNothingTwice() {
        List<String> wrong = new ArrayList<>();
        List<String> points = new ArrayList<>();
        while (run(points.size() + 1, points, wrong)) {
            assertThat(points).hasSizeLessThan(MOST);
        }
        assertThat(wrong).isEmpty();
        assertThat(points)
                .contains("commit", "organizations:CreateAccount", "account:PutAlternateContact")
                .hasSizeGreaterThan(40);
    }

    /** Vends one account, cut behind one effect, and adds what that was; whether there was so much to cut. */
    private boolean run(int point, List<String> points, List<String> wrong) {
        TestClock clock = new TestClock();
        PowerCut power = new PowerCut();
        String name = "c" + UUID.randomUUID().toString().substring(0, 13);
        database.execute("DELETE FROM account; DELETE FROM sweep");
        TestOrganization organization = organization();
        try (FaultProxy proxy = FaultProxy.start(moto, clock)) {
            proxy.lag(LAG);
            proxy.line(power);
            power.after(point);
            vendUntilCut(start(organization, proxy, power, clock), name, clock, power);
            if (!power.off()) {
                return false;
            }
            points.add(power.points().getLast());
            power.never();
            try (AccountFactory other = start(organization, proxy, power, clock)) {
                UUID id = TestFactory.ask(other, name);
                VendingRequest request = TestFactory.drive(other, id, again -> clock.until(again.at()));
                check(request, other, organization, proxy);
            } catch (AssertionError | RuntimeException e) {
                wrong.add("behind effect %d (%s): %s".formatted(point, points.getLast(), e));
            }
            return true;
        }
    }

    /** One for several runs, because moto takes a second to make one; with so few accounts that listing them stays one call. */
    private TestOrganization organization() {
        if (organization == null || organization.accounts().size() >= ACCOUNTS) {
            organization = TestOrganization.make(moto);
        }
        return organization;
    }

    private static void vendUntilCut(AccountFactory factory, String name, TestClock clock, PowerCut power) {
        try (factory) {
            UUID id = TestFactory.ask(factory, name);
            TestFactory.drive(factory, id, again -> clock.until(again.at()));
        } catch (RuntimeException e) {
            if (!power.off()) {
                throw e;
            }
        }
    }

    private void check(
            VendingRequest request, AccountFactory factory, TestOrganization organization, FaultProxy proxy) {
        assertThat(request.state()).isEqualTo(RequestState.HANDED_OVER);
        assertThat(organization.accounts().stream()
                        .filter(each -> each.email().equals(request.email()))
                        .map(each -> each.id()))
                .containsExactly(request.accountId());
        assertThat(organization.parent(Objects.requireNonNull(request.accountId())))
                .isEqualTo(organization.ou("sandbox"));
        assertThat(proxy.effects()).isEqualTo(ONCE);
        assertThat(request.steps()).extracting(StepRow::state).containsOnly(StepState.DONE);
        List<String> steps = factory.workflow().steps().stream().map(Step::name).toList();
        List<JournalEntry> journal = factory.journal().after(request.id(), 0);
        assertThat(journal.stream()
                        .filter(each -> each.kind() == JournalEntry.Kind.DONE)
                        .map(JournalEntry::step))
                .containsExactlyElementsOf(steps);
        Map<JournalEntry.Kind, Long> kinds =
                journal.stream().collect(Collectors.groupingBy(JournalEntry::kind, Collectors.counting()));
        assertThat(kinds)
                .containsEntry(JournalEntry.Kind.ACCEPTED, 1L)
                .containsEntry(JournalEntry.Kind.HANDED_OVER, 1L)
                .doesNotContainKey(JournalEntry.Kind.HELD);
        assertThat(journal.getLast().kind()).isEqualTo(JournalEntry.Kind.HANDED_OVER);
        assertThat(database.texts("SELECT number FROM slot WHERE request_id IS NOT NULL"))
                .isEmpty();
        assertThat(database.texts("SELECT id FROM account WHERE request_id = '%s'".formatted(request.id())))
                .containsExactly(request.accountId());
        assertThatThrownBy(() -> database.execute("DELETE FROM journal")).hasStackTraceContaining("append-only");
    }

    private AccountFactory start(TestOrganization organization, FaultProxy proxy, PowerCut power, TestClock clock) {
        Map<String, String> settings = Settings.bare(proxy.url(), opa, organization);
        settings.put("account-factory.quotas.enforced", "false");
        return TestFactory.start(
                settings, power.on(database.source()), organization.provider(), producer, topic, clock, clock);
    }
}
