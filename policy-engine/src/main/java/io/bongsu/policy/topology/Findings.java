package io.bongsu.policy.topology;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.finding.FindingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What is remembered of the findings of one partition, by subject and guardrail. */
final class Findings {

    /** Neither in a subject's key nor in a guardrail's id. */
    private static final char SEPARATOR = '\n';

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyValueStore<String, byte[]> store;

    Findings(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Nullable FindingState get(String subject, String rule) {
        byte[] bytes = store.get(subject + SEPARATOR + rule);
        return bytes == null ? null : decode(bytes);
    }

    /** Remembers an evaluation and gives the state it leads to. */
    FindingState evaluate(String subject, String rule, VerdictStatus status, boolean open, long now) {
        FindingState state = FindingState.after(get(subject, rule), status, open, now);
        try {
            store.put(subject + SEPARATOR + rule, JSON.writeValueAsBytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state;
    }

    /** The guardrails that have an open finding on this subject. */
    List<String> openRules(String subject) {
        List<String> rules = new ArrayList<>();
        String from = subject + SEPARATOR;
        try (KeyValueIterator<String, byte[]> all = store.range(from, subject + (char) (SEPARATOR + 1))) {
            all.forEachRemaining(each -> {
                if (decode(each.value).open()) {
                    rules.add(each.key.substring(from.length()));
                }
            });
        }
        return rules;
    }

    private static FindingState decode(byte[] bytes) {
        try {
            return JSON.readValue(bytes, FindingState.class);
        } catch (IOException e) {
            throw new UncheckedIOException("A finding's state in the store can't be read", e);
        }
    }
}
