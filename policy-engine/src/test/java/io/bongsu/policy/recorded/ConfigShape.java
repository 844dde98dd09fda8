package io.bongsu.policy.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bongsu.policy.input.RuleInput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resources in AWS Config's shape, made from the API's words that CloudFormation, Panther and Prowler share. */
final class ConfigShape {

    private ConfigShape() {}

    /**
     * @param policy text or object; a null or missing one is a bucket without a policy
     * @param grants the API's {@code Grants}; what is no list is the private default, the owner alone
     * @param blocks the API's {@code PublicAccessBlockConfiguration}; what is no object is a bucket without one
     */
    static RuleInput bucket(
            String name, @Nullable JsonNode policy, @Nullable JsonNode grants, @Nullable JsonNode blocks) {
        ObjectNode supplementary = Recorded.object();
        supplementary.putObject("BucketPolicy").set("policyText", policy);
        ArrayNode list = supplementary.putObject("AccessControlList").putArray("grantList");
        if (grants instanceof ArrayNode given) {
            given.forEach(each -> list.addObject()
                    .put("permission", each.path("Permission").asText())
                    .set("grantee", grantee(each.path("Grantee"))));
        } else {
            list.addObject()
                    .put("permission", "FullControl")
                    .putObject("grantee")
                    .put("id", "owner");
        }
        if (blocks instanceof ObjectNode given) {
            ObjectNode settings = supplementary.putObject("PublicAccessBlockConfiguration");
            for (String each :
                    List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")) {
                settings.put(
                        Character.toLowerCase(each.charAt(0)) + each.substring(1),
                        given.path(each).asBoolean());
            }
        }
        return Recorded.input("AWS::S3::Bucket", name, "arn:aws:s3:::" + name, Recorded.object(), supplementary);
    }

    /** Config names a group by the last part of its URI. */
    private static JsonNode grantee(JsonNode given) {
        String uri = given.path("URI").asText("");
        return uri.isEmpty()
                ? Recorded.object().put("id", given.path("ID").asText())
                : TextNode.valueOf(uri.substring(uri.lastIndexOf('/') + 1));
    }

    /** @param permissions the API's {@code IpPermissions} */
    static RuleInput securityGroup(String id, Iterable<JsonNode> permissions) {
        ObjectNode configuration = Recorded.object().put("groupId", id);
        ArrayNode list = configuration.putArray("ipPermissions");
        for (JsonNode each : permissions) {
            ObjectNode permission = list.addObject();
            for (String field : List.of("IpProtocol", "FromPort", "ToPort")) {
                if (each.hasNonNull(field)) {
                    permission.set(Character.toLowerCase(field.charAt(0)) + field.substring(1), each.get(field));
                }
            }
            permission.set("ipv4Ranges", Recorded.inConfigsWords(listOrEmpty(each.path("IpRanges"))));
            permission.set("ipv6Ranges", Recorded.inConfigsWords(listOrEmpty(each.path("Ipv6Ranges"))));
        }
        return Recorded.input(
                "AWS::EC2::SecurityGroup",
                id,
                "arn:aws:ec2:us-east-1:%s:security-group/%s".formatted(Recorded.ACCOUNT, id),
                configuration,
                Recorded.object());
    }

    private static JsonNode listOrEmpty(JsonNode given) {
        return given.isArray() ? given : Recorded.JSON.createArrayNode();
    }

    /** @param document text or object; null where nothing recorded it */
    static RuleInput managedPolicy(String name, String arn, @Nullable JsonNode document) {
        ObjectNode configuration = Recorded.object().put("policyName", name);
        ArrayNode versions = configuration.putArray("policyVersionList");
        if (document != null) {
            versions.addObject()
                    .put("versionId", "v1")
                    .put("isDefaultVersion", true)
                    .set("document", document);
        }
        return Recorded.input("AWS::IAM::Policy", name, arn, configuration, Recorded.object());
    }

    /** @param fields name and value in Config's words; nulls are left out */
    static RuleInput plain(String type, String id, String arn, Map<String, JsonNode> fields) {
        ObjectNode configuration = Recorded.object();
        fields.forEach((name, value) -> {
            if (!value.isNull() && !value.isMissingNode()) {
                configuration.set(name, value);
            }
        });
        return Recorded.input(type, id, arn, configuration, Recorded.object());
    }
}
