package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.factory.identity.AccountAssignments;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.identity.PermissionSets;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.steps.SomeSteps;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.VendingEngine;
import io.bongsu.testing.Fault;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The steps of Identity Center against moto. */
@ExtendWith({PostgresServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked // JUnit fills the fields.
class IdentityCenterIT {

    private static final String TWO =
            """
            assignments:
              - {group: developers, permission_set: PowerUser}
              - {group: security-auditors, permission_set: ReadOnly}
            """;
    private static final String DEFINED =
            """
            permission_sets:
              - name: %s
                description: Deploys
                session_duration: PT4H
                managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
                customer_policies: [/team/deploy]
                inline_policy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "ecs:*", Resource: "*"}]}
            assignments:
              - {group: sre, permission_set: %s}
            """;

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final TestOrganization organization = TestOrganization.make(new MotoServer().url());
    private final TestClock clock = new TestClock();
    private FaultProxy proxy;
    private TestWorkflow workflow;
    private IdentityDirectory directory;
    private List<Step> steps;
    private VendingEngine engine;

    @BeforeEach
    void start() {
        proxy = FaultProxy.start(new MotoServer().url(), clock);
        workflow = new TestWorkflow(database, organization.provider(), proxy.url(), clock, false);
        directory = new IdentityDirectory(workflow.aws(), MotoServer.REGION, clock);
        steps = SomeSteps.ofIdentityCenter(directory, workflow.buckets(), workflow.slots());
        engine = workflow.engine(steps);
    }

    @AfterEach
    void stop() {
        directory.close();
        workflow.close();
        proxy.close();
    }

    @Test
    void groupsAreLetInOnce() {
        String account = TestWorkflow.freshAccount();
        VendingRequest first = vend(TWO, account);
        assertThat(first.state()).isEqualTo(RequestState.HANDED_OVER);
        assertThat(first.step("assignments").orElseThrow().result()).containsEntry("verified", "2 of 2");
        assertThat(proxy.effects()).isEqualTo(Map.of("sso:CreateAccountAssignment", 2L));

        VendingRequest second = vend(TWO, account);
        assertThat(second.step("assignments").orElseThrow().result()).containsEntry("verified", "2 of 2");
        assertThat(proxy.effects()).isEqualTo(Map.of("sso:CreateAccountAssignment", 2L));
    }

    @Test
    void whatIsHalfDoneIsFinished() {
        String account = TestWorkflow.freshAccount();
        new AccountAssignments(directory)
                .create(new AccountAssignments.Assigned(
                        account,
                        directory.group("security-auditors").orElseThrow(),
                        directory.permissionSet("ReadOnly").orElseThrow()));
        vend(TWO, account);
        assertThat(proxy.effects()).isEqualTo(Map.of("sso:CreateAccountAssignment", 2L));
    }

    @Test
    void everyFaultThatPassesIsWaitedForAndNothingIsAskedTwice() {
        for (Fault fault : List.of(
                Fault.throttling(),
                new Fault.Refusal(400, "ConflictException", "Another update of the account is under way."),
                Fault.serverError(),
                new Fault.LostRequest(),
                new Fault.LostAnswer())) {
            for (String call :
                    List.of("GetGroupId", "CreateAccountAssignment", "DescribeAccountAssignmentCreationStatus")) {
                proxy.next((call.equals("GetGroupId") ? "identitystore:" : "sso:") + call, fault, 1);
            }
        }
        VendingRequest done = vend(TWO, TestWorkflow.freshAccount());
        assertThat(done.state()).as("%s", done).isEqualTo(RequestState.HANDED_OVER);
        assertThat(proxy.effects()).isEqualTo(Map.of("sso:CreateAccountAssignment", 2L));
    }

    @Test
    void missingNamesAreTheOperatorsToMake() {
        String group = "group-" + UUID.randomUUID();
        UUID id = begin(
                "assignments: [{group: %s, permission_set: Nothing}]".formatted(group), TestWorkflow.freshAccount());
        VendingRequest held = workflow.drive(engine, id);
        assertThat(held.heldFor()).isEqualTo(Who.OPERATOR);
        var step = held.step("permission-sets").orElseThrow();
        assertThat(step.errorCode()).isEqualTo("IDENTITY_MISSING");
        assertThat(step.message())
                .contains("no group " + group)
                .contains("no permission set Nothing")
                .contains("retry");

        directory.createGroup(group, "made by hand");
        new PermissionSets(directory)
                .create(TestWorkflow.blueprint(DEFINED.formatted("Nothing", "Nothing"))
                        .permissionSets()
                        .getFirst());
        engine.operator().retry(id, "permission-sets", "lee");
        assertThat(workflow.drive(engine, id).state()).isEqualTo(RequestState.HANDED_OVER);
    }

    @Test
    void permissionSetThatTheBlueprintDefinesIsMadeAndCompleted() {
        String name = "Deploy" + TestWorkflow.freshAccount();
        proxy.next("sso:PutInlinePolicyToPermissionSet", new Fault.LostRequest(), 1);
        VendingRequest done = vend(DEFINED.formatted(name, name), TestWorkflow.freshAccount());
        assertThat(done.state()).as("%s", done).isEqualTo(RequestState.HANDED_OVER);
        assertThat(proxy.effects())
                .containsEntry("sso:CreatePermissionSet", 1L)
                .containsEntry("sso:AttachManagedPolicyToPermissionSet", 1L);
        assertThat(new PermissionSets(directory)
                        .read(directory.permissionSet(name).orElseThrow())
                        .differences(TestWorkflow.blueprint(DEFINED.formatted(name, name))
                                .permissionSets()
                                .getFirst()))
                .isEmpty();
    }

    @Test
    void permissionSetThatAccountsHaveIsNotChanged() {
        String name = "Theirs" + TestWorkflow.freshAccount();
        PermissionSets sets = new PermissionSets(directory);
        String arn = sets.create(TestWorkflow.blueprint(DEFINED.formatted(name, name))
                .permissionSets()
                .getFirst());
        sets.provision(arn);
        UUID id = begin(DEFINED.formatted(name, name), TestWorkflow.freshAccount());
        VendingRequest held = workflow.drive(engine, id);
        assertThat(held.step("permission-sets").orElseThrow().errorCode()).isEqualTo("PERMISSION_SET_DIFFERS");
        assertThat(proxy.effects()).doesNotContainKey("sso:PutInlinePolicyToPermissionSet");
    }

    @Test
    void failedAssignmentKeepsNobodyElseWaiting() {
        proxy.recorded(
                "sso:DescribeAccountAssignmentCreationStatus",
                "{\"AccountAssignmentCreationStatus\": {\"Status\": \"FAILED\", \"RequestId\": \"1\", \"FailureReason\": \"no such account\"}}");
        UUID id = begin(TWO, TestWorkflow.freshAccount());
        VendingRequest held = workflow.drive(engine, id);
        assertThat(held.step("assignments").orElseThrow().errorCode()).isEqualTo("ASSIGNMENT_FAILED");
        assertThat(held.step("assignments").orElseThrow().message()).contains("no such account");
        assertThat(database.texts("SELECT number FROM slot WHERE kind = '%s' AND request_id IS NOT NULL"
                        .formatted(Slots.ASSIGNING)))
                .isEmpty();
    }

    @Test
    void blueprintThatAssignsNobodyIsPassedVisibly() {
        VendingRequest done = vend("", TestWorkflow.freshAccount());
        assertThat(done.step("assignments").orElseThrow().result())
                .containsEntry("nothing", "the blueprint assigns nobody");
        assertThat(proxy.calls()).isEmpty();
    }

    private VendingRequest vend(String lines, String account) {
        return workflow.drive(engine, begin(lines, account));
    }

    private UUID begin(String lines, String account) {
        return workflow.begin(TestWorkflow.blueprint(lines), account, steps);
    }
}
