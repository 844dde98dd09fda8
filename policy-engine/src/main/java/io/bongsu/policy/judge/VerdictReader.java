package io.bongsu.policy.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From what OPA gave for one question to a verdict. Anything that isn't exactly a verdict is an error. */
final class VerdictReader {

    private static final Set<String> MEMBERS = Set.of("status", "message", "evidence");
    private static final Set<String> STATUSES = Set.of("PASS", "FAIL", "NOT_APPLICABLE");

    /** Characters kept of a message; more is no message for people. */
    private static final int MAX_MESSAGE = 4_000;

    /** Bytes kept of the evidence, about; a finding must fit into a Kafka record. */
    private static final int MAX_EVIDENCE = 256 << 10;

    private VerdictReader() {}

    static Verdict read(String entrypoint, @Nullable JsonNode given) {
        if (given == null) {
            return Verdict.error(new LocalText(
                    "The guardrail gave no verdict: OPA has no rule %s, or it can't judge this input."
                            .formatted(entrypoint),
                    "규칙이 판정을 내리지 않음: OPA에 %s 규칙이 없거나 이 입력을 판정할 수 없음.".formatted(entrypoint)));
        }
        if (!(given instanceof ObjectNode verdict) || !MEMBERS.equals(names(verdict))) {
            return illFormed(entrypoint, "its members are not exactly status, message, evidence");
        }
        String status = verdict.get("status").asText("");
        if (!STATUSES.contains(status)) {
            return illFormed(entrypoint, "its status is none of PASS, FAIL, NOT_APPLICABLE");
        }
        JsonNode message = verdict.get("message");
        if (!speaks(message.path("en")) || !speaks(message.path("ko"))) {
            return illFormed(entrypoint, "its message has not both en and ko");
        }
        if (!(verdict.get("evidence") instanceof ObjectNode evidence)) {
            return illFormed(entrypoint, "its evidence is no object");
        }
        return new Verdict(
                VerdictStatus.valueOf(status),
                new LocalText(
                        shortened(message.get("en").textValue()),
                        shortened(message.get("ko").textValue())),
                bounded(evidence));
    }

    static String shortened(String text) {
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
    }

    private static boolean speaks(JsonNode text) {
        return text.isTextual() && !text.textValue().isBlank();
    }

    private static ObjectNode bounded(ObjectNode evidence) {
        int size = evidence.toString().length();
        if (size <= MAX_EVIDENCE) {
            return evidence;
        }
        ObjectNode note = evidence.objectNode();
        note.put("evidence.left_out", "%d characters; at most %d are kept".formatted(size, MAX_EVIDENCE));
        return note;
    }

    private static Set<String> names(ObjectNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Verdict illFormed(String entrypoint, String problem) {
        return Verdict.error(new LocalText(
                "The verdict of %s is ill-formed: %s.".formatted(entrypoint, problem),
                "%s의 판정 형식이 올바르지 않음: %s.".formatted(entrypoint, problem)));
    }
}
