package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.factory.blueprint.Cidr;
import io.bongsu.factory.network.CidrPool;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.steps.SomeSteps;
import io.bongsu.factory.steps.VendingSteps.Hub;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.VendingEngine;
import io.bongsu.testing.AwsCall;
import io.bongsu.testing.Fault;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.PostgresServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.s3.S3Client;

/** The steps of the network against moto; what moto lacks is answered with recorded words, docs/account-factory/moto.md says which. */
@ExtendWith({PostgresServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked // JUnit fills the fields.
class NetworkIT {

    private static final String SHARE =
            "arn:aws:ram:ap-northeast-2:111122223333:resource-share/7ab63972-b505-7e2a-420d-6f5d3EXAMPLE";
    private static final Map<String, Long> ONCE = Map.of(
            "ec2:CreateVpc", 1L,
            "ec2:CreateSubnet", 4L,
            "ec2:CreateFlowLogs", 1L,
            "ec2:CreateTransitGatewayVpcAttachment", 1L,
            "ec2:AssociateTransitGatewayRouteTable", 1L,
            "ec2:EnableTransitGatewayRouteTablePropagation", 1L,
            "ec2:CreateRoute", 1L);

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final TestOrganization organization = TestOrganization.make(new MotoServer().url());
    private final TestClock clock = new TestClock();
    private FaultProxy proxy;
    private TestWorkflow workflow;
    private CidrPool pool;
    private String account;
    private String blueprint;

    @BeforeEach
    void start() {
        proxy = FaultProxy.start(new MotoServer().url(), clock);
        // moto says of every attachment that it is associated with the default table; the hub of these tests has none.
        proxy.recorded(
                "ec2:DescribeTransitGatewayAttachments",
                "<DescribeTransitGatewayAttachmentsResponse><transitGatewayAttachments/></DescribeTransitGatewayAttachmentsResponse>");
        workflow = new TestWorkflow(database, organization.provider(), proxy.url(), clock, false);
        pool = new CidrPool(workflow.database(), clock);
        account = TestWorkflow.freshAccount();
        database.execute("DELETE FROM cidr_allocation");
        try (S3Client s3 = workflow.aws().member(S3Client.builder().forcePathStyle(true), account, "us-east-1")) {
            s3.createBucket(request -> request.bucket(bucket()));
        }
        try (Ec2Client ec2 = ec2()) {
            String gateway = ec2.createTransitGateway(request -> request.description("hub"))
                    .transitGateway()
                    .transitGatewayId();
            String table = ec2.createTransitGatewayRouteTable(request -> request.transitGatewayId(gateway))
                    .transitGatewayRouteTable()
                    .transitGatewayRouteTableId();
            blueprint =
                    """
                    network:
                      cidrs: [10.64.0.0/20]
                      netmask: 22
                      transit_gateway: %s
                      route_tables: {dev: %s}
                      routes: [10.0.0.0/8]
                    """
                            .formatted(gateway, table);
        }
    }

    @AfterEach
    void stop() {
        workflow.close();
        proxy.close();
    }

    @Test
    void accountIsAttachedToTheHub() {
        VendingRequest done = vend(blueprint);

        assertThat(done.state()).as("%s", done).isEqualTo(RequestState.HANDED_OVER);
        Map<String, String> vpc = done.step("vpc").orElseThrow().result();
        assertThat(vpc).containsEntry("cidr", "10.64.0.0/22").containsKeys("subnets private", "subnets attachment");
        assertThat(effects()).isEqualTo(ONCE);
        try (Ec2Client ec2 = ec2()) {
            List<Subnet> subnets = ec2.describeSubnets(request -> request.filters(Filter.builder()
                            .name("vpc-id")
                            .values(vpc.get("vpc"))
                            .build()))
                    .subnets();
            assertThat(subnets)
                    .extracting(Subnet::cidrBlock)
                    .containsExactlyInAnyOrder("10.64.0.0/24", "10.64.1.0/24", "10.64.2.0/28", "10.64.2.16/28");
            assertThat(subnets.stream().map(Subnet::availabilityZoneId).collect(Collectors.toSet()))
                    .hasSize(2);
        }
        assertThat(form("CreateTransitGatewayVpcAttachment"))
                .contains("SubnetIds.2")
                .doesNotContain("SubnetIds.3");
        assertThat(form("CreateFlowLogs")).contains("ClientToken=").contains("TrafficType=ALL");
    }

    @Test
    void secondRunDoesNothingMore() {
        UUID id = begin(blueprint, true);
        VendingEngine engine = workflow.engine(steps(true));
        workflow.drive(engine, id);
        database.execute(
                "UPDATE step SET state = CASE position WHEN 0 THEN 'RUNNING' ELSE 'PENDING' END WHERE request_id = '%s'"
                        .formatted(id));
        database.execute("UPDATE request SET state = 'RUNNING', ended_at = NULL WHERE id = '%s'".formatted(id));
        assertThat(workflow.drive(engine, id).state()).isEqualTo(RequestState.HANDED_OVER);
        assertThat(effects()).isEqualTo(ONCE);
    }

    @Test
    void everyFaultThatPassesIsWaitedForAndNothingIsMadeTwice() {
        for (String call : ONCE.keySet()) {
            proxy.next(call, new Fault.Refusal(503, "Unavailable", "The server is overloaded"), 1);
            proxy.next(call, new Fault.Refusal(400, "RequestLimitExceeded", "Request limit exceeded."), 1);
            proxy.next(call, new Fault.LostRequest(), 1);
            proxy.next(call, new Fault.LostAnswer(), 1);
        }
        VendingRequest done = vend(blueprint);
        assertThat(done.state()).as("%s", done).isEqualTo(RequestState.HANDED_OVER);
        assertThat(effects()).isEqualTo(ONCE);
    }

    @Test
    void rangesNeverOverlapAndComeBack() {
        Set<String> ranges = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            UUID id = another();
            ranges.add(pool.take(id, List.of(Cidr.of("10.64.0.0/20")), 22)
                    .orElseThrow()
                    .toString());
            assertThat(pool.take(id, List.of(Cidr.of("10.64.0.0/20")), 22)
                            .orElseThrow()
                            .toString())
                    .isIn(ranges);
        }
        assertThat(ranges).containsExactlyInAnyOrder("10.64.0.0/22", "10.64.4.0/22", "10.64.8.0/22", "10.64.12.0/22");
        UUID fifth = another();
        VendingRequest held = workflow.drive(workflow.engine(steps(true)), fifth);
        assertThat(held.step("vpc").orElseThrow().errorCode()).isEqualTo("CIDR_POOL_EXHAUSTED");
        assertThat(held.heldFor()).isEqualTo(Who.OPERATOR);
        database.execute("DELETE FROM cidr_allocation WHERE cidr = '10.64.4.0/22'");
        workflow.engine(steps(true)).operator().retry(fifth, "vpc", "lee");
        assertThat(workflow.drive(workflow.engine(steps(true)), fifth)
                        .step("vpc")
                        .orElseThrow()
                        .result())
                .containsEntry("cidr", "10.64.4.0/22");
        UUID sixth = another();
        assertThatThrownBy(() -> database.execute(
                        "INSERT INTO cidr_allocation VALUES ('%s', '10.64.6.0/24', now())".formatted(sixth)))
                .hasStackTraceContaining("conflicting key value violates exclusion constraint");
    }

    @Test
    void rangeComesFromIpamWhereThereIsOne() {
        UUID id = begin("network: {ipam_pool: ipam-pool-0a1b2c3d4e5f60718, netmask: 22}", true);
        proxy.recorded(
                "ec2:CreateVpc",
                "<CreateVpcResponse><vpc><vpcId>vpc-1</vpcId><state>pending</state></vpc></CreateVpcResponse>");
        VendingEngine engine = workflow.engine(steps(true));
        assertThat(engine.workflow().advance(id)).isNotNull();
        assertThat(form("CreateVpc"))
                .contains("Ipv4IpamPoolId=ipam-pool-0a1b2c3d4e5f60718")
                .contains("Ipv4NetmaskLength=22")
                .doesNotContain("CidrBlock");
        // What IPAM would have chosen.
        try (TestWorkflow ipam =
                        new TestWorkflow(database, organization.provider(), new MotoServer().url(), clock, false);
                Ec2Client ec2 = ipam.aws().member(Ec2Client.builder(), account, MotoServer.REGION)) {
            Tag tag = Tag.builder().key("bongsu:request").value(id.toString()).build();
            TagSpecification tags = TagSpecification.builder()
                    .resourceType(ResourceType.VPC)
                    .tags(tag)
                    .build();
            ec2.createVpc(request -> request.cidrBlock("172.20.8.0/22").tagSpecifications(tags));
        }
        VendingRequest done = workflow.drive(engine, id);
        assertThat(done.step("vpc").orElseThrow().result()).containsEntry("cidr", "172.20.8.0/22");
        assertThat(done.step("transit-gateway-attachment").orElseThrow().result())
                .containsEntry("nothing", "the account has no network that is to be attached");
        assertThat(database.texts("SELECT cidr FROM cidr_allocation")).isEmpty();
    }

    @Test
    void accountThatDoesNotSeeTheGatewayIsAddedToTheShare() {
        String unseen = blueprint.replaceFirst("tgw-[0-9a-f]+", "tgw-0123456789abcdef0");
        proxy.recorded("ram:GetResourceShareAssociations", "{\"resourceShareAssociations\": []}");
        proxy.recorded("ram:POST /getresourceshareassociations", "{\"resourceShareAssociations\": []}");
        proxy.recorded("ram:Getresourceshareassociations", "{\"resourceShareAssociations\": []}");
        proxy.recorded("ram:Associateresourceshare", "{\"resourceShareAssociations\": []}");
        proxy.recorded(
                "ram:Getresourceshareinvitations",
                "{\"resourceShareInvitations\": [{\"resourceShareInvitationArn\": \"arn:aws:ram:::invitation/1\", \"status\": \"PENDING\"}]}");
        proxy.recorded("ram:Acceptresourceshareinvitation", "{}");
        UUID id = begin(unseen, true);
        VendingEngine engine = workflow.engine(steps(true));
        for (int i = 0; i < 6; i++) {
            clock.until(clock.instant().plusSeconds(10));
            engine.workflow().advance(id);
        }
        StepRow waiting = workflow.find(id).step("transit-gateway-attachment").orElseThrow();
        assertThat(waiting.state()).isEqualTo(StepState.WAITING);
        assertThat(waiting.message()).contains("visible");
        assertThat(proxy.calls().stream().filter(each -> each.operation().equals("Associateresourceshare")))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.body())
                        .contains(account)
                        .contains(SHARE)
                        .contains("clientToken"));
        assertThat(proxy.calls()).extracting(AwsCall::operation).contains("Acceptresourceshareinvitation");
    }

    @Test
    void defaultAssociationOfTheGatewayGoesFirst() {
        proxy.recorded(
                "ec2:DescribeTransitGatewayAttachments",
                """
                <DescribeTransitGatewayAttachmentsResponse><transitGatewayAttachments><item><association>
                <transitGatewayRouteTableId>tgw-rtb-00000000000000001</transitGatewayRouteTableId><state>associated</state>
                </association></item></transitGatewayAttachments></DescribeTransitGatewayAttachmentsResponse>""");
        proxy.recorded("ec2:DisassociateTransitGatewayRouteTable", "<DisassociateTransitGatewayRouteTableResponse/>");
        UUID id = begin(blueprint, true);
        VendingEngine engine = workflow.engine(steps(true));
        for (int i = 0; i < 50 && disassociations() == 0; i++) {
            clock.until(clock.instant().plusSeconds(5));
            engine.workflow().advance(id);
        }
        assertThat(disassociations()).as("%s", workflow.find(id)).isEqualTo(1);
        proxy.recorded(
                "ec2:DescribeTransitGatewayAttachments",
                "<DescribeTransitGatewayAttachmentsResponse><transitGatewayAttachments/></DescribeTransitGatewayAttachmentsResponse>");
        assertThat(workflow.drive(engine, id).state()).isEqualTo(RequestState.HANDED_OVER);
        assertThat(form("DisassociateTransitGatewayRouteTable")).contains("tgw-rtb-00000000000000001");
    }

    @Test
    void flowLogsThatAreNotMadeAreNotTakenForMade() {
        proxy.recorded(
                "ec2:CreateFlowLogs",
                """
                <CreateFlowLogsResponse><unsuccessful><item><error><code>400</code><message>Access Denied for LogDestination</message></error>
                <resourceId>vpc-1</resourceId></item></unsuccessful></CreateFlowLogsResponse>""");
        VendingRequest held = vend(blueprint);
        assertThat(held.step("flow-logs").orElseThrow().state()).isEqualTo(StepState.HELD);
        assertThat(held.step("flow-logs").orElseThrow().message()).contains("Access Denied for LogDestination");
    }

    @Test
    void whatNobodySaidIsAskedOfTheOperator() {
        UUID id = begin(blueprint, false);
        VendingEngine engine = workflow.engine(steps(false));
        VendingRequest held = workflow.drive(engine, id);
        assertThat(held.step("flow-logs").orElseThrow().errorCode()).isEqualTo("NO_FLOW_LOG_DESTINATION");
        engine.operator().skip(id, "flow-logs", "not yet", "lee", "kim");
        held = workflow.drive(engine, id);
        assertThat(held.step("route-tables").orElseThrow().errorCode()).isEqualTo("NO_NETWORK_ACCOUNT");
    }

    @Test
    void abortTakesTheNetworkAway() {
        proxy.next("ec2:CreateRoute", new Fault.Refusal(403, "UnauthorizedOperation", "You are not authorized"), 1);
        UUID id = begin(blueprint, true);
        VendingEngine engine = workflow.engine(steps(true));
        VendingRequest held = workflow.drive(engine, id);
        String vpc = held.step("vpc").orElseThrow().result().get("vpc");
        engine.operator().abort(id, "not needed", "kim");
        assertThat(workflow.drive(engine, id).state()).isEqualTo(RequestState.ABORTED);
        try (Ec2Client ec2 = ec2()) {
            assertThat(ec2.describeVpcs().vpcs()).noneMatch(each -> each.vpcId().equals(vpc));
        }
        assertThat(database.texts("SELECT cidr FROM cidr_allocation")).isEmpty();
    }

    @Test
    void blueprintWithoutNetworkIsPassedVisibly() {
        VendingRequest done = vend("network: none");
        assertThat(done.state()).isEqualTo(RequestState.HANDED_OVER);
        assertThat(done.steps()).allSatisfy(each -> assertThat(each.result()).containsKey("nothing"));
        assertThat(effects()).isEmpty();
    }

    private long disassociations() {
        return proxy.calls().stream()
                .filter(each -> each.operation().equals("DisassociateTransitGatewayRouteTable"))
                .count();
    }

    private VendingRequest vend(String lines) {
        return workflow.drive(workflow.engine(steps(true)), begin(lines, true));
    }

    private UUID begin(String lines, boolean configured) {
        return workflow.begin(TestWorkflow.blueprint(lines), account, steps(configured));
    }

    /** Of an account of its own: an account has one open request at a time. */
    private UUID another() {
        return workflow.begin(TestWorkflow.blueprint(blueprint), TestWorkflow.freshAccount(), steps(true));
    }

    private List<Step> steps(boolean configured) {
        return SomeSteps.ofTheNetwork(
                workflow.aws(),
                pool,
                configured
                        ? new Hub(Optional.of(account), Optional.of(SHARE), Optional.of("arn:aws:s3:::" + bucket()))
                        : new Hub(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** What was done beside what the test itself did. */
    private Map<String, Long> effects() {
        return proxy.effects().entrySet().stream()
                .filter(each -> each.getKey().startsWith("ec2:"))
                .filter(each -> !each.getKey().startsWith("ec2:CreateTransitGateway")
                        || each.getKey().endsWith("VpcAttachment"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String form(String operation) {
        return proxy.calls().stream()
                .filter(each -> each.operation().equals(operation))
                .findFirst()
                .orElseThrow()
                .body();
    }

    /** moto wants the bucket in the VPC's own account. */
    private String bucket() {
        return "log-archive-" + account;
    }

    private Ec2Client ec2() {
        return workflow.aws().member(Ec2Client.builder(), account, MotoServer.REGION);
    }
}
