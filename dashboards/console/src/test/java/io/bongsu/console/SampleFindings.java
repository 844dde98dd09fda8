package io.bongsu.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Findings as the policy engine would give them, on the controls of the real ISMS-P pack. */
final class SampleFindings {

    /** The finding that tests open: its evidence points at the second permission of the configuration. */
    static final String SSH = "restricted-ssh-0";

    private record Rule(
            String id, Severity severity, LocalText title, String type, String name, List<String> controls) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "s3-bucket-public-read-prohibited",
                    Severity.CRITICAL,
                    text("S3 buckets are not readable by the public", "S3 버킷의 공개 읽기 금지"),
                    "AWS::S3::Bucket",
                    "customer-uploads-prod",
                    List.of("2.6.1", "2.10.2")),
            new Rule(
                    "iam-policy-no-statements-with-admin-access",
                    Severity.CRITICAL,
                    text("No IAM policy grants full administration", "전체 관리자 권한을 주는 IAM 정책 금지"),
                    "AWS::IAM::Policy",
                    "legacy-admin",
                    List.of("2.5.5")),
            new Rule(
                    "restricted-ssh",
                    Severity.HIGH,
                    text("SSH is not open to the Internet", "SSH 포트의 인터넷 전체 공개 금지"),
                    "AWS::EC2::SecurityGroup",
                    "sg-0a1b2c3d4e5f60718",
                    List.of("2.6.1", "2.6.6")),
            new Rule(
                    "rds-instance-public-access-check",
                    Severity.HIGH,
                    text("RDS instances are not public", "RDS 인스턴스의 공개 접근 금지"),
                    "AWS::RDS::DBInstance",
                    "orders-db",
                    List.of("2.6.4")),
            new Rule(
                    "encrypted-volumes",
                    Severity.MEDIUM,
                    text("Attached EBS volumes are encrypted", "연결된 EBS 볼륨 암호화"),
                    "AWS::EC2::Volume",
                    "vol-0fc2e34e74650e145",
                    List.of("2.7.1")),
            new Rule(
                    "s3-bucket-ssl-requests-only",
                    Severity.LOW,
                    text("S3 buckets demand TLS", "S3 버킷의 TLS 전송 강제"),
                    "AWS::S3::Bucket",
                    "build-artifacts",
                    List.of("2.7.2")));

    private static final List<String> ACCOUNTS = List.of("111122223333", "210987654321", "345678901234");
    private static final Instant JUDGED = SampleLogs.DAY.plusSeconds(50_000);

    private final List<FindingView> findings = new ArrayList<>();
    private final ObjectMapper json = new ObjectMapper();

    SampleFindings() {
        for (Rule rule : RULES) {
            for (int i = 0; i < 9; i++) {
                findings.add(finding(rule, i));
            }
        }
    }

    List<FindingView> findings() {
        return List.copyOf(findings);
    }

    List<?> packs() {
        return List.of(Map.of(
                "id",
                "isms-p",
                "version",
                "0.2.0",
                "kind",
                "STANDARD",
                "title",
                text("ISMS-P certification criteria", "ISMS-P 인증기준")));
    }

    List<?> rules() {
        return RULES.stream()
                .map(rule -> Map.of("id", rule.id(), "severity", rule.severity(), "title", rule.title()))
                .toList();
    }

    @Nullable Object detail(String uid) {
        FindingView finding =
                findings.stream().filter(f -> f.uid().equals(uid)).findFirst().orElse(null);
        if (finding == null) {
            return null;
        }
        Map<String, Object> detail = new HashMap<>();
        detail.put("finding", finding);
        detail.put("ocsf", Map.of("class_uid", 2003, "finding_info", Map.of("uid", uid)));
        detail.put(
                "history",
                List.of(
                        change(JUDGED, finding.status(), VerdictStatus.PASS),
                        change(JUDGED.minusSeconds(86_400 * 3), VerdictStatus.PASS, null)));
        detail.put("configuration", configuration(finding));
        detail.put(
                "remediation",
                text(
                        "Restrict the source of port 22 to the management network, or close it and connect through Session Manager.",
                        "22번 포트의 출발지를 관리망 대역으로 제한하거나, 포트를 닫고 Session Manager로 접속한다."));
        detail.put(
                "description",
                text(
                        "Checks that the security group does not let the whole Internet (IPv4 or IPv6) reach TCP port 22.",
                        "보안 그룹이 인터넷 전체(IPv4, IPv6)에 TCP 22번 포트를 개방하지 않는지 점검함."));
        return detail;
    }

    private @Nullable Object configuration(FindingView finding) {
        if (!finding.rule().equals("restricted-ssh")) {
            return null;
        }
        try {
            String configuration =
                    """
                    {"description": "bastion <b>hosts</b>", "groupName": "bastion", "groupId": "%s", "vpcId": "vpc-0d1c2b3a",
                     "ipPermissions": [
                       {"fromPort": 443, "toPort": 443, "ipProtocol": "tcp", "ipRanges": ["10.0.0.0/8"], "ipv4Ranges": [{"cidrIp": "10.0.0.0/8"}], "ipv6Ranges": []},
                       {"fromPort": 22, "toPort": 22, "ipProtocol": "tcp", "ipRanges": ["0.0.0.0/0"], "ipv4Ranges": [{"cidrIp": "0.0.0.0/0", "description": "temporary"}], "ipv6Ranges": []}],
                     "tags": [{"key": "team", "value": "platform"}]}
                    """
                            .formatted(finding.resource().id());
            return json.createObjectNode()
                    .put("awsAccountId", finding.resource().account())
                    .put("resourceType", finding.resource().type())
                    .put("resourceId", finding.resource().id())
                    .put("configurationItemCaptureTime", finding.capturedAt().toString())
                    .put("configuration", json.writeValueAsString(json.readTree(configuration)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> change(Instant at, VerdictStatus status, @Nullable VerdictStatus previous) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("at", at);
        change.put("status", status);
        change.put("previous", previous);
        change.put("message", text("Judged", "판정함"));
        return change;
    }

    private static FindingView finding(Rule rule, int i) {
        String account = ACCOUNTS.get(i % ACCOUNTS.size());
        VerdictStatus status =
                switch (i) {
                    case 0, 3 -> rule.severity() == Severity.LOW ? VerdictStatus.PASS : VerdictStatus.FAIL;
                    case 5 -> rule.severity() == Severity.MEDIUM ? VerdictStatus.ERROR : VerdictStatus.PASS;
                    case 8 -> VerdictStatus.NOT_APPLICABLE;
                    default -> VerdictStatus.PASS;
                };
        String name = i == 0 ? rule.name() : rule.name() + "-" + i;
        Map<String, Object> evidence = new LinkedHashMap<>();
        if (rule.id().equals("restricted-ssh")) {
            evidence.put(
                    "configuration.ipPermissions",
                    List.of(Map.of(
                            "position",
                            1,
                            "protocol",
                            "tcp",
                            "from_port",
                            22,
                            "to_port",
                            22,
                            "ranges",
                            List.of("0.0.0.0/0"))));
        }
        return new FindingView(
                rule.id() + "-" + i,
                rule.id(),
                rule.title(),
                rule.severity(),
                status,
                i == 7 ? "closed" : "open",
                new FindingView.Resource(
                        name,
                        rule.type(),
                        name,
                        "arn:aws:ec2:ap-northeast-2:" + account + ":resource/" + name,
                        account,
                        "ap-northeast-2"),
                text(
                        "Security group %s lets the Internet reach SSH (TCP 22) by 1 permission(s).".formatted(name),
                        "보안 그룹 %s이(가) 인터넷 전체에 SSH(TCP 22)를 개방함(인바운드 규칙 1건).".formatted(name)),
                evidence,
                rule.controls(),
                JUDGED.minusSeconds(900),
                JUDGED.minusSeconds(86_400 * 3),
                JUDGED.plusSeconds(60),
                JUDGED.plusSeconds(i));
    }

    Object summary() {
        return Map.of(
                "total", findings.size(),
                "severities",
                        Stream.of(Severity.values())
                                .map(severity -> Map.of(
                                        "severity", severity,
                                        "fail", count(severity, VerdictStatus.FAIL),
                                        "error", count(severity, VerdictStatus.ERROR),
                                        "pass", count(severity, VerdictStatus.PASS)))
                                .toList());
    }

    private long count(Severity severity, VerdictStatus status) {
        return findings.stream()
                .filter(f -> f.severity() == severity
                        && f.status() == status
                        && f.state().equals("open"))
                .count();
    }

    /** The real pack's controls, judged by the sample. */
    Object compliance() {
        try {
            JsonNode pack = new ObjectMapper(new YAMLFactory())
                    .readTree(Path.of(System.getProperty("bongsu.root"), "compliance-packs/packs/isms-p/pack.yaml")
                            .toFile());
            List<Map<String, Object>> controls = new ArrayList<>();
            Map<String, Long> counts = new HashMap<>();
            for (JsonNode control : pack.path("controls")) {
                String id = control.path("id").asText();
                String chapter = control.path("chapter").asText();
                List<Map<String, Object>> rules = RULES.stream()
                        .filter(rule -> rule.controls().contains(id))
                        .map(this::tally)
                        .toList();
                String status = rules.isEmpty()
                        ? "MANUAL"
                        : rules.stream().anyMatch(rule -> (long) rule.get("fail") > 0) ? "FAIL" : "PASS";
                counts.merge(status, 1L, Long::sum);
                JsonNode title = pack.path("chapters").path(chapter);
                controls.add(Map.of(
                        "id", id,
                        "title",
                                text(
                                        control.path("title").path("en").asText(),
                                        control.path("title").path("ko").asText()),
                        "chapter",
                                Map.of(
                                        "en",
                                        chapter + " " + title.path("en").asText(),
                                        "ko",
                                        chapter + " " + title.path("ko").asText()),
                        "status", status,
                        "rules", rules));
            }
            return Map.of(
                    "pack",
                    "isms-p",
                    "version",
                    "0.1.0",
                    "title",
                    text("ISMS-P certification criteria", "ISMS-P 인증기준"),
                    "counts",
                    counts,
                    "score",
                    100.0
                            * counts.getOrDefault("PASS", 0L)
                            / (counts.getOrDefault("PASS", 0L) + counts.getOrDefault("FAIL", 0L)),
                    "controls",
                    controls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> tally(Rule rule) {
        Map<String, Object> tally = new HashMap<>();
        tally.put("id", rule.id());
        tally.put("severity", rule.severity());
        tally.put("title", rule.title());
        tally.put("pass", count(rule, VerdictStatus.PASS));
        tally.put("fail", count(rule, VerdictStatus.FAIL));
        tally.put("not_applicable", count(rule, VerdictStatus.NOT_APPLICABLE));
        tally.put("error", count(rule, VerdictStatus.ERROR));
        return tally;
    }

    private long count(Rule rule, VerdictStatus status) {
        return findings.stream()
                .filter(f -> f.rule().equals(rule.id())
                        && f.status() == status
                        && f.state().equals("open"))
                .count();
    }

    private static LocalText text(String en, String ko) {
        return new LocalText(en, ko);
    }
}
