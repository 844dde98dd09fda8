package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.NoSuchPublicAccessBlockConfigurationException;
import software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration;

/** Makes it impossible for any bucket of the account to be public, in all Regions at once. */
public final class S3PublicAccessBlockStep implements Step {

    private static final PublicAccessBlockConfiguration EVERYTHING = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();

    private final AwsClients aws;

    S3PublicAccessBlockStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "s3-public-access-block";
    }

    @Override
    public String title() {
        return "Block public access to S3";
    }

    @Override
    public Outcome run(StepContext context) {
        if (!context.blueprint().baseline().s3PublicAccessBlock()) {
            return Outcome.done(RegionalStep.LEFT_OUT, context.blueprint().id());
        }
        String home = context.blueprint().regions().getFirst();
        S3ControlClient s3 = aws.member(S3ControlClient.builder(), context.account(), home);
        if (!there(s3, context.account()).equals(Optional.of(EVERYTHING))) {
            context.intend(Map.of("call", "s3:PutAccountPublicAccessBlock"));
            s3.putPublicAccessBlock(
                    request -> request.accountId(context.account()).publicAccessBlockConfiguration(EVERYTHING));
        }
        return Outcome.done();
    }

    private static Optional<PublicAccessBlockConfiguration> there(S3ControlClient s3, String account) {
        try {
            return Optional.of(s3.getPublicAccessBlock(request -> request.accountId(account))
                    .publicAccessBlockConfiguration());
        } catch (NoSuchPublicAccessBlockConfigurationException e) {
            return Optional.empty();
        }
    }
}
