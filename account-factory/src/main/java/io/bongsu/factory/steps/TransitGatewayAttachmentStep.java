package io.bongsu.factory.steps;

import static io.bongsu.factory.steps.Ec2Filter.by;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Network;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.steps.VendingSteps.Hub;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

/** Attaches the VPC to the hub's Transit Gateway, which the network account shares with the account by RAM. */
public final class TransitGatewayAttachmentStep implements Step {

    static final String NAME = "transit-gateway-attachment";

    /** Result: the attachment's id. */
    static final String ATTACHMENT = "attachment";

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration HIDDEN = Duration.ofSeconds(30);
    private static final Set<TransitGatewayAttachmentState> GONE = Set.of(
            TransitGatewayAttachmentState.DELETED,
            TransitGatewayAttachmentState.DELETING,
            TransitGatewayAttachmentState.REJECTED,
            TransitGatewayAttachmentState.REJECTING);

    private final AwsClients aws;
    private final Hub hub;
    private final Sharing sharing;

    TransitGatewayAttachmentStep(AwsClients aws, Hub hub) {
        this.aws = aws;
        this.hub = hub;
        this.sharing = new Sharing(aws, hub);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Attach the VPC to the Transit Gateway";
    }

    @Override
    public Outcome run(StepContext context) {
        Network network = context.blueprint().network();
        String vpc = context.result(VpcStep.NAME).get(VpcStep.VPC);
        if (network == null || network.transitGateway() == null || vpc == null) {
            return Outcome.done("nothing", "the account has no network that is to be attached");
        }
        String gateway = network.transitGateway();
        try (Ec2Client ec2 = member(context)) {
            Optional<TransitGatewayVpcAttachment> attachment = find(ec2, gateway, vpc);
            if (attachment.isPresent()) {
                return attached(context, attachment.get());
            }
            if (!visible(ec2, gateway)) {
                return sharing.with(context, gateway);
            }
            if (context.intent()
                    .filter(each -> "ec2:CreateTransitGatewayVpcAttachment"
                            .equals(each.what().get("call")))
                    .filter(each -> context.now().isBefore(each.at().plus(HIDDEN)))
                    .isPresent()) {
                return Outcome.waitForAws(
                        context.now().plus(POLL), "the attachment that may have been asked for to show");
            }
            return attach(context, ec2, network, vpc);
        }
    }

    private static Outcome attach(StepContext context, Ec2Client ec2, Network network, String vpc) {
        String subnets = context.result(VpcStep.NAME).getOrDefault(VpcStep.SUBNETS + network.attachmentTier(), "");
        context.intend(Map.of("call", "ec2:CreateTransitGatewayVpcAttachment", VpcStep.VPC, vpc));
        try {
            ec2.createTransitGatewayVpcAttachment(request -> request.transitGatewayId(network.transitGateway())
                    .vpcId(vpc)
                    .subnetIds(List.of(subnets.split(" ", -1))));
            return Outcome.waitForAws(context.now().plus(POLL), "the attachment to be available");
        } catch (Ec2Exception e) {
            if (e.statusCode() < 500) {
                context.withdraw(String.valueOf(e.awsErrorDetails().errorCode()));
            }
            throw e;
        }
    }

    private Outcome attached(StepContext context, TransitGatewayVpcAttachment attachment) {
        String id = attachment.transitGatewayAttachmentId();
        return switch (attachment.state()) {
            case AVAILABLE, MODIFYING -> Outcome.done(ATTACHMENT, id);
            case PENDING_ACCEPTANCE -> accept(context, id);
            case FAILED, FAILING ->
                new Outcome.Hold(
                        Who.OPERATOR,
                        "ATTACHMENT_FAILED",
                        "Transit Gateway attachment %s failed; delete it and mend its cause, usually a subnet without free addresses, then retry"
                                .formatted(id));
            default -> Outcome.waitForAws(context.now().plus(POLL), "the attachment to be available");
        };
    }

    private Outcome accept(StepContext context, String attachment) {
        if (hub.account().isEmpty()) {
            return RouteTablesStep.noHub();
        }
        context.intend(Map.of("call", "ec2:AcceptTransitGatewayVpcAttachment", ATTACHMENT, attachment));
        try (Ec2Client ec2 = aws.member(Ec2Client.builder(), hub.account().get(), VpcStep.region(context))) {
            ec2.acceptTransitGatewayVpcAttachment(request -> request.transitGatewayAttachmentId(attachment));
        }
        return Outcome.waitForAws(context.now().plus(POLL), "the attachment to be available");
    }

    /** Deletes the attachment; its association and propagation go with it. */
    @Override
    public Outcome undo(StepContext context) {
        Network network = context.blueprint().network();
        String vpc = context.result(VpcStep.NAME).get(VpcStep.VPC);
        if (network == null
                || network.transitGateway() == null
                || vpc == null
                || context.intent().isEmpty()) {
            return Outcome.done();
        }
        try (Ec2Client ec2 = member(context)) {
            List<TransitGatewayVpcAttachment> left = all(ec2, network.transitGateway(), vpc).stream()
                    .filter(each -> each.state() != TransitGatewayAttachmentState.DELETED)
                    .toList();
            if (left.isEmpty()) {
                return Outcome.done();
            }
            left.stream()
                    .filter(each -> !GONE.contains(each.state()))
                    .forEach(each -> ec2.deleteTransitGatewayVpcAttachment(
                            request -> request.transitGatewayAttachmentId(each.transitGatewayAttachmentId())));
            return Outcome.waitForAws(context.now().plus(POLL), "the attachment to be deleted");
        }
    }

    private static boolean visible(Ec2Client ec2, String gateway) {
        return ec2
                .describeTransitGatewaysPaginator(request -> request.filters(by("transit-gateway-id", gateway)))
                .transitGateways()
                .stream()
                .anyMatch(each -> gateway.equals(each.transitGatewayId()));
    }

    private static Optional<TransitGatewayVpcAttachment> find(Ec2Client ec2, String gateway, String vpc) {
        return all(ec2, gateway, vpc).stream()
                .filter(each -> !GONE.contains(each.state()))
                .findFirst();
    }

    private static List<TransitGatewayVpcAttachment> all(Ec2Client ec2, String gateway, String vpc) {
        return ec2
                .describeTransitGatewayVpcAttachmentsPaginator(
                        request -> request.filters(by("transit-gateway-id", gateway), by("vpc-id", vpc)))
                .transitGatewayVpcAttachments()
                .stream()
                .toList();
    }

    private Ec2Client member(StepContext context) {
        return aws.member(Ec2Client.builder(), context.account(), VpcStep.region(context));
    }

    @Override
    public Duration typical() {
        return Duration.ofMinutes(1);
    }
}
