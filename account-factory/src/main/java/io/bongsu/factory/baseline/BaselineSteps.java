package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.workflow.Step;
import java.util.List;

/** The steps of the baseline, in order: first what records, then what protects, then what detects. */
public final class BaselineSteps {

    private BaselineSteps() {}

    public static List<Step> inOrder(AwsClients aws, BaselineSettings settings) {
        return List.of(
                new LogOnboardingStep(aws, settings),
                new ConfigRecorderStep(aws, settings),
                new S3PublicAccessBlockStep(aws),
                new EbsEncryptionStep(aws),
                new PasswordPolicyStep(aws),
                new DefaultVpcStep(aws),
                new GuarddutyStep(aws, settings),
                new SecurityHubStep(aws, settings),
                new AccessAnalyzerStep(aws),
                new BudgetStep(aws));
    }
}
