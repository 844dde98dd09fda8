package io.bongsu.policy.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bongsu.policy.input.RuleInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tests of aws-guard-rules-registry: CloudFormation templates and what the Guard twin of an AWS Config rule says of them. A template is
 * judged as the resource that it would make: a volume counts as attached, a bucket without more has a private ACL and no policy.
 */
final class GuardRulesRegistry {

    static final String SOURCE = "aws-guard-rules-registry";

    private static final Map<String, String> RULES = Map.of(
            "ENCRYPTED_VOLUMES", "encrypted-volumes",
            "INCOMING_SSH_DISABLED", "restricted-ssh",
            "RESTRICTED_INCOMING_TRAFFIC", "restricted-common-ports",
            "S3_BUCKET_PUBLIC_READ_PROHIBITED", "s3-bucket-public-read-prohibited",
            "S3_BUCKET_SSL_REQUESTS_ONLY", "s3-bucket-ssl-requests-only",
            "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", "iam-policy-no-statements-with-admin-access");

    private static final String BUCKET = "my-bucket";

    private GuardRulesRegistry() {}

    static List<RecordedCase> cases() {
        List<RecordedCase> cases = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (JsonNode line : Recorded.lines(SOURCE + "/cases.jsonl")) {
            Optional<RuleInput> input =
                    resource(line.path("rule").asText(), line.path("input").path("Resources"));
            // An empty template asks nothing of us.
            if (input.isPresent()) {
                String name =
                        line.path("rule").asText() + "/" + line.path("name").asText();
                int times = seen.merge(name, 1, Integer::sum);
                cases.add(new RecordedCase(
                        SOURCE,
                        times == 1 ? name : name + " #" + times,
                        RULES.get(line.path("rule").asText()),
                        opinion(line.path("expected").asText()),
                        input));
            }
        }
        return cases;
    }

    private static Opinion opinion(String word) {
        return switch (word) {
            case "PASS" -> Opinion.COMPLIANT;
            case "FAIL" -> Opinion.NON_COMPLIANT;
            case "SKIP" -> Opinion.SKIPPED;
            default ->
                throw new IllegalArgumentException("expected is '%s'; expected PASS, FAIL or SKIP".formatted(word));
        };
    }

    private static Optional<RuleInput> resource(String rule, JsonNode resources) {
        return switch (rule) {
            case "ENCRYPTED_VOLUMES" -> first(resources, "AWS::EC2::Volume").map(GuardRulesRegistry::volume);
            case "INCOMING_SSH_DISABLED", "RESTRICTED_INCOMING_TRAFFIC" ->
                first(resources, "AWS::EC2::SecurityGroup").map(GuardRulesRegistry::securityGroup);
            case "S3_BUCKET_PUBLIC_READ_PROHIBITED" ->
                first(resources, "AWS::S3::Bucket")
                        .map(bucket ->
                                ConfigShape.bucket(BUCKET, null, null, bucket.path("PublicAccessBlockConfiguration")));
            case "S3_BUCKET_SSL_REQUESTS_ONLY" ->
                first(resources, "AWS::S3::BucketPolicy")
                        .map(policy -> ConfigShape.bucket(BUCKET, resolved(policy.path("PolicyDocument")), null, null));
            case "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS" ->
                first(resources, "AWS::IAM::Policy")
                        .map(policy -> ConfigShape.managedPolicy(
                                "policy",
                                "arn:aws:iam::%s:policy/policy".formatted(Recorded.ACCOUNT),
                                policy.path("PolicyDocument")));
            default -> throw new IllegalArgumentException("No guardrail of ours answers " + rule);
        };
    }

    /** The document with the functions that mean the bucket's ARN replaced by it, as CloudFormation does. */
    private static JsonNode resolved(JsonNode document) {
        String arn = "arn:aws:s3:::" + BUCKET;
        return Recorded.parse(document.toString()
                .replace("{\"Fn::GetAtt\":[\"Bucket\",\"Arn\"]}", '"' + arn + '"')
                .replaceAll("\\{\"Fn::Sub\":\"\\$\\{Bucket.Arn}([^\"]*)\"}", '"' + arn + "$1\""));
    }

    private static Optional<JsonNode> first(JsonNode resources, String type) {
        return resources
                .valueStream()
                .filter(each -> each.path("Type").asText().equals(type))
                .map(each -> each.path("Properties"))
                .findFirst();
    }

    private static RuleInput volume(JsonNode properties) {
        return ConfigShape.plain(
                "AWS::EC2::Volume",
                "vol-1",
                "arn:aws:ec2:us-east-1:%s:volume/vol-1".formatted(Recorded.ACCOUNT),
                Map.of(
                        "state",
                        TextNode.valueOf("in-use"),
                        "encrypted",
                        BooleanNode.valueOf(properties.path("Encrypted").asBoolean(false))));
    }

    /** CloudFormation has one range a rule where the API has lists. */
    private static RuleInput securityGroup(JsonNode properties) {
        List<JsonNode> permissions = new ArrayList<>();
        for (JsonNode rule : properties.path("SecurityGroupIngress")) {
            var permission = Recorded.object();
            rule.properties().forEach(each -> permission.set(each.getKey(), each.getValue()));
            permission.putArray("IpRanges").addObject().set("CidrIp", rule.path("CidrIp"));
            permissions.add(permission);
        }
        return ConfigShape.securityGroup("sg-1", permissions);
    }
}
