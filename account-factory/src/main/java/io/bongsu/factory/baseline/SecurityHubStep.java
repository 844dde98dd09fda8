package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AccountDetails;
import software.amazon.awssdk.services.securityhub.model.CreateMembersResponse;
import software.amazon.awssdk.services.securityhub.model.InvalidAccessException;
import software.amazon.awssdk.services.securityhub.model.Member;
import software.amazon.awssdk.services.securityhub.model.ResourceConflictException;
import software.amazon.awssdk.services.securityhub.model.ResourceNotFoundException;

/**
 * Switches Security Hub on, without standards of its own, and makes the account a member of the security account's, so that findings of all
 * accounts are in one place.
 */
public final class SecurityHubStep extends RegionalStep {

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String ENABLED = "Enabled";

    private final AwsClients aws;
    private final BaselineSettings settings;

    SecurityHubStep(AwsClients aws, BaselineSettings settings) {
        super("security-hub", "Join the organization's Security Hub", Blueprint.Baseline::securityHub);
        this.aws = aws;
        this.settings = settings;
    }

    @Override
    Outcome in(String region, StepContext context) {
        SecurityHubClient own = aws.member(SecurityHubClient.builder(), context.account(), region);
        if (!on(own)) {
            context.intend(Map.of("call", "securityhub:EnableSecurityHub", "region", region));
            enable(own);
        }
        if (settings.securityAccount().isEmpty()) {
            return Outcome.done();
        }
        try {
            return joined(settings.securityAccount().get(), region, context);
        } catch (InvalidAccessException e) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "NO_ADMINISTRATOR",
                    "Security account %s is not Security Hub's administrator in %s (%s); make it the organization's, then retry"
                            .formatted(
                                    settings.securityAccount().get(),
                                    region,
                                    e.awsErrorDetails().errorMessage()));
        }
    }

    @Override
    public Duration waitLimit() {
        return LIMIT;
    }

    private static boolean on(SecurityHubClient own) {
        try {
            return own.describeHub(request -> {}).hubArn() != null;
        } catch (InvalidAccessException | ResourceNotFoundException e) {
            return false;
        }
    }

    private static void enable(SecurityHubClient own) {
        try {
            own.enableSecurityHub(request -> request.enableDefaultStandards(false));
        } catch (ResourceConflictException e) {
            // On meanwhile: an answer that was lost, or the organization's own doing. That is what is wanted.
            return;
        }
    }

    private Outcome joined(String administrator, String region, StepContext context) {
        SecurityHubClient central = aws.member(SecurityHubClient.builder(), administrator, region);
        Optional<Member> member = member(central, context.account());
        if (member.isEmpty()) {
            context.intend(Map.of("call", "securityhub:CreateMembers", "region", region));
            CreateMembersResponse answer =
                    central.createMembers(request -> request.accountDetails(AccountDetails.builder()
                            .accountId(context.account())
                            .email(context.request().email())
                            .build()));
            if (!answer.unprocessedAccounts().isEmpty()) {
                return new Outcome.Hold(
                        Who.OPERATOR,
                        "MEMBER_REFUSED",
                        "Security Hub in %s doesn't take account %s as a member of %s: %s"
                                .formatted(
                                        region,
                                        context.account(),
                                        administrator,
                                        answer.unprocessedAccounts().getFirst().processingResult()));
            }
            member = member(central, context.account());
        }
        return member.filter(each -> ENABLED.equalsIgnoreCase(each.memberStatus()))
                        .isPresent()
                ? Outcome.done()
                : Outcome.waitForAws(
                        context.now().plus(AGAIN), "Security Hub to take the account as a member in " + region);
    }

    private static Optional<Member> member(SecurityHubClient central, String account) {
        return central.getMembers(request -> request.accountIds(account)).members().stream()
                .findFirst();
    }
}
