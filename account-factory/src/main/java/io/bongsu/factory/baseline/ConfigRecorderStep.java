package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.DeliveryChannel;
import software.amazon.awssdk.services.config.model.InsufficientDeliveryPolicyException;
import software.amazon.awssdk.services.config.model.MaximumExecutionFrequency;
import software.amazon.awssdk.services.config.model.NoSuchBucketException;
import software.amazon.awssdk.services.config.model.RecordingGroup;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Has AWS Config record every resource and deliver to the log archive: service-linked role, recorder, delivery channel, start, in this order,
 * because each needs the one before. There can be one recorder and one channel a Region; those of another name are changed and not doubled.
 */
public final class ConfigRecorderStep extends RegionalStep {

    private static final String NAME = "default";
    private static final String SERVICE = "config.amazonaws.com";
    private static final String PATH = "/aws-service-role/" + SERVICE + "/";
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final AwsClients aws;
    private final BaselineSettings settings;

    ConfigRecorderStep(AwsClients aws, BaselineSettings settings) {
        super("config-recorder", "Record every resource's configuration", Blueprint.Baseline::configRecorder);
        this.aws = aws;
        this.settings = settings;
    }

    @Override
    Outcome in(String region, StepContext context) {
        String role = role(context);
        ConfigClient config = aws.member(ConfigClient.builder(), context.account(), region);
        String recorder = record(config, role, region, context);
        try {
            deliver(config, region, context);
        } catch (InsufficientDeliveryPolicyException | NoSuchBucketException e) {
            return Outcome.waitForAws(
                    context.now().plus(AGAIN),
                    "bucket %s to take what AWS Config delivers; its policy must let %s write for every account of the organization"
                            .formatted(settings.logArchiveBucket(), SERVICE));
        }
        start(config, recorder, region, context);
        return Outcome.done();
    }

    @Override
    public Duration waitLimit() {
        return LIMIT;
    }

    /** ARN of the service-linked role, of which an account has one. */
    private String role(StepContext context) {
        IamClient iam = aws.memberGlobal(IamClient.builder(), context.account());
        Optional<Role> there = iam.listRolesPaginator(request -> request.pathPrefix(PATH)).roles().stream()
                .findFirst();
        if (there.isPresent()) {
            return there.get().arn();
        }
        context.intend(Map.of("call", "iam:CreateServiceLinkedRole", "service", SERVICE));
        return iam.createServiceLinkedRole(request -> request.awsServiceName(SERVICE))
                .role()
                .arn();
    }

    /** Gives the recorder's name. */
    private static String record(ConfigClient config, String role, String region, StepContext context) {
        Optional<ConfigurationRecorder> there =
                config.describeConfigurationRecorders(request -> {}).configurationRecorders().stream()
                        .filter(each -> each.servicePrincipal() == null
                                || each.servicePrincipal().isEmpty())
                        .findFirst();
        String name = there.map(ConfigurationRecorder::name).orElse(NAME);
        boolean global = home(region, context);
        if (there.isEmpty() || !everything(there.get().recordingGroup(), global)) {
            context.intend(Map.of("call", "config:PutConfigurationRecorder", "region", region, "recorder", name));
            config.putConfigurationRecorder(request -> request.configurationRecorder(
                    recorder -> recorder.name(name).roleARN(role).recordingGroup(group -> group.allSupported(true)
                            .includeGlobalResourceTypes(global))));
        }
        return name;
    }

    private static boolean everything(RecordingGroup group, boolean global) {
        return group != null
                && Boolean.TRUE.equals(group.allSupported())
                && global == Boolean.TRUE.equals(group.includeGlobalResourceTypes());
    }

    private void deliver(ConfigClient config, String region, StepContext context) {
        Optional<DeliveryChannel> there = config.describeDeliveryChannels(request -> {}).deliveryChannels().stream()
                .findFirst();
        if (there.filter(this::toTheArchive).isPresent()) {
            return;
        }
        String name = there.map(DeliveryChannel::name).orElse(NAME);
        context.intend(Map.of("call", "config:PutDeliveryChannel", "region", region, "channel", name));
        config.putDeliveryChannel(request -> request.deliveryChannel(channel -> channel.name(name)
                .s3BucketName(settings.logArchiveBucket())
                .s3KeyPrefix(settings.logArchivePrefix().orElse(null))
                .configSnapshotDeliveryProperties(
                        snapshot -> snapshot.deliveryFrequency(MaximumExecutionFrequency.TWENTY_FOUR_HOURS))));
    }

    private boolean toTheArchive(DeliveryChannel channel) {
        return settings.logArchiveBucket().equals(channel.s3BucketName())
                && Objects.equals(settings.logArchivePrefix().orElse(null), channel.s3KeyPrefix());
    }

    private static void start(ConfigClient config, String recorder, String region, StepContext context) {
        boolean recording =
                config.describeConfigurationRecorderStatus(request -> {}).configurationRecordersStatus().stream()
                        .filter(each -> recorder.equals(each.name()))
                        .anyMatch(ConfigurationRecorderStatus::recording);
        if (!recording) {
            context.intend(Map.of("call", "config:StartConfigurationRecorder", "region", region, "recorder", recorder));
            config.startConfigurationRecorder(request -> request.configurationRecorderName(recorder));
        }
    }
}
