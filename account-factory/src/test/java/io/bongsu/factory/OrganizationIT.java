package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.factory.aws.AwsFailures;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.organization.Change.Kind;
import io.bongsu.factory.organization.Declarations;
import io.bongsu.factory.organization.Limits;
import io.bongsu.factory.organization.OrganizationAsCode;
import io.bongsu.factory.organization.OrganizationAwayException;
import io.bongsu.factory.organization.Plan;
import io.bongsu.factory.organization.live.LiveOrganization;
import io.bongsu.factory.workflow.NotNowException;
import io.bongsu.factory.workflow.Progress;
import io.bongsu.testing.Fault;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The organization as code against moto. */
@ExtendWith({PostgresServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked // JUnit fills the fields.
class OrganizationIT {

    private static final Path ROOT = Path.of(System.getProperty("bongsu.root", ".."));

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final TestClock clock = new TestClock();
    private TestOrganization organization;
    private String member;
    private FaultProxy proxy;
    private TestWorkflow workflow;
    private IdentityDirectory directory;
    private OrganizationAsCode code;

    @BeforeEach
    void start() {
        organization = TestOrganization.make(new MotoServer().url());
        member = organization
                .client()
                .createAccount(request -> request.accountName("audit").email("audit@company.example"))
                .createAccountStatus()
                .accountId();
        proxy = FaultProxy.start(new MotoServer().url(), clock);
        workflow = new TestWorkflow(database, organization.provider(), proxy.url(), clock, false);
        directory = new IdentityDirectory(workflow.aws(), MotoServer.REGION, clock);
        code = new OrganizationAsCode(
                new Declarations(Optional.of(ROOT.resolve("compliance-packs"))),
                Limits.PUBLISHED,
                new LiveOrganization(workflow.aws(), directory, workflow.slots()),
                workflow.database(),
                new AwsFailures(),
                clock);
    }

    @AfterEach
    void stop() {
        directory.close();
        workflow.close();
        proxy.close();
        organization.close();
    }

    @Test
    void sampleIsPlannedAppliedAndThenSo() {
        Plan plan = code.plan(sample(), "kim");
        assertThat(plan.changes()).extracting(each -> each.change().kind()).contains(Kind.CREATE_OU, Kind.ASSIGN);
        assertThat(proxy.effects()).isEmpty();

        Plan applied = apply(plan);

        assertThat(applied.state()).as("%s", applied.message()).isEqualTo(Plan.State.APPLIED);
        assertThat(proxy.effects())
                .containsEntry("organizations:CreateOrganizationalUnit", 5L)
                .containsEntry("organizations:CreatePolicy", 2L)
                .containsEntry("organizations:UpdatePolicy", 4L)
                .containsEntry("sso:CreateAccountAssignment", 1L);
        assertThat(code.plan(sample(), "kim").changes()).isEmpty();
        assertThat(database.texts(
                        "SELECT action FROM audit WHERE after ->> 'plan' = '%s' ORDER BY id".formatted(plan.id())))
                .startsWith("organization-plan", "organization-apply", "organization-change")
                .hasSize(2 + plan.changes().size());
        assertThat(database.texts("SELECT kind FROM organization_journal WHERE plan_id = '%s'".formatted(plan.id())))
                .hasSize(2 * plan.changes().size());
        assertThatThrownBy(() -> database.execute("DELETE FROM organization_journal"))
                .hasStackTraceContaining("append-only");
        assertThat(database.texts("SELECT number FROM slot WHERE request_id IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void lostAnswersAndBusyDoNothingTwice() {
        for (String call : List.of("CreateOrganizationalUnit", "CreatePolicy", "AttachPolicy")) {
            proxy.next("organizations:" + call, Fault.concurrentModification(), 1);
            proxy.next("organizations:" + call, Fault.throttling(), 1);
            proxy.next("organizations:" + call, new Fault.LostRequest(), 1);
            proxy.next("organizations:" + call, new Fault.LostAnswer(), 1);
        }
        Plan applied = apply(code.plan(sample(), "kim"));
        assertThat(applied.state()).as("%s", applied.message()).isEqualTo(Plan.State.APPLIED);
        assertThat(proxy.effects())
                .containsEntry("organizations:CreateOrganizationalUnit", 5L)
                .containsEntry("organizations:CreatePolicy", 2L);
        assertThat(code.plan(sample(), "kim").changes()).isEmpty();
    }

    @Test
    void planOfAnOrganizationThatChangedIsNotApplied() {
        Plan plan = code.plan("root: {children: [{name: one}]}", "kim");
        String root = organization
                .client()
                .listRoots(request -> {})
                .roots()
                .getFirst()
                .id();
        organization.client().createOrganizationalUnit(request -> request.parentId(root)
                .name("by-hand"));
        assertThatThrownBy(() -> code.apply(plan.id(), "kim"))
                .isInstanceOf(NotNowException.class)
                .hasMessageContaining("changed since");
        Plan again = code.plan("root: {children: [{name: one}]}", "kim");
        assertThat(apply(again).state()).isEqualTo(Plan.State.APPLIED);
        assertThatThrownBy(() -> code.apply(again.id(), "kim")).hasMessageContaining("is APPLIED");
    }

    @Test
    void onlyOnePlanIsAppliedAtATime() {
        Plan one = code.plan("root: {children: [{name: one}]}", "kim");
        Plan two = code.plan("root: {children: [{name: two}]}", "kim");
        code.apply(one.id(), "kim");
        assertThatThrownBy(() -> code.apply(two.id(), "kim")).hasMessageContaining("Another plan");
        assertThat(code.driven()).containsExactly(one.id());
        drive(one.id());
        assertThat(code.driven()).isEmpty();
    }

    @Test
    void failureStopsAndSaysWhere() {
        proxy.next("organizations:CreatePolicy", Fault.accessDenied(), 1);
        Plan failed = apply(code.plan(sample(), "kim"));
        assertThat(failed.state()).isEqualTo(Plan.State.FAILED);
        assertThat(failed.message()).contains("AccessDenied").contains("make a new plan");
        assertThat(failed.changes())
                .extracting(Plan.PlannedChange::state)
                .contains(Plan.ChangeState.DONE, Plan.ChangeState.FAILED, Plan.ChangeState.PENDING);
        assertThat(apply(code.plan(sample(), "kim")).state()).isEqualTo(Plan.State.APPLIED);
    }

    @Test
    void organizationThatCanNotBeReadIsNotPlanned() {
        proxy.next("organizations:ListRoots", Fault.serverError(), 1);
        assertThatThrownBy(() -> code.plan(sample(), "kim"))
                .isInstanceOf(OrganizationAwayException.class)
                .hasMessageContaining("ServiceException");
    }

    @Test
    void prunedIsWhatIsFree() {
        Plan plan = code.plan("prune: true\nroot: {children: [{name: holding}]}", "kim");
        Plan applied = apply(plan);
        assertThat(applied.state()).as("%s", applied.message()).isEqualTo(Plan.State.APPLIED);
        assertThat(proxy.effects())
                .containsEntry("organizations:DeleteOrganizationalUnit", 3L)
                .containsEntry("organizations:DetachPolicy", 1L)
                .containsEntry("organizations:DeletePolicy", 4L);
    }

    private Plan apply(Plan plan) {
        code.apply(plan.id(), "kim");
        return drive(plan.id());
    }

    private Plan drive(UUID id) {
        for (int i = 0; i < 200 && code.advance(id) instanceof Progress.Again again; i++) {
            clock.until(again.at());
        }
        return code.find(id).orElseThrow();
    }

    /** With an account that is there. */
    private String sample() {
        try {
            return Files.readString(ROOT.resolve("account-factory/organization/sample.yaml"))
                    .replace("111122223333", member);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
