package io.bongsu.platform.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Terraform keeps in a resource of its own, and AWS as a part of another: taken in by the attribute that names the other. */
final class Joined {

    private Joined() {}

    static JsonNode evaluate(ObjectNode expression, Scope scope) {
        String by = expression.path("by").asText();
        String to = expression.path("to").asText(by);
        List<PlannedResource> parts = new ArrayList<>();
        List<PlannedResource> deleted = new ArrayList<>();
        boolean perhaps = false;
        for (PlannedResource candidate :
                scope.world().ofType(expression.path("$joined").asText())) {
            if (!wanted(expression.path("where"), candidate)) {
                continue;
            }
            switch (scope.world().match(candidate, by, scope.resource(), to)) {
                case YES -> (candidate.deleted() ? deleted : parts).add(candidate);
                case MAYBE -> {
                    if (!candidate.deleted()) {
                        scope.notes().unknown(candidate, by);
                        scope.world().leaveUndecided(candidate);
                        perhaps = true;
                    }
                }
                case NO -> {
                    // Another's part.
                }
            }
        }
        parts.forEach(scope.notes()::part);
        return expression.path("list").asBoolean(false)
                ? all(expression, scope, parts, perhaps)
                : one(expression, scope, parts, deleted, perhaps);
    }

    private static JsonNode all(ObjectNode expression, Scope scope, List<PlannedResource> parts, boolean perhaps) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        parts.forEach(part -> values.add(Expression.evaluate(expression.path("as"), scope.of(part))));
        if (perhaps) {
            values.add(Unknown.NODE);
        }
        return values;
    }

    private static JsonNode one(
            ObjectNode expression,
            Scope scope,
            List<PlannedResource> parts,
            List<PlannedResource> deleted,
            boolean perhaps) {
        if (parts.size() == 1) {
            return Expression.evaluate(expression.path("as"), scope.of(parts.getFirst()));
        }
        if (parts.size() > 1) {
            // Two that set the same: which one AWS keeps depends on the order of the apply.
            parts.forEach(
                    part -> scope.notes().unknown(part, expression.path("by").asText()));
            return Unknown.NODE;
        }
        if (perhaps) {
            return Unknown.NODE;
        }
        if (!deleted.isEmpty() && expression.has("deleted")) {
            return Expression.evaluate(expression.get("deleted"), scope);
        }
        return expression.has("otherwise")
                ? Expression.evaluate(expression.get("otherwise"), scope)
                : scope.outside(expression);
    }

    private static boolean wanted(JsonNode where, PlannedResource candidate) {
        for (Map.Entry<String, JsonNode> each : where.properties()) {
            JsonNode value = candidate.values().path(each.getKey());
            if (!value.equals(each.getValue()) && !Unknown.is(value)) {
                return false;
            }
        }
        return true;
    }
}
