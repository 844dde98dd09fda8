package io.bongsu.platform.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is not known until apply: a node that stands in a plan's values and in what is made of them. OPA can't be given it, so it is given
 * every one of the {@link #WORLDS} instead, and a verdict counts only where all worlds agree on it.
 *
 * <p>That is sound for rules that keep the contract of compliance-packs: a rule that needs a value has no verdict where the value is
 * missing or of the wrong type, and a rule that is content without it gives the same verdict in each world.
 */
final class Unknown {

    /** How Terraform itself shows such a value. */
    static final String TEXT = "(known after apply)";

    static final JsonNode NODE = new POJONode(TEXT);

    /** What a value may turn out to be; null stands for "not there". The first one's verdict is shown. */
    static final List<World> WORLDS = List.of(
            new World(JsonNodeFactory.instance.textNode(TEXT)),
            new World(null),
            new World(JsonNodeFactory.instance.nullNode()),
            new World(JsonNodeFactory.instance.booleanNode(true)),
            new World(JsonNodeFactory.instance.booleanNode(false)),
            new World(JsonNodeFactory.instance.numberNode(0)),
            new World(JsonNodeFactory.instance.arrayNode()),
            new World(JsonNodeFactory.instance.objectNode()));

    /** Terraform marks unknown values in a tree beside the values; deeper than any schema of a provider. */
    private static final int MAX_DEPTH = 100;

    /** One thing that every unknown value might be; null for "not there". */
    record World(@Nullable JsonNode value) {}

    private Unknown() {}

    static boolean is(JsonNode node) {
        // No parser makes such a node.
        return node.isPojo();
    }

    /** The values with the marks of {@code after_unknown} put in: where a mark is true, the value is not known. */
    static JsonNode mark(JsonNode values, JsonNode marks) {
        return mark(values, marks, 0);
    }

    private static JsonNode mark(JsonNode values, JsonNode marks, int depth) {
        if (depth > MAX_DEPTH) {
            throw new CheckException("The plan's values nest deeper than %d levels".formatted(MAX_DEPTH));
        }
        if (marks.isBoolean()) {
            return marks.booleanValue() ? NODE : values;
        }
        if (marks instanceof ObjectNode object && (values.isObject() || isNothing(values))) {
            ObjectNode marked = JsonNodeFactory.instance.objectNode();
            if (values instanceof ObjectNode known) {
                marked.setAll(known);
            }
            for (Map.Entry<String, JsonNode> each : object.properties()) {
                JsonNode value = mark(values.path(each.getKey()), each.getValue(), depth + 1);
                if (!value.isMissingNode()) {
                    marked.set(each.getKey(), value);
                }
            }
            return marked;
        }
        if (marks instanceof ArrayNode array && !array.isEmpty() && (values.isArray() || isNothing(values))) {
            ArrayNode marked = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < Math.max(array.size(), values.size()); i++) {
                JsonNode value = mark(values.path(i), array.path(i), depth + 1);
                marked.add(value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
            }
            return marked;
        }
        return values;
    }

    /** The tree as it is in one world; missing where it is unknown itself and not there. */
    static JsonNode in(World world, JsonNode tree) {
        if (is(tree)) {
            return world.value() == null ? JsonNodeFactory.instance.missingNode() : world.value();
        }
        if (tree instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> each : object.properties()) {
                JsonNode value = in(world, each.getValue());
                if (!value.isMissingNode()) {
                    copy.set(each.getKey(), value);
                }
            }
            return copy;
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            for (JsonNode each : array) {
                JsonNode value = in(world, each);
                if (!value.isMissingNode()) {
                    copy.add(value);
                }
            }
            return copy;
        }
        return tree;
    }

    /** Whether anything in the tree is unknown. */
    static boolean within(JsonNode tree) {
        if (is(tree)) {
            return true;
        }
        for (JsonNode each : tree) {
            if (within(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNothing(JsonNode values) {
        return values.isNull() || values.isMissingNode();
    }
}
