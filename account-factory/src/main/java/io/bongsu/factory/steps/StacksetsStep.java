package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Blueprint.Customization;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.OperationIdAlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.OperationNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.PermissionModels;
import software.amazon.awssdk.services.cloudformation.model.StackInstanceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperationStatus;

/**
 * Deploys the blueprint's CloudFormation StackSets into the account, in all of its Regions. The operation's id is ours and written down first,
 * so that an operation whose answer was lost is found by it.
 */
public final class StacksetsStep implements Step {

    private static final String STACK_SET = "stack_set";
    private static final String OPERATION = "operation";
    private static final Duration POLL = Duration.ofSeconds(10);

    private final AwsClients aws;

    StacksetsStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "stacksets";
    }

    @Override
    public String title() {
        return "Deploy the StackSets";
    }

    @Override
    public Outcome run(StepContext context) {
        List<Customization> all = context.blueprint().customizations().stream()
                .filter(each -> each.kind() == Customization.Kind.STACK_SET)
                .toList();
        if (all.isEmpty()) {
            return Outcome.done("nothing", "the blueprint has no StackSets");
        }
        try (CloudFormationClient cloudFormation =
                aws.management(CloudFormationClient.builder(), VpcStep.region(context))) {
            for (Customization each : all) {
                Optional<Outcome> unfinished = deploy(context, cloudFormation, each);
                if (unfinished.isPresent()) {
                    return unfinished.get();
                }
            }
        }
        return Outcome.done("stack_sets", Integer.toString(all.size()));
    }

    /** Nothing where every Region has it. */
    private static Optional<Outcome> deploy(StepContext context, CloudFormationClient client, Customization wanted) {
        String name = wanted.source();
        Optional<String> asked = context.intent()
                .filter(each -> name.equals(each.what().get(STACK_SET)))
                .map(each -> each.what().get(OPERATION));
        try {
            Map<String, StackInstanceStatus> there = instances(context, client, name);
            List<String> missing = context.blueprint().regions().stream()
                    .filter(region -> !there.containsKey(region))
                    .toList();
            List<String> outdated = there.entrySet().stream()
                    .filter(each -> each.getValue() != StackInstanceStatus.CURRENT)
                    .map(Map.Entry::getKey)
                    .toList();
            if (missing.isEmpty() && outdated.isEmpty()) {
                return Optional.empty();
            }
            Optional<Outcome> unfinished =
                    asked.isPresent() ? underWay(context, client, name, asked.get()) : deploysItself(client, name);
            if (unfinished.isPresent()) {
                return unfinished;
            }
            // An operation that is over has no intent any more; the next one has another id.
            Optional<String> again = context.intent().isPresent() ? asked : Optional.empty();
            return Optional.of(begin(context, client, wanted, missing, outdated, again));
        } catch (StackSetNotFoundException e) {
            return Optional.of(new Outcome.Hold(
                    Who.OPERATOR,
                    "NO_STACK_SET",
                    "The management account has no StackSet %s in %s, which blueprint %s deploys; make it, then retry"
                            .formatted(
                                    name,
                                    VpcStep.region(context),
                                    context.blueprint().id())));
        }
    }

    private static Optional<Outcome> deploysItself(CloudFormationClient client, String name) {
        PermissionModels model = client.describeStackSet(request -> request.stackSetName(name))
                .stackSet()
                .permissionModel();
        return model == PermissionModels.SERVICE_MANAGED
                ? Optional.of(new Outcome.Hold(
                        Who.OPERATOR,
                        "STACK_SET_SERVICE_MANAGED",
                        "StackSet %s deploys itself into organizational units; give it automatic deployment to the account's and take it out of the blueprint, or make it SELF_MANAGED; then retry or skip"
                                .formatted(name)))
                : Optional.empty();
    }

    private static Outcome begin(
            StepContext context,
            CloudFormationClient client,
            Customization wanted,
            List<String> missing,
            List<String> outdated,
            Optional<String> asked) {
        String operation = asked.orElseGet(() -> UUID.randomUUID().toString());
        context.intend(Map.of(
                "call", "cloudformation:CreateStackInstances", STACK_SET, wanted.source(), OPERATION, operation));
        List<Parameter> parameters = wanted.parameters().entrySet().stream()
                .map(each -> Parameter.builder()
                        .parameterKey(each.getKey())
                        .parameterValue(each.getValue())
                        .build())
                .toList();
        try {
            if (missing.isEmpty()) {
                client.updateStackInstances(request -> request.stackSetName(wanted.source())
                        .accounts(context.account())
                        .regions(outdated)
                        .parameterOverrides(parameters)
                        .operationId(operation));
            } else {
                client.createStackInstances(request -> request.stackSetName(wanted.source())
                        .accounts(context.account())
                        .regions(missing)
                        .parameterOverrides(parameters)
                        .operationId(operation));
            }
        } catch (OperationIdAlreadyExistsException e) {
            return Outcome.waitForAws(context.now().plus(POLL), "CloudFormation to deploy " + wanted.source());
        }
        return Outcome.waitForAws(context.now().plus(POLL), "CloudFormation to deploy " + wanted.source());
    }

    /** Nothing where it is over, or never arrived. */
    private static Optional<Outcome> underWay(
            StepContext context, CloudFormationClient client, String name, String operation) {
        StackSetOperationStatus status;
        try {
            status = client.describeStackSetOperation(
                            request -> request.stackSetName(name).operationId(operation))
                    .stackSetOperation()
                    .status();
        } catch (OperationNotFoundException e) {
            return Optional.empty();
        }
        return switch (status) {
            case SUCCEEDED -> {
                context.withdraw("SUCCEEDED"); // What is asked for after this is another operation.
                yield Optional.empty();
            }
            case FAILED, STOPPED -> {
                context.withdraw(status.name());
                yield Optional.of(new Outcome.Hold(
                        Who.OPERATOR,
                        "STACK_SET_" + status,
                        "StackSet %s could not be deployed: %s; mend that, then retry"
                                .formatted(name, reasons(client, name, operation))));
            }
            default -> Optional.of(Outcome.waitForAws(context.now().plus(POLL), "CloudFormation to deploy " + name));
        };
    }

    private static String reasons(CloudFormationClient client, String name, String operation) {
        return client
                .listStackSetOperationResultsPaginator(
                        request -> request.stackSetName(name).operationId(operation))
                .stream()
                .flatMap(page -> page.summaries().stream())
                .map(each -> each.region() + " " + each.statusAsString() + " " + each.statusReason())
                .collect(Collectors.joining("; "));
    }

    private static Map<String, StackInstanceStatus> instances(
            StepContext context, CloudFormationClient client, String name) {
        return client
                .listStackInstancesPaginator(
                        request -> request.stackSetName(name).stackInstanceAccount(context.account()))
                .stream()
                .flatMap(page -> page.summaries().stream())
                .filter(each -> context.account().equals(each.account()))
                .collect(Collectors.toMap(
                        each -> each.region(), each -> each.status(), (one, other) -> one, TreeMap::new));
    }

    @Override
    public Duration waitLimit() {
        return Duration.ofHours(2);
    }

    @Override
    public Duration typical() {
        return Duration.ofMinutes(2);
    }
}
