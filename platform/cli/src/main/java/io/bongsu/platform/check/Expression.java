package io.bongsu.platform.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a mapping: what each makes of a planned resource. {@code compliance-packs/terraform/README.md} says it for people. */
final class Expression {

    /** Each word with the members that may stand beside it. */
    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            Map.entry("$attribute", Set.of("unset", "null")),
            Map.entry("$json", Set.of("unset", "null")),
            Map.entry("$each", Set.of("as", "unset")),
            Map.entry("$optional", Set.of()),
            Map.entry("$first", Set.of()),
            Map.entry("$some", Set.of()),
            Map.entry("$only", Set.of("otherwise")),
            Map.entry("$present", Set.of()),
            Map.entry("$tail", Set.of()),
            Map.entry("$text", Set.of()),
            Map.entry("$words", Set.of("words", "otherwise")),
            Map.entry("$value", Set.of()),
            Map.entry("$address", Set.of()),
            Map.entry("$target", Set.of()),
            Map.entry("$region", Set.of()),
            Map.entry("$account", Set.of()),
            Map.entry("$reference", Set.of()),
            Map.entry("$keyed", Set.of("as")),
            Map.entry("$concat", Set.of()),
            Map.entry("$created", Set.of()),
            Map.entry("$of", Set.of("by", "as")),
            Map.entry("$joined", Set.of("by", "to", "as", "where", "list", "deleted", "otherwise")));

    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Expression() {}

    /**
     * Checks the words of an expression.
     *
     * @param parts is given the types that it takes in, with the attribute that each names its whole by
     * @param wholes is given the types that it looks up
     * @throws IllegalArgumentException at a word that there isn't
     */
    static void check(JsonNode expression, Map<String, String> parts, Set<String> wholes) {
        if (expression instanceof ArrayNode) {
            expression.forEach(each -> check(each, parts, wholes));
            return;
        }
        if (!(expression instanceof ObjectNode object)) {
            if (!expression.isTextual()) {
                throw new IllegalArgumentException("%s stands for itself; expected an attribute, or {$value: %s}"
                        .formatted(expression, expression));
            }
            return;
        }
        String word = word(object);
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            String name = each.getKey();
            if (word.isEmpty()) {
                check(each.getValue(), parts, wholes);
            } else if (!name.equals(word) && !WORDS.getOrDefault(word, Set.of()).contains(name)) {
                throw new IllegalArgumentException("%s has '%s' beside it; expected one of %s"
                        .formatted(word, name, new TreeSet<>(WORDS.getOrDefault(word, Set.of()))));
            } else if (Set.of("as", "otherwise", "deleted", "$concat", "$created")
                    .contains(name)) {
                check(each.getValue(), parts, wholes);
            }
        }
        if (word.equals("$joined")) {
            parts.put(object.get(word).asText(), object.path("by").asText());
        } else if (word.equals("$of")) {
            wholes.add(object.get(word).asText());
        }
    }

    /** The value of an expression; {@link Unknown} where it isn't known, missing where a member is to be left out. */
    static JsonNode evaluate(JsonNode expression, Scope scope) {
        if (expression.isTextual()) {
            return scope.attribute(expression.asText());
        }
        if (expression instanceof ArrayNode array) {
            ArrayNode values = NODES.arrayNode();
            array.forEach(each -> values.add(evaluate(each, scope)));
            return values;
        }
        ObjectNode object = (ObjectNode) expression;
        String word = word(object);
        return word.isEmpty() ? members(object, scope) : value(word, object.get(word), object, scope);
    }

    private static JsonNode members(ObjectNode object, Scope scope) {
        ObjectNode values = NODES.objectNode();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            JsonNode value = evaluate(each.getValue(), scope);
            if (!value.isMissingNode()) {
                values.set(each.getKey(), value);
            }
        }
        return values;
    }

    private static JsonNode value(String word, JsonNode given, ObjectNode object, Scope scope) {
        return switch (word) {
            case "$attribute" -> or(scope.attribute(given.asText(), object.get("unset")), object);
            case "$json" -> json(or(scope.attribute(given.asText(), object.get("unset")), object));
            case "$each" -> each(scope.attribute(given.asText(), object.get("unset")), given.asText(), object, scope);
            case "$optional" -> {
                JsonNode value = scope.attribute(given.asText());
                yield nothing(value) ? NODES.missingNode() : value;
            }
            case "$first" -> {
                for (JsonNode each : given) {
                    JsonNode value = evaluate(each, scope);
                    if (!nothing(value)) {
                        yield value;
                    }
                }
                yield NODES.nullNode();
            }
            case "$some" -> some(given, scope);
            case "$only" -> {
                JsonNode list = scope.attribute(given.asText());
                yield Unknown.is(list)
                        ? list
                        : list.size() == 1 ? list.get(0) : evaluate(object.path("otherwise"), scope);
            }
            case "$present" -> present(given, scope);
            case "$tail" -> {
                JsonNode value = scope.attribute(given.asText());
                yield value.isTextual()
                        ? NODES.textNode(value.asText().substring(value.asText().lastIndexOf('/') + 1))
                        : value;
            }
            case "$text" -> text(given.asText(), scope);
            case "$words" -> {
                JsonNode value = scope.attribute(given.asText());
                JsonNode chosen = object.path("words").path(value.asText());
                yield Unknown.is(value) || !chosen.isMissingNode()
                        ? Unknown.is(value) ? value : chosen
                        : evaluate(object.path("otherwise"), scope);
            }
            case "$value" -> given;
            case "$address" -> NODES.textNode(scope.resource().address());
            case "$target" -> NODES.textNode(scope.target().address());
            case "$region" -> NODES.textNode(scope.region());
            case "$account" -> NODES.textNode(scope.account());
            case "$reference" -> scope.reference(given.asText());
            case "$keyed" -> {
                ObjectNode keyed = NODES.objectNode();
                keyed.set(evaluate(given, scope).asText(), evaluate(object.path("as"), scope));
                yield keyed;
            }
            case "$concat" -> concat(given, scope);
            case "$created" -> scope.resource().created() ? evaluate(given, scope) : scope.outside(given);
            case "$of" ->
                scope.parent(given.asText(), object.path("by").asText())
                        .map(parent -> evaluate(object.path("as"), parent))
                        .orElse(Unknown.NODE);
            case "$joined" -> Joined.evaluate(object, scope);
            default -> throw new IllegalStateException("%s was checked when the mapping was read".formatted(word));
        };
    }

    private static JsonNode or(JsonNode value, ObjectNode object) {
        return value.isNull() && object.has("null") ? object.get("null") : value;
    }

    /** Like the policy engine, only whole objects and arrays; what is no JSON stays a text, which no rule takes for a policy. */
    private static JsonNode json(JsonNode value) {
        String text = value.asText("").strip();
        if (!value.isTextual()) {
            return value;
        }
        if (text.isEmpty()) {
            return NODES.nullNode();
        }
        try {
            JsonNode parsed = PlanFile.JSON.readTree(text);
            return parsed.isContainerNode() ? parsed : value;
        } catch (JsonProcessingException e) {
            return value;
        }
    }

    private static JsonNode each(JsonNode list, String path, ObjectNode object, Scope scope) {
        if (Unknown.is(list)) {
            return list;
        }
        ArrayNode values = NODES.arrayNode();
        for (int i = 0; i < list.size(); i++) {
            JsonNode element = list.get(i);
            if (Unknown.is(element)) {
                values.add(element);
            } else {
                values.add(
                        object.has("as") ? evaluate(object.get("as"), scope.within(path + "." + i, element)) : element);
            }
        }
        return values;
    }

    private static JsonNode some(JsonNode parts, Scope scope) {
        ArrayNode all = NODES.arrayNode();
        for (JsonNode part : parts) {
            JsonNode value = evaluate(part, scope);
            if (!nothing(value)) {
                all.add(value);
            }
        }
        return all;
    }

    private static JsonNode present(JsonNode attributes, Scope scope) {
        boolean unknown = false;
        for (JsonNode each : attributes) {
            JsonNode value = scope.attribute(each.asText());
            if (Unknown.is(value)) {
                unknown = true;
            } else if (!nothing(value)) {
                return NODES.booleanNode(true);
            }
        }
        return unknown ? Unknown.NODE : NODES.booleanNode(false);
    }

    private static JsonNode text(String template, Scope scope) {
        StringBuilder text = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            JsonNode value =
                    switch (place.group(1)) {
                        case "account" -> NODES.textNode(scope.account());
                        case "region" -> NODES.textNode(scope.region());
                        case "partition" -> NODES.textNode(scope.partition());
                        default -> scope.attribute(place.group(1));
                    };
            if (Unknown.is(value) || nothing(value)) {
                return value;
            }
            place.appendReplacement(text, Matcher.quoteReplacement(value.asText()));
        }
        return NODES.textNode(place.appendTail(text).toString());
    }

    private static JsonNode concat(JsonNode parts, Scope scope) {
        ArrayNode all = NODES.arrayNode();
        for (JsonNode part : parts) {
            JsonNode list = evaluate(part, scope);
            if (list instanceof ArrayNode array) {
                all.addAll(array);
            } else if (!list.isNull()) {
                all.add(list);
            }
        }
        return all;
    }

    private static boolean nothing(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }

    private static String word(ObjectNode object) {
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            if (each.getKey().startsWith("$")) {
                if (!WORDS.containsKey(each.getKey())) {
                    throw new IllegalArgumentException("there is no word %s; expected one of %s"
                            .formatted(each.getKey(), new TreeSet<>(WORDS.keySet())));
                }
                return each.getKey();
            }
        }
        return "";
    }
}
