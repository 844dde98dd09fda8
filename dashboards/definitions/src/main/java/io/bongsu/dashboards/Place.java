package io.bongsu.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Where in the definitions something stands, for what is said of it. */
record Place(String file, String panel) {

    DefinitionException fault(String given, String expected) {
        String where = panel.isEmpty() ? file : file + ", panel '" + panel + "'";
        return new DefinitionException("%s: %s; expected %s".formatted(where, given, expected));
    }

    /** The text under a key, which must be there. */
    String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw fault("%s is %s".formatted(key, value.isMissingNode() ? "missing" : value.toString()), "a text");
        }
        return value.asText();
    }

    /** Refuses keys that nobody reads: they are typing errors. */
    void only(JsonNode node, Set<String> known) {
        for (var member : node.properties()) {
            if (!known.contains(member.getKey())) {
                throw fault(
                        "the key '%s' is unknown".formatted(member.getKey()),
                        "one of " + known.stream().sorted().toList());
            }
        }
    }
}
