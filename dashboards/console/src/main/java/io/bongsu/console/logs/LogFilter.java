package io.bongsu.console.logs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.List;

/** What a {@link LogQuery} is in OpenSearch's words. */
final class LogFilter {

    /** What the query box searches when no field is named. */
    private static final List<String> DEFAULT_FIELDS = List.of(
            "event.action",
            "event.provider",
            "event.id",
            "user.name",
            "user.id",
            "user.arn",
            "source.address",
            "source.ip",
            "destination.ip",
            "cloud.resource.id",
            "cloud.resource.name",
            "cloud.resource.arn",
            "cloud.resource.type",
            "cloud.account.id",
            "cloud.region",
            "user_agent.original",
            "error.code",
            "error.message",
            "url.domain",
            "url.path",
            "rule.name");

    private LogFilter() {}

    /** The query clause; days in the query box begin at midnight of {@code zone}. */
    static ObjectNode of(LogQuery query, ZoneId zone, ObjectMapper json) {
        ObjectNode root = json.createObjectNode();
        ObjectNode bool = root.putObject("bool");
        ArrayNode filter = bool.putArray("filter");
        ArrayNode not = bool.putArray("must_not");
        filter.addObject()
                .putObject("range")
                .putObject("@timestamp")
                .put("gte", query.span().from().toEpochMilli())
                .put("lt", query.span().to().toEpochMilli())
                .put("format", "epoch_millis");
        if (!query.text().isBlank()) {
            ObjectNode text = filter.addObject().putObject("query_string");
            text.put("query", query.text());
            text.put("default_operator", "AND");
            text.put("lenient", true);
            // A leading wildcard reads every term of the index; a wide range of automaton states is the same trap in
            // regular expressions.
            text.put("allow_leading_wildcard", false);
            text.put("max_determinized_states", 10_000);
            text.put("time_zone", zone.getId());
            DEFAULT_FIELDS.forEach(text.putArray("fields")::add);
        }
        if (!query.dataset().isEmpty()) {
            term(filter, "event.dataset", query.dataset());
        }
        if (!query.account().isEmpty()) {
            term(filter, "cloud.account.id", query.account());
        }
        for (FieldFilter field : query.filters()) {
            term(field.negated() ? not : filter, field.field(), field.value());
        }
        return root;
    }

    private static void term(ArrayNode clauses, String field, String value) {
        clauses.addObject().putObject("term").put(field, value);
    }
}
