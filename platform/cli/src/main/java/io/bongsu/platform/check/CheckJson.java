package io.bongsu.platform.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import java.util.Locale;

/** A result as JSON for scripts; {@code docs/check.md} describes its members. */
public final class CheckJson {

    private CheckJson() {}

    /** The whole result. */
    public static ObjectNode of(CheckResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("plan", result.file().toString());
        json.put("pack", result.pack());
        json.put("pack_version", result.version());
        json.put("complete", result.complete());
        json.put("resources", result.resources());
        ObjectNode counts = json.putObject("verdict_counts");
        for (VerdictStatus status : VerdictStatus.values()) {
            counts.put(status.name(), result.count(status));
        }
        json.putArray("verdicts")
                .addAll(result.verdicts().stream().map(CheckJson::of).toList());
        ObjectNode unmapped = json.putObject("not_judged_types");
        result.unmapped().forEach(unmapped::put);
        result.outside().forEach(json.putArray("partly_outside")::add);
        result.unanswered().stream().map(Guardrail::id).forEach(json.putArray("unanswered_rules")::add);
        return json;
    }

    private static ObjectNode of(Judged judged) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", judged.status().name());
        json.put("rule", judged.rule().id());
        json.put("severity", judged.rule().severity().name().toLowerCase(Locale.ROOT));
        json.put("resource_type", judged.type());
        judged.addresses().forEach(json.putArray("addresses")::add);
        json.set("message", of(judged.message()));
        json.set("evidence", judged.evidence());
        judged.unknown().forEach(json.putArray("unknown_until_apply")::add);
        judged.rule().controls().forEach(json.putArray("controls")::add);
        return json;
    }

    private static ObjectNode of(LocalText text) {
        return JsonNodeFactory.instance.objectNode().put("en", text.en()).put("ko", text.ko());
    }
}
