package io.bongsu.factory.steps;

import static io.bongsu.factory.steps.Ec2Filter.by;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.steps.VendingSteps.Hub;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;

/** Has all traffic of the VPC logged into the log archive's bucket. */
public final class FlowLogsStep implements Step {

    private static final int SECONDS = 600;

    private final AwsClients aws;
    private final Hub hub;

    FlowLogsStep(AwsClients aws, Hub hub) {
        this.aws = aws;
        this.hub = hub;
    }

    @Override
    public String name() {
        return "flow-logs";
    }

    @Override
    public String title() {
        return "Log the VPC's traffic";
    }

    @Override
    public Outcome run(StepContext context) {
        if (context.blueprint().network() == null) {
            return Outcome.done("nothing", "the blueprint has no network");
        }
        String vpc = context.result(VpcStep.NAME).get(VpcStep.VPC);
        if (vpc == null) {
            return Outcome.done("nothing", "the VPC was skipped");
        }
        if (hub.flowLogDestination().isEmpty()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "NO_FLOW_LOG_DESTINATION",
                    "Nobody said where flow logs go; set account-factory.network.flow-log-destination to the ARN of the log archive's bucket, then retry");
        }
        String destination = hub.flowLogDestination().get();
        try (Ec2Client ec2 = aws.member(Ec2Client.builder(), context.account(), VpcStep.region(context))) {
            boolean there = ec2.describeFlowLogs(request -> request.filter(by("resource-id", vpc))).flowLogs().stream()
                    .anyMatch(
                            each -> destination.equals(each.logDestination()) && each.trafficType() == TrafficType.ALL);
            return there ? Outcome.done() : create(context, ec2, vpc, destination);
        }
    }

    private static Outcome create(StepContext context, Ec2Client ec2, String vpc, String destination) {
        context.intend(Map.of("call", "ec2:CreateFlowLogs", VpcStep.VPC, vpc, "destination", destination));
        // The same token for the same wish, so that a repetition makes no second flow log.
        String token = UUID.nameUUIDFromBytes(
                        (context.request().id() + vpc + destination).getBytes(StandardCharsets.UTF_8))
                .toString();
        List<UnsuccessfulItem> failed = ec2.createFlowLogs(request -> request.clientToken(token)
                        .resourceType(FlowLogsResourceType.VPC)
                        .resourceIds(vpc)
                        .trafficType(TrafficType.ALL)
                        .logDestinationType(LogDestinationType.S3)
                        .logDestination(destination)
                        .maxAggregationInterval(SECONDS))
                .unsuccessful();
        if (!failed.isEmpty()) {
            // The call answers 200 and says only here that it did nothing.
            return new Outcome.Hold(
                    Who.OPERATOR,
                    failed.getFirst().error().code(),
                    "EC2 could not log the traffic of %s into %s: %s; mend that, usually the bucket's policy, then retry"
                            .formatted(
                                    vpc, destination, failed.getFirst().error().message()));
        }
        return Outcome.done();
    }
}
