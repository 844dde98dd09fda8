package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * Removes the VPC that AWS makes in every Region, with what AWS made in it: Internet gateway, subnets, the VPC, in this order. Where anything
 * else lives in it, nothing is touched and the operator decides.
 */
public final class DefaultVpcStep extends RegionalStep {

    /** Of the intent: a gateway that is about to be detached, after which nothing but this tells that it was the default VPC's. */
    private static final String GATEWAY = "gateway";

    private static final String REGION = "region";

    private final AwsClients aws;

    DefaultVpcStep(AwsClients aws) {
        super("default-vpc", "Remove the default VPC", Blueprint.Baseline::removeDefaultVpc);
        this.aws = aws;
    }

    @Override
    Outcome in(String region, StepContext context) {
        Ec2Client ec2 = aws.member(Ec2Client.builder(), context.account(), region);
        deleteLeftGateway(ec2, region, context);
        for (Vpc vpc : ec2.describeVpcsPaginator(request -> request.filters(filter("is-default", "true")))
                .vpcs()) {
            List<String> others = others(ec2, vpc.vpcId());
            if (!others.isEmpty()) {
                return occupied(vpc.vpcId(), region, String.join(", ", others));
            }
            try {
                remove(ec2, vpc.vpcId(), region, context);
            } catch (Ec2Exception e) {
                if (!"DependencyViolation".equals(e.awsErrorDetails().errorCode())) {
                    throw e;
                }
                return occupied(vpc.vpcId(), region, e.awsErrorDetails().errorMessage());
            }
        }
        return Outcome.done();
    }

    private static Outcome occupied(String vpc, String region, String others) {
        return new Outcome.Hold(
                Who.OPERATOR,
                "VPC_IN_USE",
                "The default VPC %s in %s is not empty: %s. Move that elsewhere or remove it, then retry"
                        .formatted(vpc, region, others));
    }

    /** A run that ended between detaching and deleting left a gateway that no VPC shows. */
    private static void deleteLeftGateway(Ec2Client ec2, String region, StepContext context) {
        Optional<String> left = context.intent()
                .map(StepContext.Intent::what)
                .filter(what -> region.equals(what.get(REGION)))
                .map(what -> what.get(GATEWAY));
        if (left.isEmpty()) {
            return;
        }
        ec2
                .describeInternetGatewaysPaginator(
                        request -> request.filters(filter("internet-gateway-id", left.get())))
                .internetGateways()
                .stream()
                .filter(each -> each.attachments().isEmpty())
                .forEach(each ->
                        ec2.deleteInternetGateway(request -> request.internetGatewayId(each.internetGatewayId())));
    }

    /** What lives in the VPC beside what AWS made with it. */
    private static List<String> others(Ec2Client ec2, String vpc) {
        Filter in = filter("vpc-id", vpc);
        List<String> others = new ArrayList<>();
        ec2.describeNetworkInterfacesPaginator(request -> request.filters(in)).networkInterfaces().stream()
                .map(NetworkInterface::networkInterfaceId)
                .forEach(others::add);
        ec2.describeSecurityGroupsPaginator(request -> request.filters(in)).securityGroups().stream()
                .filter(each -> !"default".equals(each.groupName()))
                .map(SecurityGroup::groupId)
                .forEach(others::add);
        ec2.describeRouteTablesPaginator(request -> request.filters(in)).routeTables().stream()
                .filter(each -> each.associations().stream().noneMatch(one -> Boolean.TRUE.equals(one.main())))
                .map(RouteTable::routeTableId)
                .forEach(others::add);
        ec2.describeNetworkAclsPaginator(request -> request.filters(in)).networkAcls().stream()
                .filter(each -> !Boolean.TRUE.equals(each.isDefault()))
                .map(NetworkAcl::networkAclId)
                .forEach(others::add);
        ec2.describeVpcEndpointsPaginator(request -> request.filters(in)).vpcEndpoints().stream()
                .map(VpcEndpoint::vpcEndpointId)
                .forEach(others::add);
        return others;
    }

    private static void remove(Ec2Client ec2, String vpc, String region, StepContext context) {
        List<String> gateways = ec2
                .describeInternetGatewaysPaginator(request -> request.filters(filter("attachment.vpc-id", vpc)))
                .internetGateways()
                .stream()
                .map(InternetGateway::internetGatewayId)
                .toList();
        // A VPC has one at most; the list is AWS' way to say so.
        for (String gateway : gateways) {
            context.intend(Map.of("call", "ec2:DeleteInternetGateway", REGION, region, "vpc", vpc, GATEWAY, gateway));
            ec2.detachInternetGateway(
                    request -> request.internetGatewayId(gateway).vpcId(vpc));
            ec2.deleteInternetGateway(request -> request.internetGatewayId(gateway));
        }
        List<String> subnets =
                ec2.describeSubnetsPaginator(request -> request.filters(filter("vpc-id", vpc))).subnets().stream()
                        .map(Subnet::subnetId)
                        .toList();
        context.intend(Map.of("call", "ec2:DeleteVpc", REGION, region, "vpc", vpc));
        subnets.forEach(subnet -> ec2.deleteSubnet(request -> request.subnetId(subnet)));
        ec2.deleteVpc(request -> request.vpcId(vpc));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
