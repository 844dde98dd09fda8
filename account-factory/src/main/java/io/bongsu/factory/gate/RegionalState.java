package io.bongsu.factory.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.factory.aws.AwsClients;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/** What the guardrails of an account ask of each Region, as the account itself. */
final class RegionalState {

    private final AwsClients aws;

    RegionalState(AwsClients aws) {
        this.aws = aws;
    }

    ObjectNode read(String account, String region, Reading reading) {
        config(aws.member(ConfigClient.builder(), account, region), reading);
        network(aws.member(Ec2Client.builder(), account, region), reading);
        guardDuty(aws.member(GuardDutyClient.builder(), account, region), reading);
        SecurityHubClient hub = aws.member(SecurityHubClient.builder(), account, region);
        reading.ask(
                "securityhub:DescribeHub",
                () -> AwsJson.WIRE.of(hub.describeHub(request -> {})),
                "InvalidAccessException",
                "ResourceNotFoundException");
        AccessAnalyzerClient analyzers = aws.member(AccessAnalyzerClient.builder(), account, region);
        reading.ask(
                "access-analyzer:ListAnalyzers",
                () -> AwsJson.WIRE.list(
                        "analyzers",
                        analyzers.listAnalyzersPaginator(request -> {}).analyzers()));
        return reading.configuration();
    }

    private static void config(ConfigClient config, Reading reading) {
        reading.ask(
                "config:DescribeConfigurationRecorders",
                () -> AwsJson.WIRE.list(
                        "ConfigurationRecorders",
                        config.describeConfigurationRecorders(request -> {}).configurationRecorders()));
        reading.ask(
                "config:DescribeConfigurationRecorderStatus",
                () -> AwsJson.WIRE.list(
                        "ConfigurationRecordersStatus",
                        config.describeConfigurationRecorderStatus(request -> {})
                                .configurationRecordersStatus()));
        reading.ask(
                "config:DescribeDeliveryChannels",
                () -> AwsJson.WIRE.list(
                        "DeliveryChannels",
                        config.describeDeliveryChannels(request -> {}).deliveryChannels()));
    }

    private static void network(Ec2Client ec2, Reading reading) {
        reading.ask(
                "ec2:GetEbsEncryptionByDefault", () -> AwsJson.MODEL.of(ec2.getEbsEncryptionByDefault(request -> {})));
        reading.ask(
                "ec2:DescribeVpcs",
                () -> AwsJson.MODEL.list(
                        "Vpcs", ec2.describeVpcsPaginator(request -> {}).vpcs()));
        reading.ask(
                "ec2:DescribeFlowLogs",
                () -> AwsJson.MODEL.list(
                        "FlowLogs", ec2.describeFlowLogsPaginator(request -> {}).flowLogs()));
    }

    private static void guardDuty(GuardDutyClient guardDuty, Reading reading) {
        List<String> detectors = new ArrayList<>();
        reading.ask("guardduty:ListDetectors", () -> {
            guardDuty.listDetectorsPaginator(request -> {}).detectorIds().forEach(detectors::add);
            ObjectNode answer = reading.configuration().objectNode();
            detectors.forEach(answer.putArray("detectorIds")::add);
            return answer;
        });
        reading.askEach(
                "guardduty:GetDetector",
                detectors,
                id -> AwsJson.WIRE.of(guardDuty.getDetector(request -> request.detectorId(id))));
        reading.askEach(
                "guardduty:GetAdministratorAccount",
                detectors,
                id -> AwsJson.WIRE.of(guardDuty.getAdministratorAccount(request -> request.detectorId(id))));
    }
}
