package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.Map;

/**
 * Gives the root user another address. AWS sends a code to the new address, and only who reads that mail can confirm it; so the step is held
 * for the requester until the address is the new one.
 */
public final class PrimaryEmailStep implements Step {

    private final AwsClients aws;

    PrimaryEmailStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "primary-email";
    }

    @Override
    public String title() {
        return "Change the root user's address";
    }

    @Override
    public Outcome run(StepContext context) {
        String account = context.account();
        String wanted = context.request().email();
        String is = aws.accounts()
                .getPrimaryEmail(request -> request.accountId(account))
                .primaryEmail();
        if (is.equalsIgnoreCase(wanted)) {
            return Outcome.done("email", wanted);
        }
        // Asking again has AWS send a new code, which is what a retry without a confirmation wants.
        context.intend(Map.of("call", "account:StartPrimaryEmailUpdate", "from", is, "to", wanted));
        aws.accounts()
                .startPrimaryEmailUpdate(request -> request.accountId(account).primaryEmail(wanted));
        return new Outcome.Hold(
                Who.REQUESTER,
                "CODE_SENT",
                "AWS sent a code to %s; confirm it in the management account with: aws account accept-primary-email-update --account-id %s --primary-email %s --otp CODE"
                        .formatted(wanted, account, wanted));
    }
}
