package io.bongsu.platform.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One resource that guardrails judge, made of one or more planned ones.
 *
 * @param type AWS Config's type
 * @param rules the only guardrails that may judge it; empty for every one on the type
 * @param addresses of the planned resources, the one it is named after first
 * @param resource in the rule contract's words, with {@link Unknown}
 * @param unknown by member of configuration or supplementary, what was needed for it and isn't known until apply
 * @param secret whether it has values that must not be shown
 * @param stranger whether it is outside this plan, which has only a part of it
 */
record Item(
        String type,
        Set<String> rules,
        List<String> addresses,
        ObjectNode resource,
        Map<String, Set<String>> unknown,
        boolean secret,
        boolean stranger) {

    Item {
        requireNonNull(type, "type");
        rules = Set.copyOf(rules);
        addresses = List.copyOf(addresses);
        requireNonNull(resource, "resource");
        unknown = Map.copyOf(unknown);
    }
}
