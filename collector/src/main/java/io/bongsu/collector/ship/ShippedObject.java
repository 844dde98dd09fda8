package io.bongsu.collector.ship;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was read of one object, or of several.
 *
 * @param objects how many
 * @param bytes of the objects as stored
 * @param records put on Kafka, by log type
 * @param quarantined dead letters sent
 */
record ShippedObject(long objects, long bytes, Map<String, Long> records, long quarantined) {

    static final ShippedObject NONE = new ShippedObject(0, 0, Map.of(), 0);

    ShippedObject {
        records = Map.copyOf(records);
    }

    ShippedObject plus(ShippedObject other) {
        Map<String, Long> sum = new TreeMap<>(records);
        other.records.forEach((type, n) -> sum.merge(type, n, Long::sum));
        return new ShippedObject(objects + other.objects, bytes + other.bytes, sum, quarantined + other.quarantined);
    }
}
