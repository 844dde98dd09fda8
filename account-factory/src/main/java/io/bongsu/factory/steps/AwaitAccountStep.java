package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.organizations.model.CreateAccountFailureReason;
import software.amazon.awssdk.services.organizations.model.CreateAccountStatus;

/** Waits until Organizations has made the account, and makes sure that it is the one asked for. */
public final class AwaitAccountStep implements Step {

    static final String NAME = "await-account";

    /** Result of create-account: the creation to ask about ({@code car-…}). */
    static final String CREATION_ID = "creation_id";

    /** Result of create-account: the account was found already made. */
    static final String FOUND_ACCOUNT = "found_account";

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final String WORDS = "Organizations to make the account";

    private final AwsClients aws;

    AwaitAccountStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Wait until the account exists";
    }

    @Override
    public Outcome run(StepContext context) {
        Map<String, String> created = context.result(CreateAccountStep.NAME);
        if (created.containsKey(FOUND_ACCOUNT)) {
            return confirmed(context, created.get(FOUND_ACCOUNT));
        }
        CreateAccountStatus status = status(aws, created.get(CREATION_ID));
        return switch (status.state()) {
            case SUCCEEDED -> confirmed(context, status.accountId());
            case FAILED -> failed(status);
            default -> Outcome.waitForAws(context.now().plus(POLL), WORDS);
        };
    }

    private Outcome confirmed(StepContext context, String account) {
        String email = aws.organizations()
                .describeAccount(request -> request.accountId(account))
                .account()
                .email();
        if (!context.request().email().equalsIgnoreCase(email)) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "ANOTHER_ACCOUNT",
                    "Account %s has the address %s, but %s was asked for; somebody made an account of the same name at the same time. Retry asks for the account again"
                            .formatted(account, email, context.request().email()),
                    CreateAccountStep.NAME);
        }
        return Outcome.done(ACCOUNT_ID, account);
    }

    private static Outcome failed(CreateAccountStatus status) {
        CreateAccountFailureReason reason =
                Optional.ofNullable(status.failureReason()).orElse(CreateAccountFailureReason.UNKNOWN_TO_SDK_VERSION);
        Who who =
                switch (reason) {
                    case EMAIL_ALREADY_EXISTS, INVALID_EMAIL, INVALID_ADDRESS -> Who.REQUESTER;
                    default -> Who.OPERATOR;
                };
        String advice =
                switch (reason) {
                    case EMAIL_ALREADY_EXISTS ->
                        "the address belongs to an account somewhere at AWS, perhaps a closed one; abort and ask again with another";
                    case INVALID_EMAIL, INVALID_ADDRESS ->
                        "AWS doesn't take the address; abort and ask again with another";
                    case ACCOUNT_LIMIT_EXCEEDED ->
                        "the quota 'Default maximum number of accounts' is reached; have it raised, then retry";
                    case INTERNAL_FAILURE, CONCURRENT_ACCOUNT_MODIFICATION -> "AWS failed; retry";
                    default -> "see CreateAccountStatus in the Organizations API reference, then retry";
                };
        return new Outcome.Hold(
                who,
                String.valueOf(status.failureReasonAsString()),
                "Organizations could not make the account: " + advice,
                CreateAccountStep.NAME);
    }

    /** For an abort: waits until it is known whether the creation left an account. */
    static Outcome left(AwsClients aws, String creation, StepContext context) {
        CreateAccountStatus status = status(aws, creation);
        return switch (status.state()) {
            case SUCCEEDED -> Outcome.done(ACCOUNT_ID, status.accountId());
            case FAILED -> Outcome.done();
            default -> Outcome.waitForAws(context.now().plus(POLL), WORDS);
        };
    }

    private static CreateAccountStatus status(AwsClients aws, String creation) {
        return aws.organizations()
                .describeCreateAccountStatus(request -> request.createAccountRequestId(creation))
                .createAccountStatus();
    }

    @Override
    public Duration typical() {
        return Duration.ofSeconds(40);
    }

    @Override
    public boolean skippable() {
        return false;
    }

    @Override
    public Optional<String> frees() {
        return Optional.of(Slots.CREATING);
    }
}
