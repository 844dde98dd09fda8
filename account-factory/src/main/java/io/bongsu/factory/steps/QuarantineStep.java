package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/**
 * Moves the account to the quarantine OU, whose service control policy denies everything: what still uses the account shows now, while that
 * can be taken back.
 */
public final class QuarantineStep implements Step {

    private final AwsClients aws;
    private final Move move;
    private final String quarantineOu;
    private final String policy;

    QuarantineStep(AwsClients aws, String quarantineOu, String policy) {
        this.aws = aws;
        this.move = new Move(aws);
        this.quarantineOu = quarantineOu;
        this.policy = policy;
    }

    @Override
    public String name() {
        return "quarantine";
    }

    @Override
    public String title() {
        return "Move the account to the quarantine OU";
    }

    @Override
    public Outcome run(StepContext context) {
        boolean denied = aws
                .organizations()
                .listPoliciesForTargetPaginator(request ->
                        request.filter(PolicyType.SERVICE_CONTROL_POLICY).targetId(quarantineOu))
                .stream()
                .flatMap(page -> page.policies().stream())
                .map(PolicySummary::name)
                .anyMatch(policy::equals);
        if (!denied) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "QUARANTINE_OPEN",
                    "The quarantine OU %s hasn't the service control policy %s; attach it, then retry"
                            .formatted(quarantineOu, policy));
        }
        return move.to(quarantineOu, context);
    }

    /** A cancelled closing puts the account back where it was. */
    @Override
    public Outcome undo(StepContext context) {
        return move.back(context);
    }

    @Override
    public boolean skippable() {
        return false;
    }
}
