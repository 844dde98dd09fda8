package io.bongsu.platform.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A result as a SARIF 2.1.0 log (<a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html">OASIS standard</a>) for
 * code scanning: what failed is a {@code fail}, what can't be judged an {@code open} result. A plan doesn't say in which file a resource
 * is configured, so a result's place is the plan and its logical place the resource's address.
 */
public final class Sarif {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Sarif() {}

    /**
     * The log.
     *
     * @param language which of the two texts is used
     */
    public static ObjectNode of(CheckResult result, Function<LocalText, String> language) {
        ObjectNode log = NODES.objectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "bongsu check");
        Map<String, Guardrail> rules = new TreeMap<>();
        result.verdicts().forEach(each -> rules.put(each.rule().id(), each.rule()));
        List<String> ids = List.copyOf(rules.keySet());
        ArrayNode described = driver.putArray("rules");
        rules.values().forEach(rule -> described.add(rule(rule, result.pack(), language)));
        run.set("invocations", NODES.arrayNode().add(invocation(result)));
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        for (Judged each : result.verdicts()) {
            if (each.status() == VerdictStatus.FAIL || each.status() == VerdictStatus.ERROR) {
                results.add(result(each, ids.indexOf(each.rule().id()), result, language));
            }
        }
        return log;
    }

    private static ObjectNode rule(Guardrail rule, String pack, Function<LocalText, String> language) {
        ObjectNode json = NODES.objectNode();
        json.put("id", rule.id());
        json.set("shortDescription", text(language.apply(rule.title())));
        json.set("fullDescription", text(language.apply(rule.description())));
        json.set("help", text(language.apply(rule.remediation())));
        if (!rule.source().isEmpty()) {
            json.put("helpUri", rule.source());
        }
        json.putObject("defaultConfiguration").put("level", level(rule.severity()));
        ObjectNode properties = json.putObject("properties");
        properties.put("security-severity", score(rule.severity()));
        ArrayNode tags = properties.putArray("tags");
        tags.add("security");
        rule.controls().forEach(control -> tags.add(pack + "/" + control));
        return json;
    }

    private static ObjectNode result(
            Judged judged, int index, CheckResult result, Function<LocalText, String> language) {
        boolean failed = judged.status() == VerdictStatus.FAIL;
        String address = judged.addresses().getFirst();
        ObjectNode json = NODES.objectNode();
        json.put("ruleId", judged.rule().id());
        json.put("ruleIndex", index);
        json.put("kind", failed ? "fail" : "open");
        // For any kind but fail, the standard allows no level but none.
        json.put("level", failed ? level(judged.rule().severity()) : "none");
        String unknown = judged.unknown().isEmpty() ? "" : " " + String.join(", ", judged.unknown());
        json.set("message", text(address + ": " + language.apply(judged.message()) + unknown));
        ObjectNode location = json.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(result));
        physical.putObject("region").put("startLine", 1);
        ArrayNode logical = location.putArray("logicalLocations");
        judged.addresses()
                .forEach(each ->
                        logical.addObject().put("fullyQualifiedName", each).put("kind", "resource"));
        json.putObject("partialFingerprints")
                .put("bongsu/v1", fingerprint(judged.rule().id() + " " + address));
        json.putObject("properties").set("evidence", judged.evidence());
        return json;
    }

    private static ObjectNode invocation(CheckResult result) {
        ObjectNode json = NODES.objectNode();
        json.put("executionSuccessful", result.exit() != 2);
        json.put("exitCode", result.exit());
        ArrayNode notifications = json.putArray("toolExecutionNotifications");
        result.unmapped()
                .forEach((type, count) -> notifications.add(notice(
                        "not-judged",
                        "%s: %d not judged, no guardrail has a mapping for the type".formatted(type, count))));
        result.outside()
                .forEach(address -> notifications.add(notice(
                        "partly-outside", "%s: belongs to a resource that the plan doesn't have".formatted(address))));
        return json;
    }

    private static ObjectNode notice(String id, String message) {
        ObjectNode json = NODES.objectNode();
        json.put("level", "note");
        json.putObject("descriptor").put("id", id);
        json.set("message", text(message));
        return json;
    }

    private static ObjectNode text(String text) {
        return NODES.objectNode().put("text", text);
    }

    private static String uri(CheckResult result) {
        return result.file().isAbsolute()
                ? result.file().toUri().toString()
                : result.file().toString().replace('\\', '/').replace(" ", "%20");
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            default -> "note";
        };
    }

    /** What code scanning sorts by: CVSS's bands. */
    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            default -> "2.0";
        };
    }

    private static String fingerprint(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16).toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
