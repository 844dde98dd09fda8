package io.bongsu.collector.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.collector.CollectorConfig;
import io.bongsu.collector.Settings;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.contracts.RecordHeaders;
import io.bongsu.contracts.Topics;
import io.bongsu.kit.KafkaClients;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.OpenSearchServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Objects announced on SQS, through AWS's own SDK against a moto server, to the real Kafka. */
@ExtendWith({KafkaServer.class, OpenSearchServer.class, MotoServer.class})
final class QueueIT {

    private static final String EVENT =
            "{\"Records\":[{\"eventID\":\"%s\",\"eventTime\":\"2023-07-10T11:42:36Z\",\"recipientAccountId\":\"111111111111\"}]}";
    private static final String PREFIX = "AWSLogs/o-abc123/111111111111/CloudTrail/us-east-1/2023/07/10/";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String bucketName = MotoServer.freshBucket();
    private Topics topics;
    private KafkaClients kafka;
    private KafkaProducer<String, byte[]> producer;
    private S3Client s3;
    private SqsClient sqs;
    private String queue;
    private QueueWorker worker;
    private Thread thread;

    @BeforeEach
    void start(KafkaServer kafkaServer, OpenSearchServer opensearch, MotoServer moto, Topics freshTopics) {
        System.setProperty("aws.accessKeyId", MotoServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", MotoServer.SECRET_KEY);
        System.setProperty("aws.region", MotoServer.REGION);
        topics = freshTopics;
        kafka = new KafkaClients(Settings.shared(kafkaServer, opensearch, topics, OpenSearchServer.freshIndices()));
        kafka.ensureTopics(List.of(topics.logs("cloudtrail"), topics.deadLetter()), Map.of());
        producer = kafka.producer();
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(MotoServer.ACCESS_KEY, MotoServer.SECRET_KEY));
        s3 = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(moto.url())
                .forcePathStyle(true)
                .region(Region.of(MotoServer.REGION))
                .credentialsProvider(credentials)
                .build();
        sqs = SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(moto.url())
                .region(Region.of(MotoServer.REGION))
                .credentialsProvider(credentials)
                .build();
        s3.createBucket(
                b -> b.bucket(bucketName).createBucketConfiguration(c -> c.locationConstraint(MotoServer.REGION)));
        queue = sqs.createQueue(q -> q.queueName(MotoServer.freshQueue())).queueUrl();
        CollectorConfig config = Settings.collector(Map.of(
                "collector.role",
                "SHIP",
                "collector.log-types-directory",
                "log-types",
                "collector.ship.s3-endpoint",
                moto.url().toString(),
                "collector.ship.sqs-endpoint",
                moto.url().toString()));
        worker = new QueueWorker(
                queue,
                sqs,
                new Bucket(config),
                new Shipper(LogTypes.load(Path.of("log-types")), topics, producer, 4 << 20, Clock.systemUTC()),
                producer,
                topics.deadLetter(),
                2,
                new Semaphore(4),
                new ShipMetrics(new SimpleMeterRegistry()));
        thread = Thread.ofPlatform().daemon().start(worker);
    }

    @AfterEach
    void stop() {
        worker.stop();
        thread.interrupt();
        producer.close(Duration.ZERO);
        s3.close();
    }

    @Test
    void s3AnnouncesThroughItsOwnNotification() throws Exception {
        String queueArn = sqs.getQueueAttributes(q -> q.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        s3.putBucketNotificationConfiguration(n -> n.bucket(bucketName)
                .notificationConfiguration(c -> c.queueConfigurations(List.of(QueueConfiguration.builder()
                        .queueArn(queueArn)
                        .events(Event.S3_OBJECT_CREATED)
                        .build()))));

        put("from s3+ä.json", "e1");

        assertThat(ids(1)).containsExactly("111111111111:e1");
        awaitEmptyQueue();
    }

    @Test
    void severalRecordsInOneBodyAreAllRead() throws Exception {
        put("a b+c.json", "e1");
        put("한글:1.json", "e2");

        send("{\"Records\":[" + s3Record("a b+c.json") + "," + s3Record("한글:1.json") + "]}");

        assertThat(ids(2)).containsExactlyInAnyOrder("111111111111:e1", "111111111111:e2");
        awaitEmptyQueue();
    }

    @Test
    void aNotificationMayBeWrappedBySns() throws Exception {
        put("a.json", "e1");
        String inner = "{\"Records\":[" + s3Record("a.json") + "]}";

        send("{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:x\",\"Message\":\"" + inner.replace("\"", "\\\"")
                + "\"}");

        assertThat(ids(1)).containsExactly("111111111111:e1");
        awaitEmptyQueue();
    }

    @Test
    void eventBridgeAnnouncesKeysAsTheyAre() throws Exception {
        put("a+b %41.json", "e1");

        send(
                "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{\"name\":\"%s\"},\"object\":{\"key\":\"%s\"}}}"
                        .formatted(bucketName, PREFIX + "a+b %41.json"));

        assertThat(ids(1)).containsExactly("111111111111:e1");
        awaitEmptyQueue();
    }

    @Test
    void theTestMessageAndRemovalsAnnounceNothing() throws Exception {
        send("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"" + bucketName + "\"}");
        send(
                "{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\",\"s3\":{\"bucket\":{\"name\":\"x\"},\"object\":{\"key\":\"y\"}}}]}");

        awaitEmptyQueue();
        assertThat(records(topics.deadLetter(), 0)).isEmpty();
    }

    @Test
    void aMessageOfNoKnownFormIsQuarantinedAndDone() throws Exception {
        send("{\"hello\":\"world\"}");

        assertThat(records(topics.deadLetter(), 1)).singleElement().satisfies(letter -> {
            assertThat(header(letter, RecordHeaders.REASON)).isEqualTo("UNKNOWN_NOTIFICATION");
            assertThat(letter.value()).asString().isEqualTo("{\"hello\":\"world\"}");
        });
        awaitEmptyQueue();
    }

    @Test
    void aMessageStaysUntilItsObjectCanBeRead() throws Exception {
        send("{\"Records\":[" + s3Record("late.json") + "]}");
        awaitReceived(2);
        assertThat(messages()).isEqualTo(1);

        put("late.json", "e1");

        assertThat(ids(1)).containsExactly("111111111111:e1");
        awaitEmptyQueue();
    }

    @Test
    void aMessageStaysUntilKafkaHasEveryRecord() throws Exception {
        limitTopic("64");
        put("a.json", "e1");
        send("{\"Records\":[" + s3Record("a.json") + "]}");
        awaitReceived(2);
        assertThat(messages()).isEqualTo(1);

        limitTopic("1048576");

        assertThat(ids(1)).containsExactly("111111111111:e1");
        awaitEmptyQueue();
    }

    /** The broker refuses records over the limit, so a delivery fails in the broker itself. */
    private void limitTopic(String bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.logs("cloudtrail"));
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        try (Admin admin = kafka.admin()) {
            admin.incrementalAlterConfigs(Map.<ConfigResource, Collection<AlterConfigOp>>of(topic, List.of(set)))
                    .all()
                    .get();
        }
    }

    private void put(String name, String eventId) {
        s3.putObject(p -> p.bucket(bucketName).key(PREFIX + name), RequestBody.fromString(EVENT.formatted(eventId)));
    }

    private void send(String body) {
        sqs.sendMessage(m -> m.queueUrl(queue).messageBody(body));
    }

    private String s3Record(String name) {
        return "{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"%s\"},\"object\":{\"key\":\"%s\"}}}"
                .formatted(bucketName, URLEncoder.encode(PREFIX + name, StandardCharsets.UTF_8));
    }

    private int messages() {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(q -> q.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    private void awaitEmptyQueue() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (messages() > 0) {
            assertThat(System.nanoTime()).as("messages left: %d", messages()).isLessThan(deadline);
            thread.join(100);
        }
    }

    /** Waits until the worker has taken the one message so often; each time but the last ended without its deletion. */
    private void awaitReceived(int times) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        int taken = 0;
        boolean hidden = false;
        while (taken < times) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            boolean now = sqs.getQueueAttributes(q -> q.queueUrl(queue)
                            .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .attributes()
                    .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                    .equals("1");
            taken += now && !hidden ? 1 : 0;
            hidden = now;
            thread.join(20);
        }
    }

    private List<String> ids(int atLeast) {
        return records(topics.logs("cloudtrail"), atLeast).stream()
                .map(record -> header(record, RecordHeaders.RECORD_ID))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic, int atLeast) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (Consumer<String, byte[]> consumer = kafka.consumer("reader", Map.of())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            do {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            } while (found.size() < atLeast && System.nanoTime() < deadline);
        }
        return found;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
