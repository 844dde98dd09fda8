package io.bongsu.policy.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one partition that wait, in a store that survives. Those that nobody has judged yet are apart from those that OPA's
 * absence has made an error of, so that a thousand of the latter don't delay one of the former. Taking goes around, so that nothing
 * starves.
 */
final class Waiting {

    private static final String FRESH = "n|";
    private static final String REPORTED = "r|";
    private static final String CATALOGUE = "m|catalogue";

    private final KeyValueStore<String, byte[]> store;
    private final TaskBook book;
    private String freshCursor = FRESH;
    private String reportedCursor = REPORTED;

    Waiting(KeyValueStore<String, byte[]> store, TaskBook book) {
        this.store = store;
        this.book = book;
        book.pending(count(FRESH) + count(REPORTED));
    }

    /** A change as it waits. */
    record Entry(Change change, byte[] bytes, boolean reported) {}

    void add(Change change) {
        boolean waitsAlready = store.get(FRESH + change.key()) != null;
        // The newer change takes the place of the one that is to be asked again.
        boolean reported = store.delete(REPORTED + change.key()) != null;
        store.put(FRESH + change.key(), change.encode());
        if (!waitsAlready && !reported) {
            book.added();
        }
    }

    boolean contains(String key) {
        return store.get(FRESH + key) != null || store.get(REPORTED + key) != null;
    }

    boolean isEmpty() {
        return book.waiting() == 0;
    }

    /** Up to so many changes that aren't being judged already. */
    List<Entry> take(boolean reported, int most, Set<String> underWay) {
        String prefix = reported ? REPORTED : FRESH;
        String cursor = reported ? reportedCursor : freshCursor;
        List<Entry> taken = new ArrayList<>();
        String last = scan(cursor, end(prefix), reported, most, underWay, taken);
        if (taken.size() < most && !cursor.equals(prefix)) {
            String around = scan(prefix, cursor, reported, most, underWay, taken);
            last = around == null ? last : around;
        }
        // The next look begins behind the last one taken, or from the start when the end was reached.
        String next = last == null || taken.size() < most ? prefix : last + '\0';
        if (reported) {
            reportedCursor = next;
        } else {
            freshCursor = next;
        }
        return taken;
    }

    /** It is judged; stays when a newer change of the same has come meanwhile. */
    void done(Entry entry) {
        String key = (entry.reported() ? REPORTED : FRESH) + entry.change().key();
        byte[] now = store.get(key);
        if (now != null && Arrays.equals(now, entry.bytes())) {
            store.delete(key);
            book.judged();
        }
    }

    /** It is an error for want of OPA, and will be asked again. */
    void reported(Entry entry) {
        if (entry.reported()) {
            return;
        }
        byte[] now = store.get(FRESH + entry.change().key());
        if (now != null && Arrays.equals(now, entry.bytes())) {
            store.delete(FRESH + entry.change().key());
            store.put(REPORTED + entry.change().key(), entry.bytes());
        }
    }

    /** The fingerprint of the catalogue that the resources were last judged by, or null. */
    byte @Nullable [] catalogue() {
        return store.get(CATALOGUE);
    }

    void catalogue(byte[] fingerprint) {
        store.put(CATALOGUE, fingerprint);
    }

    private @Nullable String scan(
            String from, String to, boolean reported, int most, Set<String> underWay, List<Entry> taken) {
        String last = null;
        try (KeyValueIterator<String, byte[]> all = store.range(from, to)) {
            while (taken.size() < most && all.hasNext()) {
                KeyValue<String, byte[]> each = all.next();
                last = each.key;
                Change change = Change.decode(each.value);
                if (!underWay.contains(change.key())) {
                    taken.add(new Entry(change, each.value, reported));
                }
            }
        }
        return last;
    }

    private long count(String prefix) {
        long count = 0;
        try (KeyValueIterator<String, byte[]> all = store.range(prefix, end(prefix))) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    /** Behind every key that begins so: the character after the separator. */
    private static String end(String prefix) {
        return prefix.charAt(0) + "}";
    }
}
