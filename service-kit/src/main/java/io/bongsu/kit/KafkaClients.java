package io.bongsu.kit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes Kafka clients with the settings that nothing-lost depends on; keys are text, values bytes. */
@Singleton
public final class KafkaClients {

    /** The largest record on any topic, in bytes; ship quarantines what is larger. */
    public static final int MAX_RECORD_BYTES = 4 << 20;

    private final BongsuConfig.Kafka config;

    @Inject
    public KafkaClients(BongsuConfig config) {
        this.config = config.kafka();
    }

    /** Address and security, for a client or a Streams application. */
    public Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>(config.properties());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        return properties;
    }

    public Admin admin() {
        return Admin.create(common());
    }

    /** A producer that acknowledges only what all in-sync replicas have, in order, without duplicates by its own retries. */
    public KafkaProducer<String, byte[]> producer() {
        Map<String, Object> properties = common();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L << 20);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES + (64 << 10));
        // A broker that is away for minutes must not cost a record: the sender blocks or retries, it doesn't give up.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 600_000L);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /** A consumer that commits nothing by itself and begins a new group at the oldest record. */
    public KafkaConsumer<String, byte[]> consumer(String group, Map<String, Object> more) {
        Map<String, Object> properties = common();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.putAll(more);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Makes the topics that are missing; existing ones are left as they are. */
    public void ensureTopics(Collection<String> names, Map<String, String> topicConfig) {
        List<NewTopic> wanted = names.stream()
                .map(name -> new NewTopic(name, config.partitions(), config.replicationFactor()).configs(topicConfig))
                .toList();
        try (Admin admin = admin()) {
            for (var creation : admin.createTopics(wanted).values().entrySet()) {
                try {
                    creation.getValue().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException(
                                "Topic %s can't be made: %s"
                                        .formatted(
                                                creation.getKey(), e.getCause().getMessage()),
                                e.getCause());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were made", e);
        }
    }
}
