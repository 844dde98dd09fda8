package io.bongsu.policy.store;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is stored of one record on Kafka. */
interface DocumentMaker {

    /** None for a record that nothing is stored of. */
    List<Document> documents(ConsumerRecord<String, byte[]> record);
}
