package io.bongsu.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.reports.Assessment.Account;
import io.bongsu.reports.Assessment.Attestation;
import io.bongsu.reports.Assessment.Control;
import io.bongsu.reports.Assessment.EvidenceFile;
import io.bongsu.reports.Assessment.Rule;
import io.bongsu.reports.Assessment.Written;
import io.bongsu.reports.tally.Counts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The controls of the real pack, a few accounts, and findings that follow from nothing but a number; some have names that attack a spreadsheet. */
final class SampleSource implements ReportSource {

    static final Instant AS_OF = Instant.parse("2026-11-01T00:00:00Z");
    static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"봉수\")";

    private static final int ACCOUNTS = 7;
    private static final List<String> NAMES = List.of("결제 서비스", "데이터 분석", "로그 보관", "공용 네트워크", "개발", "스테이징", "보안 감사");

    private final Map<String, Map<String, Written>> written;
    private final List<Control> controls = new ArrayList<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();

    SampleSource() throws IOException {
        this(Map.of());
    }

    SampleSource(Map<String, Map<String, Written>> written) throws IOException {
        this.written = written;
        JsonNode pack = new YAMLMapper()
                .readTree(Path.of(System.getProperty("bongsu.root"), "compliance-packs/packs/isms-p/pack.yaml")
                        .toFile());
        for (JsonNode control : pack.path("controls")) {
            controls.add(control(control, pack.path("chapters")));
        }
    }

    private Control control(JsonNode node, JsonNode chapters) {
        String id = node.path("id").asText();
        String chapter = node.path("chapter").asText();
        List<Rule> own = new ArrayList<>();
        node.path("rules").forEach(rule -> own.add(rule(rule.path("id").asText())));
        boolean excluded = id.equals("3.2.5");
        return new Control(
                id,
                chapter,
                text(chapters.path(chapter)),
                text(node.path("title")),
                List.of(
                        new LocalText("Is it decided by management?", "경영진이 승인하고 그 근거를 남기는가?"),
                        new LocalText("Is it reviewed every year?", "연 1회 이상 검토하고 있는가?")),
                own,
                excluded ? "가명정보를 처리하지 않음 (2026-09-01 개인정보보호위원회 회의록 3호)" : null,
                id.startsWith("1.") ? "김정보 (정보보호팀)" : null,
                id.equals("1.1.1") || id.equals("2.5.1") ? List.of(attestation()) : List.of(),
                written.getOrDefault(id, Map.of()));
    }

    private Rule rule(String id) {
        return rules.computeIfAbsent(
                id,
                unused -> new Rule(
                        id,
                        Severity.values()[1 + Math.floorMod(id.hashCode(), 4)],
                        new LocalText("Guardrail " + id.replace('-', ' '), "가드레일 " + id.replace('-', ' ')),
                        new LocalText("Turn it on in the resource's settings.", "자원의 설정에서 해당 기능을 켠다.")));
    }

    private static Attestation attestation() {
        return new Attestation(
                "2026년 3분기 정보보호위원회에 경영진이 참석하여 보호대책을 승인함.",
                new LocalText("Document review", "문서 검토"),
                ControlState.MET,
                new LocalText("Accepted", "승인"),
                "김정보",
                Instant.parse("2026-10-02T01:00:00Z"),
                "이검토",
                Instant.parse("2026-10-05T01:00:00Z"),
                LocalDate.of(2027, 1, 2),
                List.of(new EvidenceFile("위원회_회의록.pdf", "ab".repeat(32), 183_204)));
    }

    @Override
    public Assessment assessment() {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add(new Account(account(i), NAMES.get(i), "Root/Workloads", null, null));
        }
        return new Assessment(
                "한빛커머스",
                new Assessment.Pack(
                        "isms-p",
                        "0.2.0",
                        "3f1c".repeat(16),
                        new LocalText("ISMS-P certification criteria", "정보보호 및 개인정보보호 관리체계(ISMS-P) 인증기준")),
                AS_OF,
                new Assessment.Scope(accounts, true, null),
                controls,
                (control, machine) ->
                        new Assessment.Standing(state(control, machine), new LocalText("By rule.", "기준에 따름.")));
    }

    private static ControlState state(Control control, Map<Rule, Counts> machine) {
        if (control.reason() != null) {
            return ControlState.NOT_APPLICABLE;
        }
        boolean attested = !control.attestations().isEmpty();
        if (machine.values().stream().anyMatch(each -> each.wrong() > 0)) {
            return attested ? ControlState.PARTLY : ControlState.NOT_MET;
        }
        return attested ? ControlState.MET : ControlState.NOT_ASSESSED;
    }

    private static String account(int i) {
        return Long.toString(111_122_223_333L + i * 1_111_111L);
    }

    @Override
    public long expected() {
        return rules.size() * (long) ACCOUNTS * 3;
    }

    /** In each account three resources per guardrail; what comes of them follows from the ids. */
    @Override
    public void findings(Sink sink) throws IOException {
        for (int account = 0; account < ACCOUNTS; account++) {
            for (int i = 0; i < 3; i++) {
                String type = List.of("AWS::EC2::Volume", "AWS::IAM::User", "AWS::S3::Bucket")
                        .get(i);
                FindingView.Resource resource = new FindingView.Resource(
                        "r-%d-%d".formatted(account, i),
                        type,
                        account == 2 && i == 1 ? FORMULA : "자원 %d-%d".formatted(account, i),
                        account == 3 ? "" : "arn:aws:s3:::a-bucket-with-a-long-name-%d-%d".formatted(account, i),
                        account(account),
                        "ap-northeast-2");
                for (Rule rule : new TreeMap<>(rules).values()) {
                    sink.accept(finding(rule, resource, Math.floorMod((rule.id() + account + i).hashCode(), 19)));
                }
            }
        }
    }

    private static ReportFinding finding(Rule rule, FindingView.Resource resource, int dice) {
        VerdictStatus status = dice < 2
                ? VerdictStatus.FAIL
                : dice == 2 ? VerdictStatus.ERROR : dice < 7 ? VerdictStatus.NOT_APPLICABLE : VerdictStatus.PASS;
        String uid = "%016x%016x".formatted((long) rule.id().hashCode(), (long) resource.hashCode());
        FindingView view = new FindingView(
                uid,
                rule.id(),
                rule.title(),
                rule.severity(),
                status,
                "open",
                resource,
                new LocalText("The setting is %s.".formatted(status), "설정이 %s 상태임.".formatted(status)),
                Map.of("configuration.enabled", status == VerdictStatus.PASS),
                List.of("2.6.1"),
                AS_OF.minusSeconds(7_200),
                AS_OF.minusSeconds(86_400),
                AS_OF.minusSeconds(60),
                AS_OF.minusSeconds(3_600));
        return new ReportFinding(
                view,
                "{\"class_uid\":2003,\"finding_info\":{\"uid\":\"%s\"}}"
                        .formatted(uid)
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, String> queries() {
        return Map.of("findings", "cd".repeat(32));
    }

    private static LocalText text(JsonNode node) {
        return new LocalText(node.path("en").asText(), node.path("ko").asText());
    }
}
