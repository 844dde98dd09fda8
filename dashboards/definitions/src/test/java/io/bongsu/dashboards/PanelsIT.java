package io.bongsu.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.contracts.Indices;
import io.bongsu.testing.OpenSearchServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every panel's search against a real OpenSearch with the sample organization in it. The expected numbers are counted here, from the raw
 * files, by code that knows neither the collector nor the definitions.
 */
@ExtendWith(OpenSearchServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PanelsIT {

    /** Panels that the sample has nothing for, and why; a panel that is empty without standing here is a defect. */
    private static final Set<String> KNOWN_EMPTY = Set.of(
            // Every rule can be judged on the sample, and OpenSearch takes every record as it stands.
            "findings/errors", "isms-p-evidence/unjudged", "pipeline-health/mended", "pipeline-health/mended-types");

    private static final PanelSearch EVERYTHING = new PanelSearch(
            Instant.parse("2006-01-01T00:00:00Z"),
            Instant.parse("2030-01-01T00:00:00Z"),
            ZoneId.of("Asia/Seoul"),
            Duration.ofDays(365));

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Definitions definitions = Definitions.load();
    private URI openSearch = URI.create("http://127.0.0.1");
    private Indices indices = new Indices("none-");

    private final List<JsonNode> events = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    private final Map<String, JsonNode> items = new TreeMap<>();
    private final List<JsonNode> requests = new ArrayList<>();
    private final List<Map<String, String>> flows = new ArrayList<>();

    @BeforeAll
    void store(OpenSearchServer server, Indices fresh) throws IOException, InterruptedException {
        openSearch = server.url();
        indices = fresh;
        new SampleOrganization(openSearch, indices).put();
        for (Path file : SampleOrganization.files(SampleOrganization.ROOT.resolve("demo/sample-organization/bucket"))) {
            read(file, file.toString());
        }
        Path types = SampleOrganization.ROOT.resolve("collector/log-types");
        for (Path file : SampleOrganization.files(types)) {
            if (file.getParent().endsWith("samples") && !file.toString().endsWith(".expected.json")) {
                read(file, file.toString());
            }
        }
    }

    private void read(Path file, String name) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (name.contains("/cloudtrail/") || name.contains("CloudTrail")) {
                // AWS: duplicates have the same eventID.
                for (JsonNode event : json.readTree(text).path("Records")) {
                    if (seen.add(event.path("recipientAccountId").asText()
                            + event.path("eventID").asText())) {
                        events.add(event);
                    }
                }
            } else if (name.contains("/config/") || name.contains("_Config_")) {
                for (JsonNode item : json.readTree(text).path("configurationItems")) {
                    String account = item.path("awsAccountId")
                            .asText(item.path("accountId").asText());
                    items.put(
                            account
                                    + item.path("awsRegion")
                                    + item.path("resourceType")
                                    + item.path("resourceId")
                                    + Instant.parse(item.path("configurationItemCaptureTime")
                                            .asText()),
                            item);
                }
            } else if (name.contains("/waf/") || name.contains("_waflogs_")) {
                json.readerFor(JsonNode.class).<JsonNode>readValues(text).forEachRemaining(requests::add);
            } else {
                flows(new BufferedReader(new InputStreamReader(
                        new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8)));
            }
        }
    }

    private void flows(BufferedReader lines) throws IOException {
        String[] names = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] cells = line.strip().split(" ");
            if (line.contains("log-status") || line.contains("srcaddr")) {
                names = cells;
            } else if (!line.isBlank()) {
                String[] columns = names == null
                        ? "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"
                                .split(" ")
                        : names;
                Map<String, String> flow = new HashMap<>();
                for (int i = 0; i < columns.length; i++) {
                    flow.put(columns[i], cells[i]);
                }
                flows.add(flow);
            }
        }
    }

    @Test
    void everyPanelIsAnsweredAndOnlyTheKnownOnesAreEmpty() throws Exception {
        List<String> empty = new ArrayList<>();
        for (Dashboard dashboard : definitions.all()) {
            for (Panel panel : dashboard.panels()) {
                PanelAnswer answer = ask(panel);
                boolean holds = panel.kind() == Panel.Kind.RECORDS
                        ? !answer.hits().isEmpty()
                        : answer.rows().stream()
                                .anyMatch(row -> row.values().stream().anyMatch(value -> value != 0 && !value.isNaN()));
                if (!holds) {
                    empty.add(dashboard.name() + "/" + panel.id());
                }
            }
        }
        assertThat(empty).containsExactlyInAnyOrderElementsOf(KNOWN_EMPTY);
    }

    @Test
    void everyFieldIsMappedAndAggregatableInTheRealIndices() throws Exception {
        for (Source source : Source.ALL.values()) {
            JsonNode caps = send("GET", "/" + source.pattern(indices) + "/_field_caps?fields=*", "")
                    .path("fields");
            Set<String> used = new TreeSet<>();
            definitions.all().stream()
                    .flatMap(dashboard -> dashboard.panels().stream())
                    .filter(panel -> panel.source().equals(source) && panel.kind() != Panel.Kind.RECORDS)
                    .forEach(panel -> used.addAll(panel.fields()));
            for (String field : used) {
                if (definitions.mappings().find(source, field).orElseThrow().computed()) {
                    continue;
                }
                assertThat(caps.path(field).size())
                        .as("%s of %s", field, source.name())
                        .isPositive();
                caps.path(field)
                        .forEach(cap -> assertThat(cap.path("aggregatable").asBoolean())
                                .as(field)
                                .isTrue());
            }
        }
    }

    @Test
    void cloudTrailCountsWhatTheFilesHold() throws Exception {
        assertThat(number("cloudtrail", "events")).isEqualTo(events.size());
        assertThat(column("cloudtrail", "event-names"))
                .isEqualTo(top(12, events, event -> event.path("eventName").asText()));
        assertThat(number("cloudtrail", "unauthorized"))
                .isEqualTo(events.stream()
                        .filter(event -> {
                            String code = event.path("errorCode").asText("");
                            return code.startsWith("AccessDenied")
                                    || code.equals("UnauthorizedOperation")
                                    || code.equals("Client.UnauthorizedOperation");
                        })
                        .count());
        assertThat(number("cloudtrail", "root-use"))
                .isEqualTo(count(
                        events,
                        event -> event.at("/userIdentity/type").asText().equals("Root")
                                && event.at("/userIdentity/invokedBy").isMissingNode()
                                && !event.path("eventType").asText().equals("AwsServiceEvent")));
        assertThat(number("cloudtrail", "logins-failed"))
                .isEqualTo(count(events, event -> event.at("/responseElements/ConsoleLogin")
                        .asText()
                        .equals("Failure")));
        assertThat(column("cloudtrail", "s3-buckets"))
                .isEqualTo(top(
                        10,
                        events.stream()
                                .filter(event ->
                                        event.path("eventSource").asText().equals("s3.amazonaws.com"))
                                .filter(event -> event.at("/requestParameters/bucketName")
                                        .isTextual())
                                .toList(),
                        event -> event.at("/requestParameters/bucketName").asText()));
        long night = answer("cloudtrail", "out-of-hours").rows().stream()
                .filter(row -> Double.parseDouble(row.keys().getFirst()) >= 22
                        || Double.parseDouble(row.keys().getFirst()) < 7)
                .mapToLong(row -> row.values().getFirst().longValue())
                .sum();
        assertThat(night)
                .isEqualTo(count(
                        events,
                        event -> !event.path("readOnly").asBoolean(true)
                                && Set.of("IAMUser", "AssumedRole", "Root")
                                        .contains(event.at("/userIdentity/type").asText())
                                && kst(event.path("eventTime").asText())));
    }

    @Test
    void configCountsWhatTheFilesHold() throws Exception {
        assertThat(number("config", "changes")).isEqualTo(items.size());
        assertThat(column("config", "resource-types"))
                .isEqualTo(top(12, List.copyOf(items.values()), item -> item.path("resourceType")
                        .asText()));
        assertThat(number("config", "deletions"))
                .isEqualTo(count(
                        List.copyOf(items.values()),
                        item -> item.path("configurationItemStatus").asText().startsWith("ResourceDeleted")));
    }

    @Test
    void wafCountsWhatTheFilesHold() throws Exception {
        assertThat(number("waf", "requests")).isEqualTo(requests.size());
        assertThat(number("waf", "blocked"))
                .isEqualTo(count(
                        requests, request -> request.path("action").asText().equals("BLOCK")));
        assertThat(number("waf", "clients"))
                .isEqualTo(requests.stream()
                        .map(request -> request.at("/httpRequest/clientIp").asText())
                        .distinct()
                        .count());
        assertThat(column("waf", "countries")).isEqualTo(top(12, requests, request -> request.at("/httpRequest/country")
                .asText()));
    }

    @Test
    void vpcFlowCountsWhatTheFilesHold() throws Exception {
        assertThat(number("vpcflow", "flows")).isEqualTo(flows.size());
        assertThat(number("vpcflow", "rejected"))
                .isEqualTo(flows.stream()
                        .filter(flow -> "REJECT".equals(flow.get("action")))
                        .count());
        assertThat(number("vpcflow", "packets"))
                .isEqualTo(flows.stream()
                        .map(flow -> flow.getOrDefault("packets", "-"))
                        .filter(text -> !text.equals("-"))
                        .mapToLong(Long::parseLong)
                        .sum());
        assertThat(answer("vpcflow", "inter-account").rows())
                .extracting(PanelAnswer.Row::keys)
                .containsExactlyInAnyOrder(
                        List.of("111122223333", "444455556666"), List.of("444455556666", "111122223333"));
    }

    @Test
    void threatHuntingCrossesTheLogTypes() throws Exception {
        assertThat(number("threat-hunting", "events"))
                .isEqualTo(events.size() + items.size() + requests.size() + flows.size());
        assertThat(column("threat-hunting", "types"))
                .isEqualTo(Map.of(
                        "aws.cloudtrail", (long) events.size(),
                        "aws.config", (long) items.size(),
                        "aws.waf", (long) requests.size(),
                        "aws.vpcflow", (long) flows.size()));
    }

    @Test
    void findingsAndEvidenceCountWhatTheVerdictsSay() throws Exception {
        JsonNode verdicts = json.readTree(SampleOrganization.ROOT
                .resolve("demo/sample-organization/verdicts.json")
                .toFile());
        Map<String, TreeSet<String>> controls = SampleOrganization.controls();
        long failing = 0;
        Map<String, Long> board = new TreeMap<>();
        for (Map.Entry<String, JsonNode> rule : verdicts.properties()) {
            for (JsonNode resource : rule.getValue().path("FAIL")) {
                failing++;
                for (String control : controls.getOrDefault(rule.getKey(), new TreeSet<>())) {
                    board.merge(control + " " + resource.path("account").asText(), 1L, Long::sum);
                }
            }
        }
        assertThat(failing).isPositive();
        assertThat(number("findings", "failing")).isEqualTo(failing);
        assertThat(number("isms-p-evidence", "failing")).isEqualTo(failing);
        Map<String, Long> shown = new TreeMap<>();
        answer("isms-p-evidence", "board")
                .rows()
                .forEach(row -> shown.put(
                        String.join(" ", row.keys()), row.values().getFirst().longValue()));
        assertThat(shown).isEqualTo(board);
    }

    @Test
    void pipelineHealthCountsWhatWasStoredAndQuarantined() throws Exception {
        assertThat(number("pipeline-health", "stored"))
                .isEqualTo(events.size() + items.size() + requests.size() + flows.size());
        assertThat(number("pipeline-health", "quarantined")).isEqualTo(3);
        assertThat(column("pipeline-health", "reasons"))
                .isEqualTo(Map.of("TRUNCATED", 1L, "UNKNOWN_LOG_TYPE", 1L, "EVENT_TIME", 1L));
        Instant newest = events.stream()
                .map(event -> Instant.parse(event.path("eventTime").asText()))
                .min(Instant::compareTo)
                .orElseThrow();
        double longest = answer("pipeline-health", "delay").rows().stream()
                .filter(row -> row.keys().getFirst().equals("aws.cloudtrail"))
                .findFirst()
                .orElseThrow()
                .values()
                .get(2);
        assertThat(longest)
                .isEqualTo(Duration.between(newest, SampleOrganization.INGESTED).toSeconds());
    }

    private static boolean kst(String time) {
        int hour = Instant.parse(time).atZone(ZoneId.of("Asia/Seoul")).getHour();
        return hour >= 22 || hour < 7;
    }

    private static long count(List<JsonNode> nodes, Predicate<JsonNode> matching) {
        return nodes.stream().filter(matching).count();
    }

    /** The greatest counts; where the last place is shared, OpenSearch gives it to the term that sorts first. */
    private static Map<String, Long> top(
            int size, List<JsonNode> nodes, java.util.function.Function<JsonNode, String> key) {
        Map<String, Long> counts = new TreeMap<>();
        nodes.forEach(node -> counts.merge(key.apply(node), 1L, Long::sum));
        Map<String, Long> top = new TreeMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(size)
                .forEach(entry -> top.put(entry.getKey(), entry.getValue()));
        return top;
    }

    private Map<String, Long> column(String dashboard, String panel) throws Exception {
        Map<String, Long> column = new TreeMap<>();
        answer(dashboard, panel)
                .rows()
                .forEach(row -> column.put(
                        row.keys().getFirst(), row.values().getFirst().longValue()));
        return column;
    }

    private long number(String dashboard, String panel) throws Exception {
        return answer(dashboard, panel).rows().getFirst().values().getFirst().longValue();
    }

    private PanelAnswer answer(String dashboard, String id) throws Exception {
        Panel panel = definitions.find(dashboard).orElseThrow().panels().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        return ask(panel);
    }

    private PanelAnswer ask(Panel panel) throws Exception {
        JsonNode answer = send(
                "POST",
                "/" + panel.source().pattern(indices) + "/_search",
                EVERYTHING.body(panel, definitions.mappings(), List.of()).toString());
        assertThat(answer.at("/_shards/failed").asInt()).as(panel.id()).isZero();
        return PanelAnswer.of(panel, answer);
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(openSearch.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s %s: %s", method, body, response.body())
                .isEqualTo(200);
        return json.readTree(response.body());
    }
}
