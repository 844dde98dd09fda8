package io.bongsu.factory.steps;

import static io.bongsu.factory.steps.Ec2Filter.by;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Cidr;
import io.bongsu.factory.blueprint.Network;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.steps.VendingSteps.Hub;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableAssociation;

/** Has the hub route the account's traffic by the table of its environment, other tables learn the way to it, and the VPC send to the hub. */
public final class RouteTablesStep implements Step {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final String ASSOCIATING = "the hub to associate its route table";

    private final AwsClients aws;
    private final Hub hub;

    RouteTablesStep(AwsClients aws, Hub hub) {
        this.aws = aws;
        this.hub = hub;
    }

    @Override
    public String name() {
        return "route-tables";
    }

    @Override
    public String title() {
        return "Route between the VPC and the hub";
    }

    @Override
    public Outcome run(StepContext context) {
        Network network = context.blueprint().network();
        String attachment =
                context.result(TransitGatewayAttachmentStep.NAME).get(TransitGatewayAttachmentStep.ATTACHMENT);
        if (network == null || attachment == null) {
            return Outcome.done("nothing", "the account has no network that is attached");
        }
        String environment = Objects.requireNonNullElse(context.wish().environment(), "");
        Optional<String> table = network.routeTableFor(environment);
        if (table.isEmpty()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "NO_ROUTE_TABLE",
                    "Blueprint %s has no network.route_tables for environment '%s'; add it in a new version and abort this request"
                            .formatted(context.blueprint().id(), environment));
        }
        if (hub.account().isEmpty()) {
            return noHub();
        }
        try (Ec2Client ec2 = aws.member(Ec2Client.builder(), hub.account().get(), VpcStep.region(context))) {
            Optional<Outcome> associating = associate(context, ec2, attachment, table.get());
            if (associating.isPresent()) {
                return associating.get();
            }
            propagate(context, ec2, attachment, network.learners(environment));
        }
        return routes(context, network);
    }

    static Outcome noHub() {
        return new Outcome.Hold(
                Who.OPERATOR,
                "NO_NETWORK_ACCOUNT",
                "Nobody said whose the Transit Gateway is; set account-factory.network.account to the network account's id, then retry");
    }

    /** Nothing where it is associated with that table; one association there can be, so a Transit Gateway's default one has to go first. */
    private static Optional<Outcome> associate(StepContext context, Ec2Client ec2, String attachment, String table) {
        Optional<TransitGatewayRouteTableAssociation> wanted = ec2
                .getTransitGatewayRouteTableAssociationsPaginator(request -> request.transitGatewayRouteTableId(table)
                        .filters(by("transit-gateway-attachment-id", attachment)))
                .associations()
                .stream()
                .findFirst();
        if (wanted.isPresent()) {
            return wanted.get().state() == TransitGatewayAssociationState.ASSOCIATED
                    ? Optional.empty()
                    : Optional.of(Outcome.waitForAws(context.now().plus(POLL), ASSOCIATING));
        }
        Optional<TransitGatewayAttachmentAssociation> other = ec2
                .describeTransitGatewayAttachments(request -> request.transitGatewayAttachmentIds(attachment))
                .transitGatewayAttachments()
                .stream()
                .flatMap(each -> Stream.ofNullable(each.association()))
                .filter(each -> each.transitGatewayRouteTableId() != null)
                .findFirst();
        if (other.isEmpty()) {
            intend(context, "ec2:AssociateTransitGatewayRouteTable", table);
            ec2.associateTransitGatewayRouteTable(
                    request -> request.transitGatewayRouteTableId(table).transitGatewayAttachmentId(attachment));
        } else if (other.get().state() == TransitGatewayAssociationState.ASSOCIATED) {
            String left = other.get().transitGatewayRouteTableId();
            intend(context, "ec2:DisassociateTransitGatewayRouteTable", left);
            ec2.disassociateTransitGatewayRouteTable(
                    request -> request.transitGatewayRouteTableId(left).transitGatewayAttachmentId(attachment));
        }
        return Optional.of(Outcome.waitForAws(context.now().plus(POLL), ASSOCIATING));
    }

    private static void propagate(StepContext context, Ec2Client ec2, String attachment, List<String> tables) {
        for (String table : tables) {
            boolean there = ec2
                    .getTransitGatewayRouteTablePropagationsPaginator(
                            request -> request.transitGatewayRouteTableId(table)
                                    .filters(by("transit-gateway-attachment-id", attachment)))
                    .transitGatewayRouteTablePropagations()
                    .stream()
                    .anyMatch(each -> attachment.equals(each.transitGatewayAttachmentId()));
            if (!there) {
                intend(context, "ec2:EnableTransitGatewayRouteTablePropagation", table);
                ec2.enableTransitGatewayRouteTablePropagation(
                        request -> request.transitGatewayRouteTableId(table).transitGatewayAttachmentId(attachment));
            }
        }
    }

    private Outcome routes(StepContext context, Network network) {
        String vpc = Objects.requireNonNull(context.result(VpcStep.NAME).get(VpcStep.VPC), "vpc");
        String gateway = Objects.requireNonNull(network.transitGateway(), "transitGateway");
        try (Ec2Client ec2 = aws.member(Ec2Client.builder(), context.account(), VpcStep.region(context))) {
            RouteTable main = ec2
                    .describeRouteTablesPaginator(
                            request -> request.filters(by("vpc-id", vpc), by("association.main", "true")))
                    .routeTables()
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("VPC %s has no main route table".formatted(vpc)));
            Map<String, String> there = new HashMap<>();
            main.routes().stream()
                    .filter(each -> each.destinationCidrBlock() != null)
                    .forEach(each -> there.put(each.destinationCidrBlock(), String.valueOf(each.transitGatewayId())));
            for (Cidr destination : network.routes()) {
                String target = there.get(destination.toString());
                if (target != null && !target.equals(gateway)) {
                    return new Outcome.Hold(
                            Who.OPERATOR,
                            "ROUTE_TAKEN",
                            "Route table %s sends %s somewhere else than to %s; delete that route, then retry"
                                    .formatted(main.routeTableId(), destination, gateway));
                }
                if (target == null) {
                    intend(context, "ec2:CreateRoute", destination.toString());
                    ec2.createRoute(request -> request.routeTableId(main.routeTableId())
                            .destinationCidrBlock(destination.toString())
                            .transitGatewayId(gateway));
                }
            }
        }
        return Outcome.done();
    }

    private static void intend(StepContext context, String call, String what) {
        context.intend(Map.of("call", call, "what", what));
    }

    @Override
    public Duration typical() {
        return Duration.ofSeconds(30);
    }
}
