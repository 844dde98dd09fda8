package io.bongsu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.collector.codec.Codec;
import io.bongsu.collector.codec.Piece;
import io.bongsu.collector.document.DocumentWriter;
import io.bongsu.collector.document.DocumentWriter.Form;
import io.bongsu.collector.document.Mapping;
import io.bongsu.collector.document.Origin;
import io.bongsu.collector.logtype.IdentifiedRecord;
import io.bongsu.collector.logtype.LogType;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.collector.logtype.SourceObject;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpenSearchServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * From CloudTrail files in a directory to searchable documents, through the packaged services, Kafka and OpenSearch; and in the same run,
 * before and after, the node's own limit: the same documents as bulk bodies made beforehand, sent by two senders, same mapping. Everything
 * shares this machine's cores, so the ratio says what the pipeline costs beside the node.
 */
final class IngestBench {

    private static final int RECORDS_PER_FILE = 200;
    private static final int DOCUMENTS_PER_BULK = 2_000;
    private static final int SENDERS = 2;
    private static final String ACCOUNT = "111111111111";

    /** What the ratio is held to. */
    private static final double BAR = 0.6;

    private final int records;
    private final Path directory;
    private final Search search;
    private final String prefix;
    private final LogType type;
    private final DocumentWriter writer;

    private IngestBench(int records, Path directory, Search search, String prefix) {
        this.records = records;
        this.directory = directory;
        this.search = search;
        this.prefix = prefix;
        Path types = ServiceProcess.ROOT.resolve("collector/log-types");
        type = LogTypes.load(types).byName("cloudtrail").orElseThrow();
        writer = new DocumentWriter(
                type, Mapping.read(types.resolve("cloudtrail/index-template.json")), Clock.systemUTC());
    }

    static Map<String, Object> run(int records) throws Exception {
        Path directory = Files.createTempDirectory("bongsu-bench");
        String prefix = OpenSearchServer.freshIndices().prefix();
        OpenSearchServer opensearch = new OpenSearchServer();
        KafkaServer kafka = new KafkaServer();
        Map<String, String> environment = new HashMap<>(Map.of(
                "BONGSU_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "BONGSU_OPENSEARCH_URL", opensearch.url().toString(),
                "BONGSU_TOPIC_PREFIX", KafkaServer.freshTopics().prefix(),
                "BONGSU_INDEX_PREFIX", prefix,
                "COLLECTOR_LOG_TYPES_DIRECTORY",
                        ServiceProcess.ROOT.resolve("collector/log-types").toString(),
                "COLLECTOR_SHIP_DIRECTORIES", "true",
                "COLLECTOR_ROLE", "index"));
        try (ServiceProcess index = new ServiceProcess("collector", directory, environment)) {
            environment.put("COLLECTOR_ROLE", "ship");
            try (ServiceProcess ship = new ServiceProcess("collector", directory, environment)) {
                return new IngestBench(records, directory, new Search(opensearch.url()), prefix).measure(ship, index);
            }
        }
    }

    private Map<String, Object> measure(ServiceProcess ship, ServiceProcess index) throws Exception {
        Path warmUp = write("warm-up", 2, records / 5);
        Path measured = write("measured", 1, records);
        pipeline(ship, index, warmUp, records / 5);
        List<byte[]> bodies = bodies(measured);
        double before = limit(bodies, "before");
        double through = pipeline(ship, index, measured, records);
        double after = limit(bodies, "after");
        double limit = (before + after) / 2;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("records", records);
        facts.put("bytes_per_record", Math.round(bytes(bodies) / (double) records));
        facts.put("records_per_second", Math.round(through));
        facts.put("node_limit_before", Math.round(before));
        facts.put("node_limit_after", Math.round(after));
        facts.put("ratio", Math.round(through / limit * 1000) / 1000.0);
        facts.put("bar", BAR);
        return facts;
    }

    private Path write(String name, long seed, int count) throws IOException {
        CloudTrailFile file = new CloudTrailFile(seed);
        Path root = directory.resolve(name);
        Path day = root.resolve("AWSLogs/%s/CloudTrail/ap-northeast-2/2026/10/01".formatted(ACCOUNT));
        Files.createDirectories(day);
        for (int i = 0; i * RECORDS_PER_FILE < count; i++) {
            int size = Math.min(RECORDS_PER_FILE, count - i * RECORDS_PER_FILE);
            Files.write(day.resolve("f%05d.json.gz".formatted(i)), CloudTrailFile.gzip(file.envelope(ACCOUNT, size)));
        }
        return root;
    }

    /** Records a second from the request to the last document searchable. */
    private double pipeline(ServiceProcess ship, ServiceProcess index, Path root, int count) throws Exception {
        String pattern = prefix + "logs-cloudtrail-2026.*";
        long stored =
                index.get("/api/v1/pipeline").at("/log_types/cloudtrail/stored").asLong();
        long start = System.nanoTime();
        String id = ship.post("/api/v1/ingests", "{\"location\":\"%s\"}".formatted(root))
                .path("id")
                .asText();
        while (true) {
            JsonNode pipeline = index.get("/api/v1/pipeline");
            if (pipeline.path("lag").asLong() == 0
                    && pipeline.at("/log_types/cloudtrail/stored").asLong() == stored + count) {
                break;
            }
            JsonNode ingest = ship.get("/api/v1/ingests/" + id);
            if (ingest.path("state").asText().equals("failed")) {
                throw new IllegalStateException("The ingest failed: " + ingest);
            }
            if (System.nanoTime() - start > Duration.ofMinutes(10).toNanos()) {
                throw new IllegalStateException("Not stored within ten minutes: " + pipeline);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        long searchable = search.count(pattern);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (searchable != stored + count) {
            throw new IllegalStateException(
                    "%d documents are searchable; expected %d".formatted(searchable, stored + count));
        }
        return count / seconds;
    }

    /** The measured records as bulk bodies, which name no index: the request does. */
    private List<byte[]> bodies(Path root) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int documents = 0;
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String key = root.relativize(file).toString();
                SourceObject source = new SourceObject("file:" + key, key);
                var codec = type.codec()
                        .open(Codec.decompress(new ByteArrayInputStream(Files.readAllBytes(file)), key), 4 << 20);
                for (Piece piece = codec.next(); piece != null; piece = codec.next()) {
                    IdentifiedRecord record = type.identify((Piece.Record) piece, source, Instant.now());
                    Origin origin = new Origin(
                            record.account(),
                            record.region(),
                            record.time(),
                            source.uri(),
                            record.position(),
                            "bongsu.logs.cloudtrail-0@" + documents,
                            null);
                    body.writeBytes("{\"create\":{\"_id\":\"%s\"}}\n"
                            .formatted(record.id())
                            .getBytes(StandardCharsets.UTF_8));
                    body.writeBytes(writer.write(record.bytes(), origin, Form.PLAIN));
                    body.write('\n');
                    documents++;
                    if (documents % DOCUMENTS_PER_BULK == 0) {
                        bodies.add(body.toByteArray());
                        body.reset();
                    }
                }
            }
        }
        if (body.size() > 0) {
            bodies.add(body.toByteArray());
        }
        return bodies;
    }

    /** Documents a second that the node takes when nothing has to be done for them. */
    private double limit(List<byte[]> bodies, String name) throws Exception {
        // The same template holds for it: the pattern is the type's.
        String index = prefix + "logs-cloudtrail-limit-" + name;
        long start = System.nanoTime();
        Queue<byte[]> queue = new ConcurrentLinkedQueue<>(bodies);
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                work.add(senders.submit(() -> {
                    for (byte[] body = queue.poll(); body != null; body = queue.poll()) {
                        JsonNode answer = search.call(
                                "POST", "/" + index + "/_bulk?filter_path=errors", body, "application/x-ndjson");
                        if (answer.path("errors").asBoolean(true)) {
                            throw new IllegalStateException("The node refused documents");
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> sender : work) {
                sender.get();
            }
        }
        long searchable = search.count(index);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (searchable != records) {
            throw new IllegalStateException("%d documents are searchable; expected %d".formatted(searchable, records));
        }
        search.call("DELETE", "/" + index, new byte[0], "application/json");
        return records / seconds;
    }

    private static long bytes(List<byte[]> bodies) {
        return bodies.stream().mapToLong(body -> body.length).sum();
    }
}
