package io.bongsu.policy.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.kit.ProblemException;
import io.bongsu.policy.evaluation.Evaluator;
import io.bongsu.policy.input.ExactJson;
import io.bongsu.policy.input.ResourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is to be judged, and by which pack.
 *
 * @param pack the pack's id
 * @param subjects the resources, checked
 */
record EvaluationRequest(String pack, List<Evaluator.Subject> subjects) {

    private static final int MAX_RESOURCES = 1_000;
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern WORD = Pattern.compile("\\S.{0,1023}");
    private static final Set<String> REQUEST = Set.of("pack", "resources");

    /** The words of the rule contract. */
    private static final Set<String> RESOURCE = Set.of(
            "type",
            "id",
            "arn",
            "name",
            "account",
            "region",
            "tags",
            "captured_at",
            "status",
            "configuration",
            "supplementary");

    /** The request's form, for the documentation. */
    @Schema(name = "EvaluationRequest")
    record Form(String pack, List<ResourceForm> resources) {}

    /** A resource in the words of the rule contract. */
    @Schema(name = "EvaluationResource")
    record ResourceForm(
            @Schema(examples = "AWS::S3::Bucket") String type,
            String id,
            @Schema(description = "Twelve digits") String account,
            @Schema(description = "An AWS Region, or global") String region,
            String arn,
            String name,
            @Schema(implementation = Object.class) JsonNode tags,
            @Schema(implementation = Object.class) JsonNode configuration,
            @Schema(implementation = Object.class) JsonNode supplementary) {}

    /** Reads a body; a member that is missing, of the wrong type or unknown is the caller's to mend. */
    static EvaluationRequest read(byte[] body) {
        JsonNode root;
        try {
            root = ExactJson.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("The body is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        only(root, REQUEST, "The body");
        if (!(root.get("resources") instanceof ArrayNode resources)
                || resources.isEmpty()
                || resources.size() > MAX_RESOURCES) {
            throw ProblemException.badRequest("'resources' has %s; expected a list of 1 to %d resources"
                    .formatted(
                            root.path("resources").isArray()
                                    ? root.get("resources").size() + " resources"
                                    : root.path("resources").getNodeType(),
                            MAX_RESOURCES));
        }
        List<Evaluator.Subject> subjects = new ArrayList<>();
        for (int i = 0; i < resources.size(); i++) {
            subjects.add(subject(resources.get(i), "resources[%d]".formatted(i)));
        }
        return new EvaluationRequest(text(root, "pack", "The body"), subjects);
    }

    private static Evaluator.Subject subject(JsonNode resource, String where) {
        only(resource, RESOURCE, where);
        String account = text(resource, "account", where);
        if (!ACCOUNT.matcher(account).matches()) {
            throw ProblemException.badRequest("%s.account is '%s'; expected twelve digits".formatted(where, account));
        }
        return new Evaluator.Subject(
                new ResourceKey(
                        account,
                        text(resource, "region", where),
                        text(resource, "type", where),
                        text(resource, "id", where)),
                (ObjectNode) resource);
    }

    private static void only(JsonNode node, Set<String> known, String where) {
        if (!node.isObject()) {
            throw ProblemException.badRequest("%s is %s; expected an object".formatted(where, node.getNodeType()));
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw ProblemException.badRequest("%s has '%s'; expected only %s"
                        .formatted(where, name, known.stream().sorted().toList()));
            }
        });
    }

    private static String text(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        if (!value.isTextual() || !WORD.matcher(value.textValue()).matches()) {
            throw ProblemException.badRequest(
                    "%s has no '%s'; expected a text of 1 to 1,024 characters".formatted(where, name));
        }
        return value.textValue();
    }
}
