package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.steps.SomeSteps;
import io.bongsu.factory.workflow.Progress;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.VendingEngine;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** Two hundred accounts get five assignments each from an Identity Center that takes its time; the clock is the test's. */
@ExtendWith(PostgresServer.class)
class AssignmentsAtScaleIT {

    private static final int ACCOUNTS = 200;
    private static final int EACH = 5;

    private record Due(UUID id, Instant at) {}

    @Test
    void neverMoreThanTenAreUnderWayAndNoneIsLost() {
        TestClock clock = new TestClock();
        try (TestDatabase database = new TestDatabase(new PostgresServer());
                SimulatedIdentityCenter center = new SimulatedIdentityCenter(clock);
                TestWorkflow workflow =
                        new TestWorkflow(database, AnonymousCredentialsProvider.create(), center.url(), clock, true);
                IdentityDirectory directory = new IdentityDirectory(workflow.aws(), MotoServer.REGION, clock)) {
            List<Step> steps = SomeSteps.ofIdentityCenter(directory, workflow.buckets(), workflow.slots());
            VendingEngine engine = workflow.engine(steps);
            Blueprint blueprint = TestWorkflow.blueprint(
                    """
                    assignments:
                      - {group: developers, permission_set: PowerUser}
                      - {group: developers, permission_set: Operator}
                      - {group: auditors, permission_set: ReadOnly}
                      - {group: auditors, permission_set: Billing}
                      - {group: platform, permission_set: Admin}
                    """);
            Instant begun = clock.instant();
            PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
            for (int i = 0; i < ACCOUNTS; i++) {
                due.add(new Due(workflow.begin(blueprint, Long.toString(100_000_000_000L + i), steps), begun));
            }
            while (!due.isEmpty()) {
                Due next = due.poll();
                clock.until(next.at());
                if (engine.workflow().advance(next.id()) instanceof Progress.Again again) {
                    due.add(new Due(next.id(), again.at()));
                } else {
                    assertThat(workflow.find(next.id()).state())
                            .as("%s", workflow.find(next.id()))
                            .isEqualTo(RequestState.HANDED_OVER);
                }
            }

            assertThat(center.refused()).as("calls that were too many").isZero();
            assertThat(center.busiest()).isEqualTo(10);
            assertThat(center.assigned()).hasSize(ACCOUNTS * EACH);
            assertThat(new HashSet<>(center.assigned())).hasSize(ACCOUNTS * EACH);
            assertThat(database.texts("SELECT result ->> 'verified' FROM step WHERE name = 'assignments'"))
                    .hasSize(ACCOUNTS)
                    .containsOnly("5 of 5");
            assertThat(database.texts("SELECT number FROM slot WHERE request_id IS NOT NULL"))
                    .isEmpty();
            // A thousand of 3 s on average, each noticed within 2 s, ten at a time: 300 s to 500 s; AFT's peers needed
            // four hours.
            assertThat(Duration.between(begun, center.ended()))
                    .isBetween(Duration.ofSeconds(290), Duration.ofSeconds(520));
        }
    }
}
