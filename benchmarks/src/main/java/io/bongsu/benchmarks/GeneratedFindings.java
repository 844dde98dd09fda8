package io.bongsu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.ReportFinding;
import io.bongsu.reports.ReportSource;
import io.bongsu.reports.tally.Counts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The real pack's 101 controls and so many findings in so many accounts, of the size that stored findings have; made as they are read. */
final class GeneratedFindings implements ReportSource {

    private static final Instant AS_OF = Instant.parse("2026-11-01T00:00:00Z");
    private static final String FILLER = "x".repeat(900);

    private final int findings;
    private final int accounts;
    private final List<Assessment.Control> controls = new ArrayList<>();
    private final Map<String, Assessment.Rule> rules = new LinkedHashMap<>();
    private final Map<String, List<String>> controlsOf = new TreeMap<>();

    GeneratedFindings(Path pack, int findings, int accounts) throws IOException {
        this.findings = findings;
        this.accounts = accounts;
        JsonNode yaml = new YAMLMapper().readTree(pack.toFile());
        for (JsonNode control : yaml.path("controls")) {
            controls.add(control(control, yaml.path("chapters")));
        }
    }

    private Assessment.Control control(JsonNode node, JsonNode chapters) {
        String id = node.path("id").asText();
        List<Assessment.Rule> own = new ArrayList<>();
        node.path("rules").forEach(each -> {
            String rule = each.path("id").asText();
            own.add(rules.computeIfAbsent(rule, GeneratedFindings::rule));
            controlsOf.computeIfAbsent(rule, unused -> new ArrayList<>()).add(id);
        });
        return new Assessment.Control(
                id,
                node.path("chapter").asText(),
                text(chapters.path(node.path("chapter").asText())),
                text(node.path("title")),
                List.of(new LocalText("Is it reviewed every year?", "연 1회 이상 검토하고 그 결과를 기록하고 있는가?")),
                own,
                null,
                null,
                List.of(),
                Map.of());
    }

    private static Assessment.Rule rule(String id) {
        return new Assessment.Rule(
                id,
                Severity.values()[1 + Math.floorMod(id.hashCode(), 4)],
                new LocalText("Guardrail " + id, "가드레일 " + id),
                new LocalText("Turn it on in the resource's settings.", "자원의 설정에서 해당 기능을 켠다."));
    }

    private static LocalText text(JsonNode node) {
        return new LocalText(node.path("en").asText(), node.path("ko").asText());
    }

    int controls() {
        return controls.size();
    }

    @Override
    public Assessment assessment() {
        return new Assessment(
                "Benchmark",
                new Assessment.Pack("isms-p", "0.0.0", "0".repeat(64), new LocalText("ISMS-P", "ISMS-P 인증기준")),
                AS_OF,
                new Assessment.Scope(List.of(), true, null),
                controls,
                (control, machine) -> {
                    Counts counts = machine.values().stream().reduce(Counts.NONE, Counts::plus);
                    return new Assessment.Standing(
                            counts.wrong() > 0 ? ControlState.NOT_MET : ControlState.NOT_ASSESSED,
                            new LocalText("Generated.", "생성됨."));
                });
    }

    @Override
    public long expected() {
        return findings;
    }

    @Override
    public void findings(Sink sink) throws IOException {
        List<Assessment.Rule> all = List.copyOf(new TreeMap<>(rules).values());
        int made = 0;
        for (int account = 0; account < accounts; account++) {
            int end = (int) ((long) findings * (account + 1) / accounts);
            for (int resource = 0; made < end; resource++) {
                String id = "i-%012d".formatted(resource);
                String of = "%012d".formatted(100_000_000_000L + account);
                FindingView.Resource subject = new FindingView.Resource(
                        id,
                        "AWS::EC2::Instance",
                        "서버 " + resource,
                        "arn:aws:ec2:ap-northeast-2:" + of + ":instance/" + id,
                        of,
                        "ap-northeast-2");
                for (int rule = 0; rule < all.size() && made < end; rule++) {
                    sink.accept(finding(all.get(rule), subject, made));
                    made++;
                }
            }
        }
    }

    private ReportFinding finding(Assessment.Rule rule, FindingView.Resource resource, int number) {
        int dice = Math.floorMod(number * 0x9E3779B9, 100);
        VerdictStatus status = dice < 12
                ? VerdictStatus.FAIL
                : dice < 13 ? VerdictStatus.ERROR : dice < 20 ? VerdictStatus.NOT_APPLICABLE : VerdictStatus.PASS;
        String uid = "%032x".formatted(number);
        FindingView view = new FindingView(
                uid,
                rule.id(),
                rule.title(),
                rule.severity(),
                status,
                "open",
                resource,
                new LocalText(
                        "The instance " + resource.id() + " is " + status, "인스턴스 " + resource.id() + "의 판정: " + status),
                Map.of("configuration.enabled", status == VerdictStatus.PASS),
                controlsOf.getOrDefault(rule.id(), List.of()),
                AS_OF.minusSeconds(7_200),
                AS_OF.minusSeconds(number),
                AS_OF.minusSeconds(60),
                AS_OF.minusSeconds(number / 2));
        String ocsf = "{\"class_uid\":2003,\"finding_info\":{\"uid\":\"" + uid + "\"},\"resources\":[{\"uid\":\""
                + resource.arn()
                + "\"}],\"unmapped\":{\"rule\":\"" + rule.id() + "\",\"status\":\"" + status + "\"},\"more\":\""
                + FILLER + "\"}";
        return new ReportFinding(view, ocsf.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, String> queries() {
        return Map.of();
    }
}
