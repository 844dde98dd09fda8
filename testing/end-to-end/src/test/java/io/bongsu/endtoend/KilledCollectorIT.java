package io.bongsu.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Topics;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.OpenSearchServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The collector's packaged processes, killed with SIGKILL at random moments while they work. Whatever the moments, in the end every record
 * is stored once and the books say so.
 */
@ExtendWith({KafkaServer.class, OpenSearchServer.class, MotoServer.class})
final class KilledCollectorIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OBJECTS = 60;
    private static final int RECORDS = 400;
    private static final int KILLS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    private Service ship;
    private Service index;
    private Indices indices;
    private URI opensearchUrl;
    private SqsClient sqs;
    private S3Client s3;
    private String queue;

    @BeforeEach
    void start(KafkaServer kafka, OpenSearchServer opensearch, MotoServer moto, Topics topics, Indices freshIndices)
            throws Exception {
        indices = freshIndices;
        opensearchUrl = opensearch.url();
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(MotoServer.ACCESS_KEY, MotoServer.SECRET_KEY));
        sqs = SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(moto.url())
                .region(Region.of(MotoServer.REGION))
                .credentialsProvider(credentials)
                .build();
        s3 = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(moto.url())
                .forcePathStyle(true)
                .region(Region.of(MotoServer.REGION))
                .credentialsProvider(credentials)
                .build();
        queue = sqs.createQueue(q -> q.queueName(MotoServer.freshQueue())).queueUrl();
        Map<String, String> environment = new HashMap<>(Map.of(
                "BONGSU_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "BONGSU_KAFKA_PARTITIONS", "2",
                "BONGSU_OPENSEARCH_URL", opensearch.url().toString(),
                "BONGSU_TOPIC_PREFIX", topics.prefix(),
                "BONGSU_INDEX_PREFIX", indices.prefix(),
                "COLLECTOR_LOG_TYPES_DIRECTORY",
                        Service.ROOT.resolve("collector/log-types").toString()));
        environment.put("COLLECTOR_ROLE", "index");
        index = new Service("index", "collector", directory, environment);
        environment.put("COLLECTOR_ROLE", "ship");
        environment.put("COLLECTOR_SHIP_DIRECTORIES", "true");
        environment.put("COLLECTOR_SHIP_QUEUES", queue);
        environment.put("COLLECTOR_SHIP_VISIBILITY_SECONDS", "10");
        environment.put("COLLECTOR_SHIP_S3_ENDPOINT", moto.url().toString());
        environment.put("COLLECTOR_SHIP_SQS_ENDPOINT", moto.url().toString());
        environment.put("AWS_ACCESS_KEY_ID", MotoServer.ACCESS_KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", MotoServer.SECRET_KEY);
        environment.put("AWS_REGION", MotoServer.REGION);
        ship = new Service("ship", "collector", directory, environment);
        ship.awaitReady();
        index.awaitReady();
    }

    @AfterEach
    void stop() {
        ship.close();
        index.close();
        sqs.close();
        s3.close();
    }

    @Test
    void aDirectoryIsStoredOnceThroughKillsOfBothRoles() throws Exception {
        Path logs = directory.resolve("logs");
        for (int i = 0; i < OBJECTS; i++) {
            Path file = logs.resolve(key(i));
            Files.createDirectories(file.getParent());
            Files.write(file, object(i));
        }
        String id = ship.post("/api/v1/ingests", "{\"location\":\"%s\"}".formatted(logs))
                .path("id")
                .asText();

        killAtRandom(1);

        await(() -> state(id).equals("done"));
        awaitAllStored();
    }

    @Test
    void announcedObjectsAreStoredOnceThroughKillsOfBothRoles() throws Exception {
        String bucket = MotoServer.freshBucket();
        s3.createBucket(b -> b.bucket(bucket).createBucketConfiguration(c -> c.locationConstraint(MotoServer.REGION)));
        for (int i = 0; i < OBJECTS; i++) {
            String key = key(i);
            s3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromBytes(object(i)));
            sqs.sendMessage(m -> m.queueUrl(queue)
                    .messageBody(
                            "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"%s\"},\"object\":{\"key\":\"%s\"}}}]}"
                                    .formatted(bucket, key)));
        }

        killAtRandom(2);

        await(() -> messages() == 0);
        awaitAllStored();
    }

    private void killAtRandom(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            Service victim = i % 2 == 0 ? ship : index;
            wait(Duration.ofMillis(100 + random.nextInt(1_500)));
            victim.kill();
            victim.start();
            victim.awaitReady();
        }
    }

    private void awaitAllStored() throws Exception {
        await(() -> {
            JsonNode pipeline = get(index, "/api/v1/pipeline");
            return pipeline.path("lag").asLong(-1) == 0
                    && pipeline.at("/log_types/cloudtrail/read").asLong() >= OBJECTS * RECORDS;
        });
        JsonNode books = index.get("/api/v1/pipeline").at("/log_types/cloudtrail");
        call("POST", "/" + indices.prefix() + "logs-*/_refresh");
        long documents = call("GET", "/" + indices.logsPattern("cloudtrail") + "/_count")
                .path("count")
                .asLong();

        assertThat(documents).isEqualTo(OBJECTS * RECORDS);
        assertThat(books.path("stored").asLong()).as(books.toString()).isEqualTo(documents);
        assertThat(books.path("read").asLong())
                .as(books.toString())
                .isEqualTo(
                        books.path("stored").asLong() + books.path("suppressed").asLong());
        assertThat(books.path("quarantined").asLong()).isZero();
        assertThat(books.path("conflicts").asLong()).isZero();
    }

    private String state(String id) {
        return get(ship, "/api/v1/ingests/" + id).path("state").asText();
    }

    private static JsonNode get(Service service, String path) {
        try {
            return service.get(path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private int messages() {
        return sqs
                .getQueueAttributes(q -> q.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within " + LIMIT).isLessThan(deadline);
            wait(Duration.ofMillis(200));
        }
    }

    /** Lets time pass on purpose: when the kills come is the test's subject. */
    private static void wait(Duration duration) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(never).isFalse();
    }

    private JsonNode call(String method, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(opensearchUrl.resolve(path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String key(int object) {
        return "AWSLogs/111111111111/CloudTrail/us-east-1/2023/07/10/f%03d.json.gz".formatted(object);
    }

    private static byte[] object(int object) throws IOException {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < RECORDS; i++) {
            records.append(records.isEmpty() ? "" : ",")
                    .append(
                            "{\"eventID\":\"%d-%d\",\"eventTime\":\"2023-07-10T11:42:36Z\",\"recipientAccountId\":\"111111111111\",\"eventName\":\"GetObject\",\"requestParameters\":{\"bucketName\":\"b%d\"}}"
                                    .formatted(object, i, i));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(("{\"Records\":[" + records + "]}").getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
