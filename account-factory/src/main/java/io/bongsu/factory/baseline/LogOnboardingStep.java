package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * Waits until the organization's trail covers the account, and makes sure that it logs. Changes nothing: the trail is the organization's, and
 * reaches a new account by itself.
 */
public final class LogOnboardingStep implements Step {

    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final AwsClients aws;
    private final BaselineSettings settings;

    LogOnboardingStep(AwsClients aws, BaselineSettings settings) {
        this.aws = aws;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "log-onboarding";
    }

    @Override
    public String title() {
        return "See that the organization's trail covers the account";
    }

    @Override
    public Outcome run(StepContext context) {
        if (!context.blueprint().baseline().logOnboarding()) {
            return Outcome.done(RegionalStep.LEFT_OUT, context.blueprint().id());
        }
        String home = context.blueprint().regions().getFirst();
        Optional<Trail> trail = aws
                .member(CloudTrailClient.builder(), context.account(), home)
                .describeTrails(request -> request.includeShadowTrails(true))
                .trailList()
                .stream()
                .filter(this::covering)
                .findFirst();
        if (trail.isEmpty()) {
            return Outcome.waitForAws(
                    context.now().plus(AGAIN),
                    "%s to cover the account"
                            .formatted(settings.trail().orElse("a multi-Region trail of the organization")));
        }
        String arn = trail.get().trailARN();
        // The management account owns the organization's trails, and may always ask.
        boolean logging;
        try (CloudTrailClient owner =
                aws.management(CloudTrailClient.builder(), trail.get().homeRegion())) {
            logging = Boolean.TRUE.equals(
                    owner.getTrailStatus(request -> request.name(arn)).isLogging());
        }
        return logging
                ? Outcome.done("trail", arn)
                : new Outcome.Hold(
                        Who.OPERATOR,
                        "TRAIL_STOPPED",
                        "The organization's trail %s covers the account and doesn't log; start it, then retry"
                                .formatted(arn));
    }

    private boolean covering(Trail trail) {
        return Boolean.TRUE.equals(trail.isOrganizationTrail())
                && Boolean.TRUE.equals(trail.isMultiRegionTrail())
                && settings.trail().map(arn -> arn.equals(trail.trailARN())).orElse(true)
                && settings.trailBucket()
                        .map(bucket -> bucket.equals(trail.s3BucketName()))
                        .orElse(true);
    }
}
