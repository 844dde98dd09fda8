package io.bongsu.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.OpenSearchServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
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

    private static final int OBJECTS = 60;
    private static final int RECORDS = 400;
    private static final int KILLS = 6;

    @TempDir
    Path directory;

    private Installation installation;
    private SqsClient sqs;
    private S3Client s3;
    private String queue;

    @BeforeEach
    void start(KafkaServer kafka, OpenSearchServer opensearch, MotoServer moto) throws Exception {
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
        installation = new Installation(directory, kafka, opensearch)
                .collector(Map.of(
                        "COLLECTOR_SHIP_QUEUES",
                        queue,
                        "COLLECTOR_SHIP_VISIBILITY_SECONDS",
                        "10",
                        "COLLECTOR_SHIP_S3_ENDPOINT",
                        moto.url().toString(),
                        "COLLECTOR_SHIP_SQS_ENDPOINT",
                        moto.url().toString(),
                        "AWS_ACCESS_KEY_ID",
                        MotoServer.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        MotoServer.SECRET_KEY,
                        "AWS_REGION",
                        MotoServer.REGION));
    }

    @AfterEach
    void stop() {
        installation.close();
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
        String id = installation.ingest(logs);

        killAtRandom(1);

        Installation.await(() -> installation.ingestState(id).equals("done"));
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

        Installation.await(() -> messages() == 0);
        awaitAllStored();
    }

    private void killAtRandom(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            Service victim = i % 2 == 0 ? installation.ship() : installation.index();
            Installation.pass(Duration.ofMillis(100 + random.nextInt(1_500)));
            victim.kill();
            victim.start();
            victim.awaitReady();
        }
    }

    private void awaitAllStored() throws Exception {
        Installation.await(() -> {
            JsonNode pipeline = installation.index().get("/api/v1/pipeline");
            return pipeline.path("lag").asLong(-1) == 0
                    && pipeline.at("/log_types/cloudtrail/read").asLong() >= OBJECTS * RECORDS;
        });
        installation.refresh();
        JsonNode books = installation.books("cloudtrail");

        assertThat(installation.count(installation.indices().logsPattern("cloudtrail")))
                .isEqualTo(OBJECTS * RECORDS);
        assertThat(books.path("stored").asLong()).as(books.toString()).isEqualTo(OBJECTS * RECORDS);
        assertThat(books.path("read").asLong())
                .as(books.toString())
                .isEqualTo(
                        books.path("stored").asLong() + books.path("suppressed").asLong());
        assertThat(books.path("quarantined").asLong()).isZero();
        assertThat(books.path("conflicts").asLong()).isZero();
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
