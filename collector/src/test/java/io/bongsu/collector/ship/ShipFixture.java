package io.bongsu.collector.ship;

import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.contracts.Topics;
import io.bongsu.kit.KafkaClients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Ships directories with the role's own parts, in this JVM. */
public final class ShipFixture implements AutoCloseable {

    private static final int MAX_RECORD_BYTES = 4 << 20;

    private final KafkaProducer<String, byte[]> producer;
    private final Shipper shipper;

    public ShipFixture(KafkaClients kafka, LogTypes types, Topics topics) {
        producer = kafka.producer();
        shipper = new Shipper(types, topics, producer, MAX_RECORD_BYTES, Clock.systemUTC());
    }

    public void ship(Path directory) throws IOException {
        try (Stream<ObjectSource> objects = DirectoryListing.list(directory)) {
            for (var each = objects.iterator(); each.hasNext(); ) {
                shipper.ship(each.next());
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
