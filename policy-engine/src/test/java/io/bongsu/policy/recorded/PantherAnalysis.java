package io.bongsu.policy.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.input.RuleInput;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tests of panther-analysis: resources and whether they comply with a policy, CloudTrail records and whether a rule fires. Panther's
 * resources have the API's words; a list that is null is an empty list to it.
 */
final class PantherAnalysis {

    static final String SOURCE = "panther-analysis";

    private static final Map<String, String> POLICIES = Map.of(
            "AWS.EC2.CDEVolumeEncrypted", "encrypted-volumes",
            "AWS.EC2.Volume.Encryption", "encrypted-volumes",
            "AWS.IAM.Policy.AdministrativePrivileges", "iam-policy-no-statements-with-admin-access",
            "AWS.IAM.Policy.DoesNotGrantAdminAccess", "iam-policy-no-statements-with-admin-access",
            "AWS.RDS.Instance.Encryption", "rds-storage-encrypted",
            "AWS.RDS.Instance.PublicAccess", "rds-instance-public-access-check",
            "AWS.S3.Bucket.PrincipalRestrictions", "s3-bucket-public-read-prohibited",
            "AWS.S3.Bucket.PublicRead", "s3-bucket-public-read-prohibited",
            "AWS.S3.Bucket.SecureAccess", "s3-bucket-ssl-requests-only");

    /** Panther asks more of a group than one of ours does; both of ours look at the same permissions. */
    private static final List<String> SECURITY_GROUP = List.of("restricted-ssh", "restricted-common-ports");

    private static final Map<String, String> RULES = Map.of(
            "AWS.CloudTrail.EventSelectorsDisabled", "security-logging-switched-off",
            "AWS.CloudTrail.SecurityConfigurationChange", "security-logging-switched-off",
            "AWS.CloudTrail.Stopped", "security-logging-switched-off",
            "AWS.ConfigService.DisabledDeleted", "security-logging-switched-off",
            "AWS.CloudTrail.RootAccessKeyCreated", "root-user-activity",
            "AWS.Console.RootLoginFailed", "root-user-activity");

    private PantherAnalysis() {}

    static List<RecordedCase> policies() {
        List<RecordedCase> cases = new ArrayList<>();
        for (JsonNode line : Recorded.lines(SOURCE + "/policies.jsonl")) {
            String policy = line.path("id").asText();
            JsonNode resource = line.path("resource");
            List<String> rules =
                    policy.startsWith("AWS.SecurityGroup.") ? SECURITY_GROUP : List.of(POLICIES.get(policy));
            for (String rule : rules) {
                cases.add(new RecordedCase(
                        SOURCE,
                        policy + "/" + line.path("test").asText(),
                        rule,
                        line.path("expected").asBoolean() ? Opinion.COMPLIANT : Opinion.NON_COMPLIANT,
                        Optional.of(input(rule, resource))));
            }
        }
        return cases;
    }

    /** @param guardrails our rules by id: the engine asks them about matching records only */
    static List<RecordedCase> rules(Function<String, Rule> guardrails) {
        return Recorded.lines(SOURCE + "/rules.jsonl").stream()
                .map(line -> {
                    Rule rule = guardrails.apply(RULES.get(line.path("id").asText()));
                    return new RecordedCase(
                            SOURCE,
                            line.path("id").asText() + "/" + line.path("test").asText(),
                            rule.id(),
                            line.path("expected").asBoolean() ? Opinion.NON_COMPLIANT : Opinion.QUIET,
                            event(rule, line.path("log")));
                })
                .toList();
    }

    /** What the rule sees of a record; empty when the engine would not ask it. */
    static Optional<RuleInput> event(Rule rule, JsonNode log) {
        boolean matches = rule.match()
                .matches(
                        log.path("eventSource").asText(),
                        log.path("eventName").asText(),
                        log.path("userIdentity").path("type").asText());
        if (!matches) {
            return Optional.empty();
        }
        try {
            return Optional.of(RuleInput.of(
                    Recorded.JSON.writeValueAsBytes(log),
                    log.path("recipientAccountId").asText()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuleInput input(String rule, JsonNode resource) {
        return switch (rule) {
            case "encrypted-volumes" ->
                ConfigShape.plain(
                        "AWS::EC2::Volume",
                        "vol-1",
                        "arn:aws:ec2:us-east-1:%s:volume/vol-1".formatted(Recorded.ACCOUNT),
                        fields(resource, "State", "Encrypted", "KmsKeyId"));
            case "iam-policy-no-statements-with-admin-access" ->
                ConfigShape.managedPolicy("policy", resource.path("Arn").asText(), resource.path("PolicyDocument"));
            case "rds-storage-encrypted", "rds-instance-public-access-check" ->
                ConfigShape.plain(
                        "AWS::RDS::DBInstance",
                        "db-1",
                        "arn:aws:rds:us-east-1:%s:db:db-1".formatted(Recorded.ACCOUNT),
                        fields(resource, "PubliclyAccessible", "StorageEncrypted", "KmsKeyId"));
            case "restricted-ssh", "restricted-common-ports" ->
                ConfigShape.securityGroup(resource.path("GroupId").asText(), resource.path("IpPermissions"));
            default ->
                ConfigShape.bucket(
                        resource.path("Name").asText(),
                        resource.path("Policy"),
                        resource.path("Grants"),
                        resource.path("PublicAccessBlockConfiguration"));
        };
    }

    private static Map<String, JsonNode> fields(JsonNode resource, String... names) {
        Map<String, JsonNode> fields = new HashMap<>();
        for (String name : names) {
            fields.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), resource.path(name));
        }
        return fields;
    }
}
