package io.bongsu.policy.topology;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's own clients, with one addition: the books learn of each committed transaction. Kafka Streams tells no processor of it, and
 * without it nobody could know when a finding that has been sent can be seen.
 */
final class CommitTellingClients implements KafkaClientSupplier {

    private final Books books;

    CommitTellingClients(Books books) {
        this.books = books;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new TellingProducer(config, books);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    private static final class TellingProducer extends KafkaProducer<byte[], byte[]> {

        private final Books books;

        TellingProducer(Map<String, Object> config, Books books) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
            this.books = books;
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            books.committed();
        }
    }
}
