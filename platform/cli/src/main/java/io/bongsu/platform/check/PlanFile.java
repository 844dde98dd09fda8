package io.bongsu.platform.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what {@code terraform show -json} printed. */
final class PlanFile {

    /** Bytes; a plan of some five thousand resources. */
    static final long MAX_BYTES = 64L << 20;

    private static final int MAX_DEPTH = 500;
    private static final Set<String> READ =
            Set.of("format_version", "resource_changes", "configuration", "variables", "complete", "errored", "values");

    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path file;

    private PlanFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a plan.
     *
     * @throws CheckException when the file isn't one, is too large, or is of a plan that failed; says what to do
     */
    static Plan read(Path file) {
        PlanFile plan = new PlanFile(file);
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw plan.wrong(
                        "has %,d bytes; expected at most %,d. Plan fewer resources at once (one root module per account or application)"
                                .formatted(size, MAX_BYTES));
            }
            return plan.plan(plan.members());
        } catch (JsonProcessingException e) {
            throw new CheckException("%s is no JSON: %s. %s".formatted(file, e.getOriginalMessage(), plan.hint()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(file), e);
        }
    }

    /** Only the members that are needed: the others are most of a plan, and may hold what is secret. */
    private Map<String, JsonNode> members() throws IOException {
        Map<String, JsonNode> members = new HashMap<>();
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("holds no JSON object. " + hint());
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (READ.contains(name)) {
                    members.put(name, parser.readValueAsTree());
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw wrong("goes on after its JSON object. " + hint());
            }
        }
        return members;
    }

    private Plan plan(Map<String, JsonNode> members) {
        String version = member(members, "format_version").asText("");
        if (!version.matches("1\\.\\d+")) {
            throw wrong(
                    "has format_version '%s'; expected 1.x, as Terraform 1.x writes it. %s".formatted(version, hint()));
        }
        if (member(members, "values").isObject()) {
            throw wrong("is a state, not a plan. " + hint());
        }
        if (member(members, "errored").asBoolean(false)) {
            throw wrong(
                    "is of a plan that failed, so it lacks resources; mend what terraform plan complains about first");
        }
        JsonNode changes = member(members, "resource_changes");
        if (!changes.isArray() && !changes.isMissingNode()) {
            throw wrong("has resource_changes that is no list. " + hint());
        }
        JsonNode configuration = member(members, "configuration");
        List<PlannedResource> resources = new ArrayList<>();
        for (JsonNode change : changes) {
            if (!change.path("mode").asText("").equals("data")) {
                resources.add(resource(change, configuration));
            }
        }
        return new Plan(
                resources,
                configuration,
                member(members, "variables"),
                member(members, "complete").asBoolean(true));
    }

    private PlannedResource resource(JsonNode given, JsonNode configuration) {
        JsonNode change = given.path("change");
        Set<String> actions = new HashSet<>();
        change.path("actions").forEach(action -> actions.add(action.asText()));
        String address = given.path("address").asText("");
        String type = given.path("type").asText("");
        String name = given.path("name").asText("");
        if (address.isEmpty() || type.isEmpty() || actions.isEmpty()) {
            throw wrong("has a resource change without address, type or change.actions (address '%s', type '%s'). %s"
                    .formatted(address, type, hint()));
        }
        boolean gone = change.path("after").isNull();
        String module = given.path("module_address").asText("");
        return new PlannedResource(
                address,
                module,
                type,
                name,
                given.path("index"),
                actions,
                gone ? change.path("before") : Unknown.mark(change.path("after"), change.path("after_unknown")),
                change.path(gone ? "before_sensitive" : "after_sensitive"),
                References.configured(configuration, module, type, name));
    }

    private static JsonNode member(Map<String, JsonNode> members, String name) {
        return members.getOrDefault(name, MissingNode.getInstance());
    }

    private CheckException wrong(String problem) {
        return new CheckException("%s %s".formatted(file, problem));
    }

    private String hint() {
        return "Make it by: terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json";
    }
}
