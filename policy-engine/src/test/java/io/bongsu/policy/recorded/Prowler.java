package io.bongsu.policy.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bongsu.policy.input.RuleInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prowler's own tests, recorded as the API calls that build the state and the findings that Prowler reports. The calls are played into
 * the state that AWS Config would record; no server is asked.
 */
final class Prowler {

    static final String SOURCE = "prowler";

    private static final Map<String, String> CHECKS = Map.of(
            "s3_bucket_public_list_acl", "s3-bucket-public-read-prohibited",
            "s3_bucket_public_write_acl", "s3-bucket-public-write-prohibited",
            "s3_bucket_policy_public_write_access", "s3-bucket-public-write-prohibited",
            "ec2_confidential_workload_host_unrestricted_ingress", "restricted-common-ports",
            "rds_instance_no_public_access", "rds-instance-public-access-check",
            "rds_instance_storage_encrypted", "rds-storage-encrypted",
            "iam_customer_unattached_policy_no_administrative_privileges", "iam-policy-no-statements-with-admin-access",
            "iam_aws_attached_policy_no_administrative_privileges", "iam-policy-no-statements-with-admin-access",
            "kms_cmk_not_deleted_unintentionally", "kms-cmk-not-scheduled-for-deletion");

    private Prowler() {}

    static List<RecordedCase> cases() {
        List<RecordedCase> cases = new ArrayList<>();
        for (JsonNode line : Recorded.lines(SOURCE + "/cases.jsonl")) {
            String test = line.path("test").asText();
            String name = line.path("check").asText() + "/" + test.substring(test.lastIndexOf(':') + 1);
            Map<String, RuleInput> resources = resources(line.path("calls"));
            resources.forEach((id, input) -> cases.add(new RecordedCase(
                    SOURCE,
                    resources.size() == 1 ? name : name + "/" + id,
                    CHECKS.get(line.path("check").asText()),
                    opinion(line.path("expected"), id, resources.size()),
                    Optional.of(input))));
        }
        return cases;
    }

    /** Of the finding about this resource; of the only one where Prowler reports about an account or an instance instead. */
    private static Opinion opinion(JsonNode findings, String id, int resources) {
        JsonNode finding = findings.valueStream()
                .filter(each -> each.path("resource_id").asText().equals(id))
                .findFirst()
                .orElse(resources == 1 ? findings.path(0) : null);
        return switch (finding == null ? "" : finding.path("status").asText()) {
            case "PASS" -> Opinion.COMPLIANT;
            case "FAIL" -> Opinion.NON_COMPLIANT;
            default -> Opinion.SKIPPED;
        };
    }

    private static Map<String, RuleInput> resources(JsonNode calls) {
        Map<String, RuleInput> resources = new LinkedHashMap<>();
        for (JsonNode call : calls) {
            JsonNode params = call.path("params");
            JsonNode response = call.path("response");
            switch (call.path("op").asText()) {
                case "CreateBucket" -> {
                    String bucket = params.path("Bucket").asText();
                    resources.put(bucket, bucket(bucket, calls));
                }
                case "CreateSecurityGroup" -> {
                    String group = response.path("GroupId").asText();
                    resources.put(group, securityGroup(group, calls));
                }
                case "CreateDBInstance" -> {
                    JsonNode instance = response.path("DBInstance");
                    resources.put(instance.path("DBInstanceIdentifier").asText(), dbInstance(instance));
                }
                case "CreatePolicy" -> {
                    JsonNode policy = response.path("Policy");
                    resources.put(
                            policy.path("PolicyName").asText(),
                            ConfigShape.managedPolicy(
                                    policy.path("PolicyName").asText(),
                                    policy.path("Arn").asText(),
                                    params.path("PolicyDocument")));
                }
                case "AttachRolePolicy" -> {
                    String arn = params.path("PolicyArn").asText();
                    String policy = arn.substring(arn.lastIndexOf('/') + 1);
                    resources.put(policy, ConfigShape.managedPolicy(policy, arn, null));
                }
                case "CreateKey" -> {
                    JsonNode key = response.path("KeyMetadata");
                    resources.put(key.path("KeyId").asText(), key(key, calls));
                }
                default -> {
                    // Changes the state of one of the above, which looks for it itself.
                }
            }
        }
        // Where a group belongs to the database that is judged, it is not what is judged.
        if (calls.valueStream().anyMatch(call -> call.path("op").asText().equals("CreateDBInstance"))) {
            resources.keySet().removeIf(id -> id.startsWith("sg-"));
        }
        return resources;
    }

    private static RuleInput bucket(String name, JsonNode calls) {
        return ConfigShape.bucket(
                name,
                last(calls, "s3", "PutBucketPolicy", "Policy"),
                grants(calls),
                last(calls, "s3", "PutPublicAccessBlock", "PublicAccessBlockConfiguration"));
    }

    private static @Nullable JsonNode grants(JsonNode calls) {
        JsonNode written = last(calls, "s3", "PutBucketAcl", "AccessControlPolicy");
        return written == null ? null : written.path("Grants");
    }

    private static @Nullable JsonNode last(JsonNode calls, String service, String op, String parameter) {
        return calls.valueStream()
                .filter(call -> call.path("service").asText().equals(service)
                        && call.path("op").asText().equals(op))
                .map(call -> call.path("params").path(parameter))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static RuleInput securityGroup(String id, JsonNode calls) {
        List<JsonNode> permissions = calls.valueStream()
                .filter(call -> call.path("op").asText().equals("AuthorizeSecurityGroupIngress")
                        && call.path("params").path("GroupId").asText().equals(id))
                .flatMap(call -> call.path("params").path("IpPermissions").valueStream())
                .toList();
        return ConfigShape.securityGroup(id, permissions);
    }

    private static RuleInput dbInstance(JsonNode instance) {
        return ConfigShape.plain(
                "AWS::RDS::DBInstance",
                instance.path("DBInstanceIdentifier").asText(),
                instance.path("DBInstanceArn").asText(),
                Map.of(
                        // The recording server leaves it out where AWS says false.
                        "publiclyAccessible",
                        BooleanNode.valueOf(instance.path("PubliclyAccessible").asBoolean(false)),
                        "storageEncrypted",
                        instance.path("StorageEncrypted"),
                        "kmsKeyId",
                        instance.path("KmsKeyId")));
    }

    private static RuleInput key(JsonNode key, JsonNode calls) {
        String state = key.path("KeyState").asText();
        for (JsonNode call : calls) {
            state = switch (call.path("op").asText()) {
                case "ScheduleKeyDeletion" -> "PendingDeletion";
                case "DisableKey" -> "Disabled";
                case "EnableKey" -> "Enabled";
                default -> state;
            };
        }
        return ConfigShape.plain(
                "AWS::KMS::Key",
                key.path("KeyId").asText(),
                key.path("Arn").asText(),
                Map.of("keyManager", key.path("KeyManager"), "keyState", TextNode.valueOf(state)));
    }
}
