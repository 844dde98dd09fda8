package io.bongsu.factory.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.factory.aws.AwsClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.account.model.AlternateContactType;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/** What the guardrails ask of an account once: in it, and of Organizations about it. */
final class GlobalState {

    private final AwsClients aws;
    private final OrganizationState organization;

    GlobalState(AwsClients aws) {
        this.aws = aws;
        this.organization = new OrganizationState(aws.organizations());
    }

    /**
     * @param home the account's home Region
     * @param places where the account stands and will stand
     */
    ObjectNode read(String account, String home, OrganizationState.Places places, Reading reading) {
        S3ControlClient s3 = aws.member(S3ControlClient.builder(), account, home);
        reading.ask(
                "s3:GetAccountPublicAccessBlock",
                () -> AwsJson.MODEL.of(s3.getPublicAccessBlock(request -> request.accountId(account))),
                "NoSuchPublicAccessBlockConfiguration");
        IamClient iam = aws.memberGlobal(IamClient.builder(), account);
        reading.ask(
                "iam:GetAccountPasswordPolicy",
                () -> AwsJson.MODEL.of(iam.getAccountPasswordPolicy(request -> {})),
                "NoSuchEntity");
        reading.ask("iam:GetAccountSummary", () -> AwsJson.MODEL.of(iam.getAccountSummary(request -> {})));
        BudgetsClient budgets = aws.memberGlobal(BudgetsClient.builder(), account);
        reading.ask(
                "budgets:DescribeBudgets",
                () -> AwsJson.WIRE.list(
                        "Budgets",
                        budgets.describeBudgetsPaginator(request -> request.accountId(account))
                                .budgets()),
                "NotFoundException");
        reading.askEach(
                "account:GetAlternateContact",
                List.of(AlternateContactType.SECURITY.toString()),
                type -> AwsJson.WIRE.of(aws.accounts().getAlternateContact(request -> request.accountId(account)
                        .alternateContactType(type))),
                "ResourceNotFoundException");
        trails(account, home, reading);
        organization.read(account, places, reading);
        return reading.configuration();
    }

    private void trails(String account, String home, Reading reading) {
        Map<String, Trail> trails = new TreeMap<>();
        CloudTrailClient there = aws.member(CloudTrailClient.builder(), account, home);
        reading.ask("cloudtrail:DescribeTrails", () -> {
            List<Trail> all = there.describeTrails(request -> request.includeShadowTrails(true))
                    .trailList();
            all.forEach(each -> trails.put(each.trailARN(), each));
            return AwsJson.WIRE.list("trailList", all);
        });
        reading.askEach(
                "cloudtrail:GetTrailStatus",
                trails.keySet(),
                arn -> AwsJson.WIRE.of(ofTrail(
                        account, trails.get(arn), client -> client.getTrailStatus(request -> request.name(arn)))));
        List<String> selected = new ArrayList<>(trails.keySet());
        selected.removeIf(arn -> !Boolean.TRUE.equals(trails.get(arn).hasCustomEventSelectors()));
        reading.askEach(
                "cloudtrail:GetEventSelectors",
                selected,
                arn -> AwsJson.WIRE.of(ofTrail(
                        account,
                        trails.get(arn),
                        client -> client.getEventSelectors(request -> request.trailName(arn)))));
    }

    /** Asks in the trail's home Region, as the account; where it may not know of the organization's trail, as the owner. */
    private <T extends SdkPojo> T ofTrail(String account, Trail trail, Function<CloudTrailClient, T> ask) {
        try {
            return ask.apply(aws.member(CloudTrailClient.builder(), account, trail.homeRegion()));
        } catch (SdkServiceException e) {
            if (e.statusCode() >= 500
                    || e.isThrottlingException()
                    || !Boolean.TRUE.equals(trail.isOrganizationTrail())) {
                throw e;
            }
            try (CloudTrailClient owner = aws.management(CloudTrailClient.builder(), trail.homeRegion())) {
                return ask.apply(owner);
            }
        }
    }
}
