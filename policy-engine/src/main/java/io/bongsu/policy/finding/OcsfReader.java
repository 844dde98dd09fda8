package io.bongsu.policy.finding;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.input.ExactJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From a stored finding, as {@link OcsfWriter} wrote it, to the form for people and scripts. */
public final class OcsfReader {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private OcsfReader() {}

    public static FindingView view(JsonNode ocsf) {
        JsonNode own = ocsf.path("unmapped");
        JsonNode info = ocsf.path("finding_info");
        JsonNode resource = ocsf.path("resources").path(0);
        List<String> controls = new ArrayList<>();
        own.path("controls").forEach(control -> controls.add(control.asText()));
        Instant firstSeen = time(info, "first_seen_time");
        return new FindingView(
                info.path("uid").asText(),
                own.path("rule").asText(),
                text(own.path("title")),
                Severity.values()[ocsf.path("severity_id").asInt(1) - 1],
                VerdictStatus.valueOf(own.path("status").asText()),
                own.path("state").asText(),
                new FindingView.Resource(
                        own.path("resource_id").asText(),
                        resource.path("type").asText(),
                        resource.path("name").asText(),
                        own.path("resource_arn").asText(),
                        ocsf.path("cloud").path("account").path("uid").asText(),
                        ocsf.path("cloud").path("region").asText()),
                text(own.path("message")),
                ExactJson.MAPPER.convertValue(own.path("evidence"), MAP),
                controls,
                ocsf.has("start_time") ? time(ocsf, "start_time") : firstSeen,
                firstSeen,
                time(info, "last_seen_time"),
                time(own, "changed_time"));
    }

    /** A text in two languages, as it stands under {@code unmapped}. */
    public static LocalText text(JsonNode node) {
        return new LocalText(node.path("en").asText(), node.path("ko").asText());
    }

    private static Instant time(JsonNode node, String name) {
        return Instant.ofEpochMilli(node.path(name).asLong());
    }
}
