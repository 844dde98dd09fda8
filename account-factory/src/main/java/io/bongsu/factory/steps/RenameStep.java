package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.Map;

/** Gives an account that is there its name. */
public final class RenameStep implements Step {

    private static final String FROM = "from";

    private final AwsClients aws;

    RenameStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "rename";
    }

    @Override
    public String title() {
        return "Rename the account";
    }

    @Override
    public Outcome run(StepContext context) {
        String wanted = context.request().name();
        String is = name(context.account());
        if (!is.equals(wanted)) {
            context.intend(Map.of("call", "account:PutAccountName", FROM, is, "to", wanted));
            put(context.account(), wanted);
        }
        return Outcome.done("name", wanted);
    }

    @Override
    public Outcome undo(StepContext context) {
        context.intent()
                .map(each -> each.what().get(FROM))
                .filter(from -> !from.equals(name(context.account())))
                .ifPresent(from -> put(context.account(), from));
        return Outcome.done();
    }

    private String name(String account) {
        return aws.organizations()
                .describeAccount(request -> request.accountId(account))
                .account()
                .name();
    }

    private void put(String account, String name) {
        aws.accounts().putAccountName(request -> request.accountId(account).accountName(name));
    }
}
