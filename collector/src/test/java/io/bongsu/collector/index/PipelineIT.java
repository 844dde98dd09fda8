package io.bongsu.collector.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.collector.Pipeline;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.PipelineView.Counters;
import io.bongsu.contracts.Topics;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpenSearchServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Objects in, documents out, through the real Kafka and the real OpenSearch; and the books that must add up. */
@ExtendWith({KafkaServer.class, OpenSearchServer.class})
final class PipelineIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT =
            "{\"eventVersion\":\"1.08\",\"eventID\":\"%s\",\"eventTime\":\"2023-07-10T11:42:36Z\",\"recipientAccountId\":\"111111111111\",\"awsRegion\":\"us-east-1\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\"%s}";

    @TempDir
    Path directory;

    private Pipeline pipeline;

    @BeforeEach
    void start(KafkaServer kafka, OpenSearchServer opensearch, Topics topics, Indices indices) throws Exception {
        pipeline = Pipeline.start(kafka, opensearch, topics, indices);
    }

    @AfterEach
    void stop() throws Exception {
        pipeline.close();
    }

    @Test
    void aRecordIsStoredByteForByteBesideItsHead() throws Exception {
        String record = event("e-1", ",\"requestParameters\":{\"bucketName\" : \"b\",\"n\":1.50,\"u\":\"\\u00e9\\/\"}");
        write("AWSLogs/111111111111/CloudTrail/us-east-1/2023/07/10/a.json.gz", gzip("{\"Records\":[" + record + "]}"));

        pipeline.ingest(directory);

        String source = pipeline.source("logs-cloudtrail-2023.07", "111111111111:e-1");
        assertThat(source).contains("\"aws\":{\"cloudtrail\":" + record + "}");
        JsonNode document = JSON.readTree(source);
        assertThat(document.at("/event/action").asText()).isEqualTo("GetObject");
        assertThat(document.at("/cloud/account/id").asText()).isEqualTo("111111111111");
        assertThat(document.at("/@timestamp").asText()).isEqualTo("2023-07-10T11:42:36Z");
        assertThat(document.at("/event/original").isMissingNode()).isTrue();
    }

    @Test
    void theSameInputTwiceAddsNothing() throws Exception {
        write(
                "AWSLogs/111111111111/CloudTrail/us-east-1/x/a.json.gz",
                gzip("{\"Records\":[" + event("1") + "," + event("2") + "]}"));
        write(
                "AWSLogs/111111111111/vpcflowlogs/us-east-1/x/f.log.gz",
                gzip(
                        "version account-id srcaddr start end\n2 111111111111 10.0.0.1 1674898496 1674898507\n2 111111111111 10.0.0.1 1674898496 1674898507\n"));

        pipeline.ingest(directory);
        pipeline.ingest(directory);

        assertThat(pipeline.count("logs-cloudtrail-*")).isEqualTo(2);
        assertThat(pipeline.count("logs-vpcflow-*")).isEqualTo(2);
        assertThat(pipeline.books("cloudtrail")).isEqualTo(new Counters(4, 2, 2, 0, 0, 0, 0));
        assertThat(pipeline.books("vpcflow")).isEqualTo(new Counters(4, 2, 2, 0, 0, 0, 0));
    }

    @Test
    void oneIdWithTwoContentsIsKeptTwiceAndCounted() throws Exception {
        write("AWSLogs/111111111111/CloudTrail/us-east-1/x/a.json", bytes("{\"Records\":[" + event("1") + "]}"));
        write(
                "AWSLogs/111111111111/CloudTrail/us-east-1/x/b.json",
                bytes("{\"Records\":[" + event("1", ",\"x\":1") + "]}"));

        pipeline.ingest(directory);
        pipeline.ingest(directory);

        assertThat(pipeline.count("logs-cloudtrail-*")).isEqualTo(2);
        assertThat(pipeline.books("cloudtrail")).isEqualTo(new Counters(4, 2, 2, 0, 0, 1, 0));
    }

    @Test
    void whatOpenSearchRefusesIsMendedAndItsExactTextKept() throws Exception {
        String[] traps = {
            ",\"requestParameters\":\"a text where an object is expected\"",
            ",\"requestParameters\":[\"a\",\"b\"]",
            ",\"requestParameters\":{\"long\":\"" + "x".repeat(40_000) + "\"}",
            ",\"requestParameters\":{\"" + "k".repeat(33_000) + "\":1}",
            ",\"requestParameters\":{\"a\":1,\"a\":2}",
            ",\"other\":{\"a\":1,\"a\":2}",
            ",\"\":\"empty key\"",
            ",\".\":\"dot key\"",
            ",\"a..b\":\"dots\"",
            ",\"requestParameters.x\":\"a path into a flat object\"",
            ",\"errorCode\":{\"an\":\"object\"}",
            ",\"userIdentity\":\"root\"",
            ",\"number\":" + "1".repeat(2_000),
        };
        String[] harmless = {
            ",\"requestParameters\":null",
            ",\"requestParameters\":{\"a\":null,\"\":\"x\",\"b.c\":1,\"b\":{\"c\":2}}",
            ",\"requestParameters\":{\"half\":\"\\ud800\",\"big\":1e999,\"bigger\":123456789012345678901234567890}",
            ",\"userAgent\":\"" + "u".repeat(40_000) + "\"",
        };
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < traps.length; i++) {
            records.append(records.isEmpty() ? "" : ",").append(event("trap-" + i, traps[i]));
        }
        for (int i = 0; i < harmless.length; i++) {
            records.append(',').append(event("harmless-" + i, harmless[i]));
        }
        write("AWSLogs/111111111111/CloudTrail/us-east-1/x/a.json", bytes("{\"Records\":[" + records + "]}"));

        pipeline.ingest(directory);

        assertThat(pipeline.books("cloudtrail"))
                .isEqualTo(new Counters(
                        traps.length + harmless.length, traps.length + harmless.length, 0, 0, 0, 0, traps.length));
        for (int i = 0; i < traps.length; i++) {
            JsonNode document = JSON.readTree(pipeline.source("logs-cloudtrail-2023.07", "111111111111:trap-" + i));
            assertThat(document.at("/event/original").asText()).isEqualTo(event("trap-" + i, traps[i]));
            assertThat(document.at("/labels/mended").asText())
                    .as(traps[i].substring(0, Math.min(40, traps[i].length())))
                    .isEqualTo("mended");
            assertThat(document.at("/aws/cloudtrail/eventName").asText()).isEqualTo("GetObject");
        }
        for (int i = 0; i < harmless.length; i++) {
            assertThat(pipeline.source("logs-cloudtrail-2023.07", "111111111111:harmless-" + i))
                    .contains(event("harmless-" + i, harmless[i]));
        }
    }

    @Test
    void aPrettyPrintedRecordKeepsItsExactText() throws Exception {
        String record =
                "{\n  \"eventID\": \"p\",\n  \"eventTime\": \"2023-07-10T11:42:36Z\",\r\n  \"recipientAccountId\": \"111111111111\"\n}";
        write("AWSLogs/111111111111/CloudTrail/us-east-1/x/a.json", bytes("[\n" + record + "\n]\n"));

        pipeline.ingest(directory);

        JsonNode document = JSON.readTree(pipeline.source("logs-cloudtrail-2023.07", "111111111111:p"));
        assertThat(document.at("/event/original").asText()).isEqualTo(record);
        assertThat(document.at("/aws/cloudtrail")).isEqualTo(JSON.readTree(record));
        assertThat(pipeline.books("cloudtrail")).isEqualTo(new Counters(1, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void malformedInputIsQuarantinedWithItsReasonAndTheRestGoesOn() throws Exception {
        String prefix = "AWSLogs/111111111111/CloudTrail/us-east-1/x/";
        byte[] good = gzip("{\"Records\":[" + event("1") + "," + event("2") + "]}");
        write(prefix + "body-cut.json.gz", Arrays.copyOf(good, good.length / 2));
        write(prefix + "empty.json.gz", new byte[0]);
        byte[] inTrailer = gzip("{\"Records\":[" + event("3") + "]}");
        write(prefix + "trailer-cut.json.gz", Arrays.copyOf(inTrailer, inTrailer.length - 4));
        byte[] junk = gzip("{\"Records\":[" + event("4") + "]}");
        byte[] withJunk = Arrays.copyOf(junk, junk.length + 9);
        write(prefix + "junk-after-gzip.json.gz", withJunk);
        write(prefix + "not-gzip.json.gz", bytes("{\"Records\":[" + event("5") + "]}"));
        write(prefix + "not-json.json", bytes("hello"));
        write(prefix + "null-records.json", bytes("{\"Records\":null}"));
        write(prefix + "no-records.json", bytes("{\"records\":[]}"));
        write(
                prefix + "mixed.json",
                bytes("{\"Records\":[" + event("6") + ",17,{\"eventID\":oops}," + event("7") + "]} tail"));
        write("some/unknown.txt", bytes("who knows"));

        pipeline.ingest(directory);

        assertThat(pipeline.ids("logs-cloudtrail-*"))
                .containsExactlyInAnyOrder("111111111111:3", "111111111111:4", "111111111111:6", "111111111111:7");
        assertThat(pipeline.deadLetters())
                .containsExactlyInAnyOrder(
                        prefix + "body-cut.json.gz TRUNCATED",
                        prefix + "empty.json.gz EMPTY",
                        prefix + "trailer-cut.json.gz TRUNCATED",
                        prefix + "junk-after-gzip.json.gz TRAILING_DATA",
                        prefix + "not-gzip.json.gz NOT_GZIP",
                        prefix + "not-json.json MALFORMED",
                        prefix + "null-records.json MISSING_RECORDS",
                        prefix + "no-records.json MISSING_RECORDS",
                        prefix + "mixed.json MALFORMED",
                        prefix + "mixed.json MALFORMED",
                        prefix + "mixed.json TRAILING_DATA",
                        "some/unknown.txt UNKNOWN_LOG_TYPE");
        assertThat(pipeline.books("cloudtrail")).isEqualTo(new Counters(15, 4, 0, 0, 11, 0, 0));
        assertThat(pipeline.books("unknown")).isEqualTo(new Counters(1, 0, 0, 0, 1, 0, 0));

        write(prefix + "body-cut.json.gz", good);
        write(prefix + "trailer-cut.json.gz", inTrailer);
        pipeline.ingest(directory);

        assertThat(pipeline.ids("logs-cloudtrail-*"))
                .containsExactlyInAnyOrder(
                        "111111111111:1",
                        "111111111111:2",
                        "111111111111:3",
                        "111111111111:4",
                        "111111111111:6",
                        "111111111111:7");
    }

    @Test
    void aSingleLineOfTwoHundredMegabytesCostsItselfOnly() throws Exception {
        Path file = directory.resolve("AWSLogs/111111111111/CloudTrail/us-east-1/x/long.json.gz");
        Files.createDirectories(file.getParent());
        byte[] million = new byte[1_000_000];
        Arrays.fill(million, (byte) 'x');
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes("{\"Records\":[" + event("1") + ",{\"eventID\":\""));
            for (int i = 0; i < 200; i++) {
                out.write(million);
            }
            out.write(bytes("\"}," + event("2") + "]}"));
        }

        pipeline.ingest(directory);

        assertThat(pipeline.ids("logs-cloudtrail-*")).containsExactlyInAnyOrder("111111111111:1", "111111111111:2");
        assertThat(pipeline.deadLetters())
                .containsExactly("AWSLogs/111111111111/CloudTrail/us-east-1/x/long.json.gz TOO_LARGE");
    }

    private static String event(String id) {
        return event(id, "");
    }

    private static String event(String id, String more) {
        return EVENT.formatted(id, more);
    }

    private void write(String key, byte[] content) throws IOException {
        Path file = directory.resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes(text));
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
