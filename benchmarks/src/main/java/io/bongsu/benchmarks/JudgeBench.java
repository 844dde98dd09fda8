package io.bongsu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Topics;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.OpenSearchServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * From a configuration item handed to Kafka to its finding in a search result, at a steady rate: the packaged policy engine, the real OPA with
 * the project's guardrails, the real OpenSearch. The searcher looks every 150 ms,
 * and that is part of the time. The first 45 seconds, in which five fresh JVMs compile their code on the same cores, are not counted.
 */
final class JudgeBench {

    private static final int CHANGES_PER_SECOND = 200;
    private static final int WARM_UP_SECONDS = 45;
    private static final double BAR_SECONDS = 2;
    private static final String RULE = "restricted-ssh";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Search search;
    private final Topics topics;
    private final Indices indices;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> open = new ConcurrentHashMap<>();
    private final Map<String, Long> latencies = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private JudgeBench(Search search, Topics topics, Indices indices, KafkaProducer<String, byte[]> producer) {
        this.search = search;
        this.topics = topics;
        this.indices = indices;
        this.producer = producer;
    }

    static Map<String, Object> run(int seconds) throws Exception {
        Path directory = Files.createTempDirectory("bongsu-bench");
        OpenSearchServer opensearch = new OpenSearchServer();
        KafkaServer kafka = new KafkaServer();
        Topics topics = KafkaServer.freshTopics();
        Indices indices = OpenSearchServer.freshIndices();
        Path packs = ServiceProcess.ROOT.resolve("compliance-packs");
        try (OpaServer.Own opa = OpaServer.start(packs);
                ServiceProcess engine = new ServiceProcess(
                        "policy-engine",
                        directory,
                        Map.of(
                                "BONGSU_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                                "BONGSU_OPENSEARCH_URL", opensearch.url().toString(),
                                "BONGSU_TOPIC_PREFIX", topics.prefix(),
                                "BONGSU_INDEX_PREFIX", indices.prefix(),
                                "POLICY_ENGINE_OPA_URL", opa.url().toString(),
                                "POLICY_ENGINE_PACKS_DIRECTORY", packs.toString(),
                                "POLICY_ENGINE_STATE_DIRECTORY",
                                        directory.resolve("state").toString()));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers(),
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.LINGER_MS_CONFIG,
                                0),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            JudgeBench bench = new JudgeBench(new Search(opensearch.url()), topics, indices, producer);
            bench.phase("warm-up", WARM_UP_SECONDS);
            bench.latencies.clear();
            bench.phase("measured", seconds);
            JsonNode status = engine.get("/api/v1/status");
            return bench.facts(seconds, status);
        }
    }

    private void phase(String name, int seconds) throws Exception {
        int changes = seconds * CHANGES_PER_SECOND;
        CountDownLatch stop = new CountDownLatch(1);
        Thread searcher = Thread.ofPlatform().daemon().start(() -> watch(stop));
        long start = System.nanoTime();
        long gap = TimeUnit.SECONDS.toNanos(1) / CHANGES_PER_SECOND;
        for (int i = 0; i < changes; i++) {
            while (System.nanoTime() < start + i * gap) {
                LockSupport.parkNanos(start + i * gap - System.nanoTime());
            }
            send("sg-%s-%d".formatted(name, i), i % 4 == 0);
        }
        double rate = changes / ((System.nanoTime() - start) / 1e9);
        if (rate < CHANGES_PER_SECOND * 0.98) {
            throw new IllegalStateException("This machine made only %.0f changes/s".formatted(rate));
        }
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!open.isEmpty()) {
            Exception e = failure.get();
            if (e != null || System.nanoTime() > deadline) {
                throw new IllegalStateException("%d findings did not appear".formatted(open.size()), e);
            }
            LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
        }
        stop.countDown();
        searcher.join();
    }

    private void send(String resource, boolean violating) {
        String item =
                "{\"configurationItemVersion\":\"1.3\",\"awsAccountId\":\"111111111111\",\"configurationItemCaptureTime\":\"%s\",\"configurationItemStatus\":\"OK\",\"configurationStateId\":\"1\",\"resourceType\":\"AWS::EC2::SecurityGroup\",\"resourceId\":\"%s\",\"resourceName\":\"bench\",\"awsRegion\":\"ap-northeast-2\",\"ARN\":\"arn:aws:ec2:ap-northeast-2:111111111111:security-group/%s\",\"tags\":{},\"relationships\":[],\"configuration\":{\"groupId\":\"%s\",\"groupName\":\"bench\",\"ownerId\":\"111111111111\",\"vpcId\":\"vpc-1\",\"ipPermissions\":[{\"ipProtocol\":\"tcp\",\"fromPort\":22,\"toPort\":22,\"ipv4Ranges\":[{\"cidrIp\":\"%s\"}],\"ipv6Ranges\":[],\"ipRanges\":[\"%s\"],\"prefixListIds\":[],\"userIdGroupPairs\":[]}],\"ipPermissionsEgress\":[],\"tags\":[]},\"supplementaryConfiguration\":{}}"
                        .formatted(
                                Instant.now(),
                                resource,
                                resource,
                                resource,
                                violating ? "0.0.0.0/0" : "10.0.0.0/8",
                                violating ? "0.0.0.0/0" : "10.0.0.0/8");
        open.put(resource, System.nanoTime());
        var unused = producer.send(
                new ProducerRecord<>(
                        topics.configItems(),
                        "111111111111|ap-northeast-2|AWS::EC2::SecurityGroup|" + resource,
                        item.getBytes(StandardCharsets.UTF_8)),
                (metadata, e) -> {
                    if (e != null) {
                        failure.compareAndSet(null, e);
                    }
                });
    }

    /** Looks for the findings of open changes until told to stop. */
    private void watch(CountDownLatch stop) {
        try {
            while (!stop.await(150, TimeUnit.MILLISECONDS)) {
                List<String> wanted = open.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .limit(2_000)
                        .map(Map.Entry::getKey)
                        .toList();
                if (!wanted.isEmpty()) {
                    long now = -1;
                    for (String found : find(wanted)) {
                        now = now < 0 ? System.nanoTime() : now;
                        Long sent = open.remove(found);
                        if (sent != null) {
                            latencies.put(found, now - sent);
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private List<String> find(List<String> resources) throws IOException, InterruptedException {
        ObjectNode query = JSON.createObjectNode();
        query.put("size", resources.size());
        query.put("_source", false);
        query.putArray("docvalue_fields").add("unmapped.resource_id");
        ArrayNode filter = query.putObject("query").putObject("bool").putArray("filter");
        filter.addObject().putObject("term").put("unmapped.rule", RULE);
        ArrayNode terms = filter.addObject().putObject("terms").putArray("unmapped.resource_id");
        resources.forEach(terms::add);
        return search.call(
                        "POST",
                        "/" + indices.findings() + "/_search?filter_path=hits.hits.fields",
                        JSON.writeValueAsBytes(query),
                        "application/json")
                .path("hits")
                .path("hits")
                .valueStream()
                .map(hit ->
                        hit.path("fields").path("unmapped.resource_id").path(0).asText())
                .toList();
    }

    private Map<String, Object> facts(int seconds, JsonNode status) {
        long[] sorted =
                latencies.values().stream().mapToLong(Long::longValue).sorted().toArray();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("changes_per_second", CHANGES_PER_SECOND);
        facts.put("seconds", seconds);
        facts.put("warm_up_seconds", WARM_UP_SECONDS);
        facts.put("changes", sorted.length);
        facts.put("p50_seconds", at(sorted, 0.50));
        facts.put("p99_seconds", at(sorted, 0.99));
        facts.put("max_seconds", at(sorted, 1));
        facts.put("bar_p99_seconds", BAR_SECONDS);
        facts.put("ratio_to_bar", Math.round(at(sorted, 0.99) / BAR_SECONDS * 1000) / 1000.0);
        facts.put("evaluated", status.path("evaluated").asLong());
        return facts;
    }

    private static double at(long[] sorted, double quantile) {
        int index = (int) Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length) - 1);
        return Math.round(sorted[Math.max(0, index)] / 1e6) / 1000.0;
    }
}
