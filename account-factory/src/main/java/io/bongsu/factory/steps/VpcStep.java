package io.bongsu.factory.steps;

import static io.bongsu.factory.steps.Ec2Filter.by;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Cidr;
import io.bongsu.factory.blueprint.Network;
import io.bongsu.factory.network.CidrPool;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcState;

/**
 * Makes the VPC and its subnets. CreateVpc has no client token, so the VPC is born with the request's id as a tag and looked for by it;
 * subnets are known by their ranges, which follow from the VPC's.
 */
public final class VpcStep implements Step {

    static final String NAME = "vpc";

    /** Results: ids of the VPC and, by tier, of its subnets. */
    static final String VPC = "vpc";

    static final String SUBNETS = "subnets ";

    private static final String REQUEST_TAG = "bongsu:request";
    private static final String TIER_TAG = "bongsu:tier";
    private static final Duration HIDDEN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofSeconds(2);

    private final AwsClients aws;
    private final CidrPool pool;

    VpcStep(AwsClients aws, CidrPool pool) {
        this.aws = aws;
        this.pool = pool;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Make the VPC and its subnets";
    }

    @Override
    public Outcome run(StepContext context) {
        Network network = context.blueprint().network();
        if (network == null) {
            return Outcome.done("nothing", "the blueprint has no network");
        }
        try (Ec2Client ec2 = ec2(context)) {
            Optional<Vpc> vpc = find(ec2, context);
            if (vpc.isPresent() && vpc.get().state() == VpcState.AVAILABLE) {
                return subnets(context, ec2, network, vpc.get());
            }
            if (vpc.isPresent() || mayBeHidden(context)) {
                return Outcome.waitForAws(context.now().plus(POLL), "the VPC to be available");
            }
            return create(context, ec2, network);
        }
    }

    private Outcome create(StepContext context, Ec2Client ec2, Network network) {
        CreateVpcRequest.Builder asked =
                CreateVpcRequest.builder().tagSpecifications(tags(ResourceType.VPC, context, Map.of()));
        if (network.ipamPool() == null) {
            Optional<Cidr> range = pool.take(context.request().id(), network.cidrs(), network.netmask());
            if (range.isEmpty()) {
                return new Outcome.Hold(
                        Who.OPERATOR,
                        "CIDR_POOL_EXHAUSTED",
                        "No /%d is free in %s; add a range to a new version of blueprint %s, or free one by aborting a request, then retry"
                                .formatted(
                                        network.netmask(),
                                        network.cidrs(),
                                        context.blueprint().name()));
            }
            asked.cidrBlock(range.get().toString());
        } else {
            asked.ipv4IpamPoolId(network.ipamPool()).ipv4NetmaskLength(network.netmask());
        }
        context.intend(Map.of("call", "ec2:CreateVpc", "network", String.valueOf(network.ipamPool())));
        try {
            ec2.createVpc(asked.build());
            return Outcome.waitForAws(context.now().plus(POLL), "the VPC to be available");
        } catch (Ec2Exception e) {
            if (e.statusCode() < 500) {
                context.withdraw(String.valueOf(e.awsErrorDetails().errorCode()));
            }
            throw e;
        }
    }

    private Outcome subnets(StepContext context, Ec2Client ec2, Network network, Vpc vpc) {
        List<String> zones = zones(ec2);
        if (zones.size() < network.availabilityZones()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "TOO_FEW_ZONES",
                    "Region %s has Availability Zones %s and blueprint %s wants %d; lower availability_zones in a new version and abort this request"
                            .formatted(
                                    region(context), zones, context.blueprint().id(), network.availabilityZones()));
        }
        Map<String, String> there =
                ec2.describeSubnetsPaginator(request -> request.filters(by("vpc-id", vpc.vpcId()))).subnets().stream()
                        .collect(Collectors.toMap(Subnet::cidrBlock, Subnet::subnetId));
        List<Network.Subnet> wanted = network.subnets(Cidr.of(vpc.cidrBlock()));
        List<Network.Subnet> missing = wanted.stream()
                .filter(each -> !there.containsKey(each.cidr().toString()))
                .toList();
        if (!missing.isEmpty()) {
            context.intend(Map.of("call", "ec2:CreateSubnet", VPC, vpc.vpcId(), "subnets", missing.toString()));
            missing.forEach(each -> there.put(each.cidr().toString(), create(context, ec2, vpc, each, zones)));
        }
        Map<String, String> result = new HashMap<>(Map.of(VPC, vpc.vpcId(), "cidr", vpc.cidrBlock()));
        wanted.forEach(each -> result.merge(
                SUBNETS + each.tier(), there.get(each.cidr().toString()), (one, other) -> one + " " + other));
        return new Outcome.Done(result);
    }

    private static String create(
            StepContext context, Ec2Client ec2, Vpc vpc, Network.Subnet wanted, List<String> zones) {
        return ec2.createSubnet(request -> request.vpcId(vpc.vpcId())
                        .cidrBlock(wanted.cidr().toString())
                        .availabilityZoneId(zones.get(wanted.zone()))
                        .tagSpecifications(tags(
                                ResourceType.SUBNET,
                                context,
                                Map.of(
                                        TIER_TAG,
                                        wanted.tier(),
                                        "Name",
                                        context.request().name() + "-" + wanted.tier()))))
                .subnet()
                .subnetId();
    }

    /** Takes the network away and gives its range back; nothing can have been put into it yet. */
    @Override
    public Outcome undo(StepContext context) {
        if (context.blueprint().network() == null
                || context.request().accountId() == null
                || context.intent().isEmpty()) {
            pool.free(context.request().id());
            return Outcome.done();
        }
        try (Ec2Client ec2 = ec2(context)) {
            Optional<Vpc> vpc = find(ec2, context);
            if (vpc.isEmpty() && mayBeHidden(context)) {
                return Outcome.waitForAws(context.now().plus(POLL), "the VPC that may have been made to show");
            }
            vpc.ifPresent(each -> delete(ec2, each.vpcId()));
        }
        pool.free(context.request().id());
        return Outcome.done();
    }

    private static void delete(Ec2Client ec2, String vpc) {
        ec2.describeSubnetsPaginator(request -> request.filters(by("vpc-id", vpc)))
                .subnets()
                .forEach(subnet -> ec2.deleteSubnet(request -> request.subnetId(subnet.subnetId())));
        ec2.deleteVpc(request -> request.vpcId(vpc));
    }

    private static Optional<Vpc> find(Ec2Client ec2, StepContext context) {
        return ec2
                .describeVpcsPaginator(request -> request.filters(
                        by("tag:" + REQUEST_TAG, context.request().id().toString())))
                .vpcs()
                .stream()
                .findFirst();
    }

    private static boolean mayBeHidden(StepContext context) {
        return context.intent()
                .filter(each -> context.now().isBefore(each.at().plus(HIDDEN)))
                .isPresent();
    }

    /** Ids of the Region's Availability Zones, sorted; ids and not names, because names mean other places in other accounts. */
    private static List<String> zones(Ec2Client ec2) {
        return ec2
                .describeAvailabilityZones(
                        request -> request.filters(by("state", "available"), by("zone-type", "availability-zone")))
                .availabilityZones()
                .stream()
                .map(AvailabilityZone::zoneId)
                .sorted()
                .toList();
    }

    private static TagSpecification tags(ResourceType type, StepContext context, Map<String, String> more) {
        Map<String, String> tags = new HashMap<>(more);
        tags.put(REQUEST_TAG, context.request().id().toString());
        tags.putIfAbsent("Name", context.request().name());
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tags.entrySet().stream()
                        .map(each -> Tag.builder()
                                .key(each.getKey())
                                .value(each.getValue())
                                .build())
                        .toList())
                .build();
    }

    private Ec2Client ec2(StepContext context) {
        return aws.member(Ec2Client.builder(), context.account(), region(context));
    }

    /** The network is in the home Region, which stands first. */
    static String region(StepContext context) {
        return context.blueprint().regions().getFirst();
    }

    @Override
    public Duration typical() {
        return Duration.ofSeconds(5);
    }
}
