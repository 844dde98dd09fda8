package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.AccountDetail;
import software.amazon.awssdk.services.guardduty.model.Administrator;
import software.amazon.awssdk.services.guardduty.model.DetectorStatus;
import software.amazon.awssdk.services.guardduty.model.Member;
import software.amazon.awssdk.services.guardduty.model.UnprocessedAccount;

/**
 * Makes the account a member of the security account's GuardDuty, which gives it a detector of its own; where there is no security account,
 * makes just the detector.
 */
public final class GuarddutyStep extends RegionalStep {

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String ENABLED = "Enabled";

    /** Known to the administrator, and not watched. */
    private static final Set<String> PAUSED = Set.of("Disabled", "Removed");

    private final AwsClients aws;
    private final BaselineSettings settings;

    GuarddutyStep(AwsClients aws, BaselineSettings settings) {
        super("guardduty", "Join the organization's GuardDuty", Blueprint.Baseline::guardduty);
        this.aws = aws;
        this.settings = settings;
    }

    @Override
    Outcome in(String region, StepContext context) {
        GuardDutyClient own = aws.member(GuardDutyClient.builder(), context.account(), region);
        if (settings.securityAccount().isEmpty()) {
            return alone(own, region, context);
        }
        String administrator = settings.securityAccount().get();
        if (watched(own, Optional.of(administrator))) {
            return Outcome.done();
        }
        GuardDutyClient central = aws.member(GuardDutyClient.builder(), administrator, region);
        Optional<String> detector = detector(central);
        if (detector.isEmpty()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "NO_ADMINISTRATOR",
                    "Security account %s has no GuardDuty detector in %s; make it the organization's GuardDuty administrator there, then retry"
                            .formatted(administrator, region));
        }
        List<UnprocessedAccount> refused = join(central, detector.get(), region, context);
        if (!refused.isEmpty()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "MEMBER_REFUSED",
                    "GuardDuty in %s doesn't take account %s as a member of %s: %s"
                            .formatted(
                                    region,
                                    context.account(),
                                    administrator,
                                    refused.getFirst().result()));
        }
        return watched(own, Optional.of(administrator))
                ? Outcome.done()
                : Outcome.waitForAws(context.now().plus(AGAIN), "GuardDuty to watch the account in " + region);
    }

    @Override
    public Duration waitLimit() {
        return LIMIT;
    }

    private static Outcome alone(GuardDutyClient own, String region, StepContext context) {
        if (watched(own, Optional.empty())) {
            return Outcome.done();
        }
        Optional<String> detector = detector(own);
        if (detector.isPresent()) {
            context.intend(Map.of("call", "guardduty:UpdateDetector", "region", region));
            own.updateDetector(request -> request.detectorId(detector.get()).enable(true));
        } else {
            context.intend(Map.of("call", "guardduty:CreateDetector", "region", region));
            String token = context.request().id() + region;
            own.createDetector(request -> request.enable(true).clientToken(token));
        }
        return Outcome.done();
    }

    private static Optional<String> detector(GuardDutyClient client) {
        return client.listDetectors(request -> {}).detectorIds().stream().findFirst();
    }

    /** Whether the account's own view is the one wanted, which is what it is judged by. */
    private static boolean watched(GuardDutyClient own, Optional<String> administrator) {
        Optional<String> detector = detector(own);
        if (detector.isEmpty()
                || own.getDetector(request -> request.detectorId(detector.get()))
                                .status()
                        != DetectorStatus.ENABLED) {
            return false;
        }
        if (administrator.isEmpty()) {
            return true;
        }
        Administrator is = own.getAdministratorAccount(request -> request.detectorId(detector.get()))
                .administrator();
        return is != null
                && administrator.get().equals(is.accountId())
                && ENABLED.equalsIgnoreCase(is.relationshipStatus());
    }

    /** Has the administrator watch the account, as far as it doesn't; gives what it refused. */
    private static List<UnprocessedAccount> join(
            GuardDutyClient central, String detector, String region, StepContext context) {
        String account = context.account();
        Optional<Member> member =
                central.getMembers(request -> request.detectorId(detector).accountIds(account)).members().stream()
                        .findFirst();
        if (member.isEmpty()) {
            context.intend(Map.of("call", "guardduty:CreateMembers", "region", region));
            AccountDetail details = AccountDetail.builder()
                    .accountId(account)
                    .email(context.request().email())
                    .build();
            return central.createMembers(request -> request.detectorId(detector).accountDetails(details))
                    .unprocessedAccounts();
        }
        if (PAUSED.contains(member.get().relationshipStatus())) {
            context.intend(Map.of("call", "guardduty:StartMonitoringMembers", "region", region));
            return central.startMonitoringMembers(
                            request -> request.detectorId(detector).accountIds(account))
                    .unprocessedAccounts();
        }
        return List.of();
    }
}
