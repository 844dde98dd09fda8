package io.bongsu.policy.topology;

import io.bongsu.policy.input.ConfigurationItem;
import io.bongsu.policy.input.ResourceKey;
import io.bongsu.policy.input.UnjudgeableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the newest item of every resource, whatever the order they arrive in, and passes on that it changed. */
final class ItemIntake implements Processor<String, byte[], String, Change> {

    private static final Logger LOG = Logger.getLogger(ItemIntake.class);

    private final PolicyMetrics metrics;
    private @Nullable ProcessorContext<String, Change> context;
    private @Nullable KeyValueStore<String, byte[]> resources;

    ItemIntake(PolicyMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Change> context) {
        this.context = context;
        this.resources = context.getStateStore(PolicyTopology.RESOURCES);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (context == null || resources == null) {
            throw new IllegalStateException("An item came before the start");
        }
        byte[] value = record.value() == null ? new byte[0] : record.value();
        ConfigurationItem item;
        try {
            item = ConfigurationItem.read(value);
        } catch (UnjudgeableException e) {
            metrics.change("item", "unreadable");
            Optional<ResourceKey> key = Optional.ofNullable(record.key()).flatMap(ResourceKey::parse);
            LOG.warnf("configuration item can't be read reason=%s", e.getMessage());
            if (key.isPresent()) {
                forward(record, new Change.Unreadable(key.get(), e.getMessage()));
            }
            return;
        }
        String key = item.key().toString();
        byte[] known = resources.get(key);
        if (known != null && item.ordinal() <= StoredItem.ordinal(known)) {
            metrics.change("item", item.ordinal() == StoredItem.ordinal(known) ? "repeated" : "outdated");
            return;
        }
        resources.put(key, StoredItem.encode(item.ordinal(), value));
        metrics.change("item", "taken");
        forward(record, new Change.OfResource(key, item.ordinal()));
    }

    private void forward(Record<String, byte[]> record, Change change) {
        if (context != null) {
            context.forward(record.withKey(change.key()).withValue(change));
        }
    }

    /** How the store of resources keeps an item: its ordinal, then its bytes as AWS delivered them. */
    static final class StoredItem {

        private StoredItem() {}

        static byte[] encode(long ordinal, byte[] item) {
            return ByteBuffer.allocate(Long.BYTES + item.length)
                    .putLong(ordinal)
                    .put(item)
                    .array();
        }

        static long ordinal(byte[] stored) {
            return ByteBuffer.wrap(stored).getLong();
        }

        static byte[] item(byte[] stored) {
            return Arrays.copyOfRange(stored, Long.BYTES, stored.length);
        }
    }
}
