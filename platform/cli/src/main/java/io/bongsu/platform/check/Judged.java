package io.bongsu.platform.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import java.util.List;

/**
 * One guardrail's verdict on one planned resource.
 *
 * @param rule the guardrail
 * @param addresses of the planned resources, the one it is named after first
 * @param type AWS Config's type
 * @param status ERROR where it can't be told, be it before apply or at all
 * @param message why
 * @param evidence path to value; empty where the plan marks what was judged as sensitive
 * @param unknown what isn't known until apply and may decide; empty unless the status is ERROR
 */
public record Judged(
        Guardrail rule,
        List<String> addresses,
        String type,
        VerdictStatus status,
        LocalText message,
        ObjectNode evidence,
        List<String> unknown) {

    public Judged {
        requireNonNull(rule, "rule");
        addresses = List.copyOf(addresses);
        requireNonNull(status, "status");
        requireNonNull(message, "message");
        unknown = List.copyOf(unknown);
    }
}
