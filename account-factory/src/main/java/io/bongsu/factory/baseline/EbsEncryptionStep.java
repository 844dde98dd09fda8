package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.StepContext;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Has every new volume encrypted; a volume that is born plain can't be encrypted in place. */
public final class EbsEncryptionStep extends RegionalStep {

    private final AwsClients aws;

    EbsEncryptionStep(AwsClients aws) {
        super("ebs-encryption", "Encrypt new volumes by default", Blueprint.Baseline::ebsEncryption);
        this.aws = aws;
    }

    @Override
    Outcome in(String region, StepContext context) {
        Ec2Client ec2 = aws.member(Ec2Client.builder(), context.account(), region);
        if (!Boolean.TRUE.equals(ec2.getEbsEncryptionByDefault(request -> {}).ebsEncryptionByDefault())) {
            context.intend(Map.of("call", "ec2:EnableEbsEncryptionByDefault", "region", region));
            ec2.enableEbsEncryptionByDefault(request -> {});
        }
        return Outcome.done();
    }
}
