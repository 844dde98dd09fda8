package io.bongsu.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The policy engine's controls: the real standard's texts, made-up verdicts, and what people do is kept and refused as the engine does.
 * The day is always the same.
 */
final class SampleControls {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NOW = "2026-11-21T09:00:00Z";
    private static final Set<String> ASSIGNMENT = Set.of("owner", "method", "due", "recurrence", "actor");
    private static final Set<String> ATTESTATION =
            Set.of("outcome", "method", "statement", "reason", "nothing_to_judge", "evidence", "actor");
    private static final Set<String> REVIEW = Set.of("accepted", "comment", "actor");
    private static final Set<String> SCOPE =
            Set.of("kind", "target", "accounts", "included", "from", "reason", "actor");

    private final Map<String, ObjectNode> controls = new LinkedHashMap<>();
    private final Map<String, ArrayNode> attestations = new HashMap<>();
    private final Map<String, ArrayNode> histories = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final ArrayNode decisions = JSON.arrayNode();
    private ObjectNode title = JSON.objectNode();

    /** What is answered: a tree, or a file's bytes. */
    record Answer(int status, Object body) {}

    /** What the engine would refuse. */
    static final class RefusedException extends RuntimeException {

        private final int status;

        RefusedException(int status, String detail) {
            super(detail);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    SampleControls() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        Path pack = Path.of(System.getProperty("bongsu.root"), "compliance-packs/packs/isms-p");
        try {
            JsonNode root = yaml.readTree(pack.resolve("pack.yaml").toFile());
            title = (ObjectNode) root.path("title");
            for (JsonNode each : root.path("controls")) {
                String chapter = each.path("chapter").asText();
                JsonNode points = yaml.readTree(
                                pack.resolve("texts/" + chapter + ".yaml").toFile())
                        .path(each.path("id").asText());
                ObjectNode control = JSON.objectNode();
                String id = each.path("id").asText();
                control.put("id", id);
                control.set("title", each.path("title"));
                String area = id.substring(0, 1);
                control.putObject("area").put("id", area).set("title", root.at("/areas/" + area));
                control.putObject("chapter")
                        .put("id", chapter)
                        .set("title", root.path("chapters").path(chapter));
                control.set("check_points", points);
                control.set("machine", machine(each.path("rules")));
                control.putObject("people")
                        .putNull("assignment")
                        .putNull("accepted")
                        .putNull("newest");
                controls.put(id, control);
            }
        } catch (IOException e) {
            throw new IllegalStateException("No sample of controls", e);
        }
        sample();
        controls.values().forEach(SampleControls::conclude);
    }

    synchronized Answer answer(String method, String path, Map<String, List<String>> query, byte[] body)
            throws IOException {
        String[] parts = path.substring("/api/v1/".length()).split("/");
        if (parts[0].equals("evidence")) {
            return method.equals("POST") ? keep(query, body) : new Answer(200, file(parts[1]));
        }
        JsonNode given = method.equals("GET") ? JSON.objectNode() : MAPPER.readTree(body);
        if (parts[2].equals("scope")) {
            return parts.length == 3
                    ? new Answer(200, scope())
                    : method.equals("POST")
                            ? decide(given)
                            : new Answer(200, JSON.objectNode().set("items", decisions));
        }
        if (parts.length == 3) {
            return new Answer(200, all());
        }
        ObjectNode control = controls.get(parts[3]);
        if (control == null) {
            throw new RefusedException(404, "isms-p has no control " + parts[3]);
        }
        return switch (method + " " + (parts.length > 4 ? parts[parts.length - 1] : "")) {
            case "GET " -> new Answer(200, detail(control));
            case "PUT assignment" -> assign(control, given);
            case "POST attestations" -> attest(control, given);
            case "POST review" -> review(control, parts[5], given);
            default -> throw new RefusedException(405, method + " is not for " + path);
        };
    }

    private ObjectNode all() {
        ObjectNode standing = JSON.objectNode().put("standard", "isms-p").put("version", "0.3.0");
        standing.set("title", title);
        standing.put("as_of", "2026-11-21");
        standing.set("scope", scope());
        standing.putArray("controls").addAll(controls.values());
        return standing;
    }

    private ObjectNode detail(ObjectNode control) {
        String id = control.path("id").asText();
        ObjectNode detail = JSON.objectNode();
        detail.set("standing", control);
        detail.set("attestations", attestations.getOrDefault(id, JSON.arrayNode()));
        detail.set("history", histories.getOrDefault(id, JSON.arrayNode()));
        return detail;
    }

    private Answer assign(ObjectNode control, JsonNode given) {
        checked(given, ASSIGNMENT, "owner", "method", "due", "recurrence", "actor");
        ObjectNode assignment = JSON.objectNode();
        assignment.setAll((ObjectNode) given);
        assignment.remove("actor");
        assignment.put("assigned_by", given.path("actor").asText()).put("assigned_at", NOW);
        JsonNode before = people(control).path("assignment");
        people(control).set("assignment", assignment);
        history(control, given.path("actor").asText(), "assign", before, assignment);
        conclude(control);
        return new Answer(200, assignment);
    }

    private Answer attest(ObjectNode control, JsonNode given) {
        checked(given, ATTESTATION, "outcome", "method", "statement", "actor");
        if (people(control).path("assignment").isNull()) {
            throw new RefusedException(409, "Control is assigned to nobody; assign it first");
        }
        ObjectNode attestation = JSON.objectNode();
        attestation.setAll((ObjectNode) given);
        attestation.remove("actor");
        attestation.put("id", UUID.randomUUID().toString());
        attestation.put("author", given.path("actor").asText()).put("attested_at", NOW);
        attestation.put("valid_until", "2027-11-21").putNull("review");
        for (JsonNode file : attestation.path("evidence")) {
            byte[] content = file(file.path("sha256").asText());
            ((ObjectNode) file).put("media_type", "text/plain").put("size", content.length);
        }
        attestations
                .computeIfAbsent(control.path("id").asText(), unused -> JSON.arrayNode())
                .insert(0, attestation);
        people(control).set("newest", attestation);
        history(control, given.path("actor").asText(), "attest", JSON.nullNode(), attestation);
        conclude(control);
        return new Answer(201, attestation);
    }

    private Answer review(ObjectNode control, String id, JsonNode given) {
        checked(given, REVIEW, "accepted", "comment", "actor");
        ObjectNode newest = (ObjectNode) people(control).path("newest");
        if (!newest.path("id").asText().equals(id)) {
            throw new RefusedException(404, "Control has no attestation " + id);
        }
        String reviewer = given.path("actor").asText();
        if (reviewer.equalsIgnoreCase(newest.path("author").asText())) {
            throw new RefusedException(403, "expected somebody else to review it");
        }
        if (!newest.path("review").isNull()) {
            throw new RefusedException(409, "It was reviewed already");
        }
        ObjectNode review = newest.putObject("review");
        review.put("accepted", given.path("accepted").asBoolean());
        review.put("comment", given.path("comment").asText())
                .put("reviewer", reviewer)
                .put("at", NOW);
        if (given.path("accepted").asBoolean()) {
            people(control).set("accepted", newest);
        }
        history(control, reviewer, given.path("accepted").asBoolean() ? "accept" : "reject", JSON.nullNode(), review);
        conclude(control);
        return new Answer(200, newest);
    }

    private Answer keep(Map<String, List<String>> query, byte[] body) {
        String name = query.getOrDefault("name", List.of("")).getFirst();
        if (!name.matches(".*\\.(txt|pdf|csv)")
                || query.getOrDefault("actor", List.of("")).getFirst().isEmpty()) {
            throw new RefusedException(422, "The file '%s' is not taken; expected pdf, png or others".formatted(name));
        }
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            files.put(hash, body);
            return new Answer(201, JSON.objectNode().put("sha256", hash).put("name", name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] file(String hash) {
        byte[] content = files.get(hash);
        if (content == null) {
            throw new RefusedException(422, "There is no evidence " + hash);
        }
        return content;
    }

    private Answer decide(JsonNode given) {
        checked(given, SCOPE, "kind", "target", "included", "from", "reason", "actor");
        if (!given.path("target").asText().matches("\\d{12}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}")) {
            throw new RefusedException(
                    400,
                    "target is '%s'; expected twelve digits"
                            .formatted(given.path("target").asText()));
        }
        ObjectNode decision = JSON.objectNode();
        decision.setAll((ObjectNode) given);
        decision.remove("actor");
        decision.put("decided_by", given.path("actor").asText()).put("decided_at", NOW);
        decisions.insert(0, decision);
        return new Answer(201, decision);
    }

    private ObjectNode scope() {
        ObjectNode scope = JSON.objectNode().put("as_of", "2026-11-21").put("decided", !decisions.isEmpty());
        scope.set("decisions", decisions);
        ArrayNode accounts = scope.putArray("accounts");
        decisions.forEach(decision -> {
            if (decision.path("from").asText().compareTo("2026-11-21") > 0) {
                return;
            }
            if (decision.path("kind").asText().equals("ACCOUNT")) {
                accounts.add(decision.path("target").asText());
            }
            decision.path("accounts").forEach(accounts::add);
        });
        scope.putArray("unresolved");
        return scope;
    }

    private static void checked(JsonNode given, Set<String> known, String... required) {
        given.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new RefusedException(400, "'%s' is no field of the request".formatted(name));
            }
        });
        for (String name : required) {
            if (given.path(name).isMissingNode() || given.path(name).isNull()) {
                throw new RefusedException(400, "%s is ''; expected a value".formatted(name));
            }
        }
    }

    private void history(ObjectNode control, String actor, String action, JsonNode before, JsonNode after) {
        ObjectNode entry = JSON.objectNode().put("at", NOW).put("actor", actor).put("caller", "operator");
        entry.put("action", action);
        entry.set("before", texts(before));
        entry.set("after", texts(after));
        histories
                .computeIfAbsent(control.path("id").asText(), unused -> JSON.arrayNode())
                .insert(0, entry);
    }

    private static ObjectNode texts(JsonNode facts) {
        ObjectNode texts = JSON.objectNode();
        facts.properties().forEach(fact -> {
            if (fact.getValue().isTextual()
                    && !fact.getKey().endsWith("_at")
                    && !fact.getKey().equals("id")) {
                texts.set(fact.getKey(), fact.getValue());
            }
        });
        return texts;
    }

    private static ObjectNode people(ObjectNode control) {
        return (ObjectNode) control.path("people");
    }

    /** Enough of the engine's table to look at. */
    private static void conclude(ObjectNode control) {
        JsonNode people = control.path("people");
        String machine = control.at("/machine/verdict").asText();
        String outcome = people.at("/accepted/outcome").asText("NONE");
        boolean pulled = outcome.equals("MET") && (machine.equals("FAIL") || machine.equals("MISSING"));
        String state = outcome.equals("NONE")
                ? machine.equals("FAIL") ? "NOT_MET" : "NOT_ASSESSED"
                : pulled ? "PARTLY" : outcome;
        control.put("state", state).put("reason", "ATTESTED");
        control.set(
                "why",
                pulled
                        ? text("Attested as met, but at least one guardrail fails.", "충족으로 증명되었으나 점검에서 위반이 발견됨.")
                        : state.equals("NOT_MET") && outcome.equals("NONE")
                                ? text(
                                        "No attestation counts, and at least one guardrail fails.",
                                        "유효한 증명이 없고 점검에서 위반이 발견됨.")
                                : outcome.equals("NONE")
                                        ? text(
                                                "Nobody has attested it, or nobody has accepted it yet.",
                                                "증명이 없거나 아직 승인되지 않음.")
                                        : text(
                                                "Attested and reviewed; no guardrail says otherwise.",
                                                "증명과 검토가 완료되었고 이에 반하는 점검 결과가 없음."));
        JsonNode due = people.at("/assignment/due");
        boolean waits =
                people.path("newest").isObject() && people.at("/newest/review").isNull();
        if (due.isMissingNode()) {
            control.putObject("reminder")
                    .put("kind", "ASSIGN")
                    .putNull("who")
                    .putNull("due")
                    .putNull("days");
        } else if (waits) {
            control.putObject("reminder")
                    .put("kind", "REVIEW")
                    .putNull("who")
                    .put("due", due.asText())
                    .put("days", 40);
        } else if (people.path("accepted").isObject()) {
            control.putNull("reminder");
        } else {
            boolean late = due.asText().compareTo("2026-11-21") < 0;
            control.putObject("reminder")
                    .put("kind", late ? "OVERDUE" : "DUE")
                    .put("who", people.at("/assignment/owner").asText())
                    .put("due", due.asText())
                    .put("days", late ? -21 : 10);
        }
    }

    private static ObjectNode machine(JsonNode rules) {
        ObjectNode machine = JSON.objectNode();
        ArrayNode found = machine.putArray("rules");
        boolean fails = false;
        int number = 0;
        for (JsonNode rule : rules) {
            String id = rule.path("id").asText();
            boolean silent = id.startsWith("rds");
            boolean failing = id.equals("restricted-ssh");
            fails |= failing;
            ObjectNode one =
                    found.addObject().put("id", id).put("severity", "HIGH").put("trigger", "CONFIGURATION");
            one.set("title", text(id.replace('-', ' '), "규칙 " + id));
            one.putObject("counts")
                    .put("PASS", silent ? 0 : 37 + number)
                    .put("FAIL", failing ? 3 : 0)
                    .put("ERROR", 0);
            ObjectNode accounts = one.putObject("accounts");
            if (!silent) {
                accounts.putObject("111122223333").put("PASS", 30).put("FAIL", failing ? 3 : 0);
                accounts.putObject("444455556666").put("PASS", 7 + number);
            }
            number++;
        }
        machine.put("verdict", found.isEmpty() ? "NONE" : fails ? "FAIL" : "PASS");
        return machine;
    }

    private static ObjectNode text(String en, String ko) {
        return JSON.objectNode().put("en", en).put("ko", ko);
    }

    private void sample() {
        String hash = keep(
                                        Map.of("name", List.of("a.txt"), "actor", List.of("kim")),
                                        "회의록".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .body()
                        instanceof ObjectNode kept
                ? kept.path("sha256").asText()
                : "";
        decide(JSON.objectNode()
                .put("kind", "OU")
                .put("target", "ou-ab12-prod0001")
                .put("included", true)
                .put("from", "2026-01-01")
                .put("reason", "쇼핑몰 서비스 운영 계정 전체를 인증 범위로 정함")
                .put("actor", "park@company.example")
                .set("accounts", JSON.arrayNode().add("111122223333").add("444455556666")));
        attested("1.1.1", "MET", true, hash);
        attested("1.1.2", "MET", true, hash);
        attested("2.6.1", "MET", true, hash);
        attested("2.2.4", "PARTLY", true, hash);
        attested("3.1.6", "NOT_APPLICABLE", true, hash);
        attested("1.1.3", "MET", false, hash);
        assigned("1.1.4", "2026-10-31");
        assigned("1.2.1", "2026-12-01");
    }

    private void assigned(String id, String due) {
        assign(
                control(id),
                JSON.objectNode()
                        .put("owner", "kim@company.example")
                        .put("method", "DOCUMENT_REVIEW")
                        .put("due", due)
                        .put("recurrence", "YEARLY")
                        .put("actor", "park@company.example"));
    }

    private void attested(String id, String outcome, boolean accepted, String hash) {
        assigned(id, "2026-12-31");
        ObjectNode given = JSON.objectNode()
                .put("outcome", outcome)
                .put("method", "DOCUMENT_REVIEW")
                .put("statement", "2026년 정보보호위원회 회의록 4건과 결재 문서를 확인함.\n위원회가 분기마다 개최되었고 주요 안건을 경영진이 직접 의결함.")
                .put("actor", "kim@company.example");
        if (outcome.equals("NOT_APPLICABLE")) {
            given.put("reason", "영상정보처리기기를 설치·운영하지 않음");
        } else {
            given.putNull("reason");
        }
        given.putArray("nothing_to_judge");
        given.putArray("evidence").addObject().put("sha256", hash).put("name", "2026년 정보보호위원회 회의록.pdf");
        JsonNode kept = (JsonNode) attest(control(id), given).body();
        if (accepted) {
            review(
                    control(id),
                    kept.path("id").asText(),
                    JSON.objectNode()
                            .put("accepted", true)
                            .put("comment", "증적과 확인 내용이 일치함")
                            .put("actor", "lee@company.example"));
        }
    }

    private ObjectNode control(String id) {
        ObjectNode control = controls.get(id);
        if (control == null) {
            throw new IllegalStateException("No control " + id);
        }
        return control;
    }
}
