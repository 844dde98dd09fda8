package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.baseline.BaselineSettings;
import io.bongsu.factory.baseline.BaselineSteps;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.Step;
import io.bongsu.testing.AwsCall;
import io.bongsu.testing.Fault;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.PostgresServer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.BudgetType;
import software.amazon.awssdk.services.budgets.model.TimeUnit;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;

/** Each step of the baseline against moto: from nothing, a second time, and from every half-done state that a kill or a person leaves. */
@ExtendWith({PostgresServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaselineIT {

    private static final List<String> REGIONS = List.of(MotoServer.REGION, "us-east-1");

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final TestOrganization organization = TestOrganization.make(new MotoServer().url());
    private final TestClock clock = new TestClock();
    private final FaultProxy proxy = FaultProxy.start(new MotoServer().url(), clock);
    private final AwsClients aws = OneStep.clients(proxy.url(), organization.provider(), clock);
    private final AwsClients direct = OneStep.clients(new MotoServer().url(), organization.provider(), clock);
    private final OneStep plan = new OneStep(database.source(), clock);
    private final Blueprint blueprint = TestBlueprint.of(TestBlueprint.EVERYTHING, REGIONS, TestBlueprint.BUDGET);

    BaselineIT() {
        // Whoever calls Organizations is the management account to the proxy.
        aws.organizations().describeOrganization(request -> {});
    }

    @AfterAll
    void close() {
        aws.close();
        direct.close();
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
    void buildsOnceAndThenFindsNothingToDo(String name) {
        String account = account();

        assertThat(done(run(name, account))).isEqualTo(StepState.DONE);
        List<AwsCall> built = changes(account);
        assertThat(built).isNotEmpty();
        assertThat(done(run(name, account))).isEqualTo(StepState.DONE);

        assertThat(changes(account)).isEqualTo(built);
    }

    @Test
    void whatTheBlueprintSwitchesOffIsLeftOut() {
        Blueprint without = TestBlueprint.of(TestBlueprint.NOTHING, REGIONS, null);
        int before = proxy.calls().size();

        for (Step step : steps(settings())) {
            assertThat(plan.run(step, account(), without, "ou-x").state()).isEqualTo(RequestState.HANDED_OVER);
        }

        assertThat(proxy.calls()).hasSize(before);
    }

    @Test
    void recorderOfAnotherNameIsCompletedAndNotDoubled() {
        String account = account();
        ConfigClient config = direct.member(ConfigClient.builder(), account, MotoServer.REGION);
        config.putConfigurationRecorder(request -> request.configurationRecorder(recorder -> recorder.name("older")
                .roleARN("arn:aws:iam::%s:role/older".formatted(account))
                .recordingGroup(group -> group.allSupported(false).resourceTypesWithStrings("AWS::EC2::VPC"))));

        assertThat(done(run("config-recorder", account))).isEqualTo(StepState.DONE);

        List<ConfigurationRecorder> recorders =
                config.describeConfigurationRecorders(request -> {}).configurationRecorders();
        assertThat(recorders).extracting(ConfigurationRecorder::name).containsExactly("older");
        assertThat(recorders.getFirst().recordingGroup().allSupported()).isTrue();
        assertThat(recorders.getFirst().recordingGroup().includeGlobalResourceTypes())
                .isTrue();
        assertThat(config.describeDeliveryChannels(request -> {})
                        .deliveryChannels()
                        .getFirst()
                        .s3BucketName())
                .isEqualTo(organization.trail().bucket());
        assertThat(direct.member(ConfigClient.builder(), account, "us-east-1")
                        .describeConfigurationRecorders(request -> {})
                        .configurationRecorders()
                        .getFirst()
                        .recordingGroup()
                        .includeGlobalResourceTypes())
                .isFalse();
    }

    @Test
    void stoppedRecorderIsStarted() {
        String account = account();
        run("config-recorder", account);
        ConfigClient config = direct.member(ConfigClient.builder(), account, "us-east-1");
        config.stopConfigurationRecorder(request -> request.configurationRecorderName("default"));

        assertThat(done(run("config-recorder", account))).isEqualTo(StepState.DONE);

        assertThat(config.describeConfigurationRecorderStatus(request -> {})
                        .configurationRecordersStatus()
                        .getFirst()
                        .recording())
                .isTrue();
    }

    @Test
    void bucketThatTakesNothingIsTheOperatorsMatter() {
        proxy.next(
                "config:PutDeliveryChannel",
                new Fault.Refusal(400, "InsufficientDeliveryPolicyException", "Insufficient delivery policy"),
                100);

        VendingRequest held = run("config-recorder", account());

        assertThat(held.step("config-recorder").orElseThrow().errorCode()).isEqualTo("WAITED_TOO_LONG");
        assertThat(held.step("config-recorder").orElseThrow().message())
                .contains(organization.trail().bucket(), "policy must let");
        proxy.forget("config:PutDeliveryChannel");
    }

    @Test
    void stricterPasswordsStay() {
        String account = account();
        IamClient iam = direct.memberGlobal(IamClient.builder(), account);
        iam.updateAccountPasswordPolicy(
                request -> request.minimumPasswordLength(20).maxPasswordAge(30));

        run("password-policy", account);

        PasswordPolicy policy = iam.getAccountPasswordPolicy(request -> {}).passwordPolicy();
        assertThat(policy.minimumPasswordLength()).isEqualTo(20);
        assertThat(policy.maxPasswordAge()).isEqualTo(30);
        assertThat(policy.passwordReusePrevention()).isEqualTo(5);
        assertThat(policy.requireSymbols()).isTrue();
    }

    @Test
    void defaultVpcThatSomethingLivesInIsNotTouched() {
        String account = account();
        Ec2Client ec2 = direct.member(Ec2Client.builder(), account, MotoServer.REGION);
        String vpc = defaultVpc(ec2).orElseThrow();
        String group = ec2.createSecurityGroup(
                        request -> request.groupName("app").description("app").vpcId(vpc))
                .groupId();

        VendingRequest held = run("default-vpc", account);

        assertThat(held.step("default-vpc").orElseThrow().errorCode()).isEqualTo("VPC_IN_USE");
        assertThat(held.step("default-vpc").orElseThrow().message()).contains(vpc, group);
        assertThat(changes(account)).isEmpty();
        ec2.deleteSecurityGroup(request -> request.groupId(group));
        VendingRequest again = plan.retry(held, step("default-vpc", settings()));
        assertThat(again.state()).isEqualTo(RequestState.HANDED_OVER);
        assertThat(defaultVpc(ec2)).isEmpty();
    }

    @Test
    void gatewayDetachedByARunThatWasKilledIsDeletedByTheNext() {
        String account = account();
        proxy.next("ec2:DeleteInternetGateway", new Fault.LostRequest(), 1);

        assertThat(done(run("default-vpc", account))).isEqualTo(StepState.DONE);

        Ec2Client ec2 = direct.member(Ec2Client.builder(), account, MotoServer.REGION);
        assertThat(ec2.describeInternetGateways(request -> {}).internetGateways())
                .extracting(InternetGateway::internetGatewayId)
                .isEmpty();
        assertThat(defaultVpc(ec2)).isEmpty();
    }

    @Test
    void withoutAnAdministratorsDetectorNobodyJoins() {
        BaselineSettings settings = settings(Optional.of(account()));

        VendingRequest held = plan.run(step("guardduty", settings), account(), blueprint, "ou-x");

        assertThat(held.step("guardduty").orElseThrow().errorCode()).isEqualTo("NO_ADMINISTRATOR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guardduty", "security-hub"})
    void withoutASecurityAccountTheAccountWatchesItself(String name) {
        String account = account();
        BaselineSettings settings = settings(Optional.empty());

        assertThat(plan.run(step(name, settings), account, blueprint, "ou-x").state())
                .isEqualTo(RequestState.HANDED_OVER);

        assertThat(changes(account))
                .extracting(AwsCall::name)
                .containsOnly(name.equals("guardduty") ? "guardduty:CreateDetector" : "securityhub:EnableSecurityHub")
                .hasSize(2);
    }

    @Test
    void memberThatSecurityHubRefusesIsTheOperatorsMatter() {
        proxy.next(
                "securityhub:GetMembers",
                new Fault.Refusal(401, "InvalidAccessException", "Account is not an administrator"),
                1);

        VendingRequest held = run("security-hub", account());

        assertThat(held.step("security-hub").orElseThrow().errorCode()).isEqualTo("NO_ADMINISTRATOR");
    }

    @Test
    void budgetOfAnotherAmountIsChanged() {
        String account = account();
        BudgetsClient budgets = direct.memberGlobal(BudgetsClient.builder(), account);
        budgets.createBudget(request -> request.accountId(account).budget(budget -> budget.budgetName(
                        "bongsu-monthly-cost")
                .budgetType(BudgetType.COST)
                .timeUnit(TimeUnit.MONTHLY)
                .budgetLimit(limit -> limit.amount(new BigDecimal("9000")).unit("USD"))));

        assertThat(done(run("budget", account))).isEqualTo(StepState.DONE);

        assertThat(changes(account)).extracting(AwsCall::name).containsExactly("budgets:UpdateBudget");
        assertThat(changes(account).getFirst().body()).contains("300");
    }

    @Test
    void trailThatCoversTheAccountIsTheResult() {
        VendingRequest done = run("log-onboarding", account());

        assertThat(done.step("log-onboarding").orElseThrow().result())
                .containsEntry("trail", organization.trail().arn());
    }

    @Test
    void trailThatDoesNotLogIsTheOperatorsMatter() {
        CloudTrailClient trails = direct.management(CloudTrailClient.builder(), MotoServer.REGION);
        trails.stopLogging(request -> request.name("organization"));

        VendingRequest held = run("log-onboarding", account());

        assertThat(held.step("log-onboarding").orElseThrow().errorCode()).isEqualTo("TRAIL_STOPPED");
        trails.startLogging(request -> request.name("organization"));
    }

    @Test
    void trailThatNeverComesIsNotWaitedForForEver() {
        BaselineSettings settings = new BaselineSettings(
                "b", Optional.empty(), Optional.empty(), Optional.of("another-bucket"), Optional.empty());

        VendingRequest held = plan.run(step("log-onboarding", settings), account(), blueprint, "ou-x");

        assertThat(held.step("log-onboarding").orElseThrow().errorCode()).isEqualTo("WAITED_TOO_LONG");
    }

    private VendingRequest run(String name, String account) {
        return plan.run(step(name, settings()), account, blueprint, "ou-x");
    }

    private static StepState done(VendingRequest request) {
        return request.steps().stream()
                .map(StepRow::state)
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    /** What was changed in or for the account; a call tells whose it is by its body or its key. */
    private List<AwsCall> changes(String account) {
        Set<String> keys = proxy.keysOf(account);
        return proxy.calls().stream()
                .filter(each -> each.mutating() && each.effective())
                .filter(each -> keys.contains(each.accessKey()) || each.body().contains(account))
                .toList();
    }

    private Step step(String name, BaselineSettings settings) {
        return steps(settings).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Step> steps(BaselineSettings settings) {
        return BaselineSteps.inOrder(aws, settings);
    }

    private BaselineSettings settings() {
        return settings(Optional.of(organization.securityAccount()));
    }

    private BaselineSettings settings(Optional<String> securityAccount) {
        return new BaselineSettings(
                organization.trail().bucket(),
                Optional.of("config"),
                Optional.of(organization.trail().arn()),
                Optional.of(organization.trail().bucket()),
                securityAccount);
    }

    private static Optional<String> defaultVpc(Ec2Client ec2) {
        return ec2.describeVpcs(request -> {}).vpcs().stream()
                .filter(Vpc::isDefault)
                .map(Vpc::vpcId)
                .findFirst();
    }

    private static String account() {
        return Long.toString(ThreadLocalRandom.current().nextLong(200_000_000_000L, 999_999_999_999L));
    }
}
