package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.baseline.BaselineSettings;
import io.bongsu.factory.baseline.BaselineSteps;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.workflow.Step;
import io.bongsu.testing.AwsCall;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills each step of the baseline before and after every effect that it has, and has another run finish: everything done, nothing twice. */
@ExtendWith({PostgresServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaselineCrashIT {

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final TestOrganization organization = TestOrganization.make(new MotoServer().url());
    private final TestClock clock = new TestClock();
    private final PowerCut power = new PowerCut();
    private final FaultProxy proxy = FaultProxy.start(new MotoServer().url(), clock);
    private final AwsClients aws = OneStep.clients(proxy.url(), organization.provider(), clock);
    private final Blueprint blueprint =
            TestBlueprint.of(TestBlueprint.EVERYTHING, List.of(MotoServer.REGION), TestBlueprint.BUDGET);

    /** Whether the last run was cut, or ended before. */
    private boolean cut;

    BaselineCrashIT() {
        proxy.line(power);
    }

    @AfterAll
    void close() {
        aws.close();
        proxy.close();
        organization.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config-recorder",
                "s3-public-access-block",
                "ebs-encryption",
                "password-policy",
                "default-vpc",
                "guardduty",
                "security-hub",
                "access-analyzer",
                "budget"
            })
    void killedAnywhereItDoesEverythingOnce(String name) {
        Step step = BaselineSteps.inOrder(aws, settings()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        // The first run of all finds the organization as nobody has used it yet, and may have an effect more.
        run(step, PowerCut.NEVER);
        List<String> once = run(step, PowerCut.NEVER);
        assertThat(once).isNotEmpty();

        List<String> wrong = new ArrayList<>();
        int point = 0;
        do {
            point++;
            List<String> done = run(step, point);
            if (!done.equals(once)) {
                wrong.add("behind effect %d: %s".formatted(point, done));
            }
        } while (cut);
        assertThat(wrong).isEmpty();
        assertThat(point).isGreaterThan(4);
    }

    /** Cuts one run, has another finish, and gives what both changed. */
    private List<String> run(Step step, int point) {
        String account = Long.toString(ThreadLocalRandom.current().nextLong(200_000_000_000L, 999_999_999_999L));
        UUID id = UUID.randomUUID();
        OneStep living = new OneStep(database.source(), clock);
        living.insert(id, step.name(), blueprint, "ou-x");
        power.after(point);
        try {
            new OneStep(power.on(database.source()), clock).goOn(id, step, account);
        } catch (RuntimeException e) {
            if (!power.off()) {
                throw e;
            }
        }
        cut = power.off();
        if (cut) {
            power.never();
            assertThat(living.goOn(id, step, account).state()).isEqualTo(RequestState.HANDED_OVER);
        }
        Set<String> keys = proxy.keysOf(account);
        return proxy.calls().stream()
                .filter(each -> each.mutating() && each.effective())
                .filter(each -> keys.contains(each.accessKey()) || each.body().contains(account))
                .map(AwsCall::name)
                .sorted()
                .toList();
    }

    private BaselineSettings settings() {
        return new BaselineSettings(
                organization.trail().bucket(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(organization.securityAccount()));
    }
}
