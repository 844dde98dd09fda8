package io.bongsu.policy.topology;

import io.bongsu.contracts.RecordHeaders;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.finding.FindingUid;
import io.bongsu.policy.input.EventFields;
import io.bongsu.policy.input.UnjudgeableException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Lets through the CloudTrail records that a guardrail asks for, keyed by their identity, so that a record delivered twice meets itself on
 * one partition. A record that can't be read is let through too: it might be one of them.
 */
final class EventFilter extends ContextualProcessor<String, byte[], String, byte[]> {

    private final Catalogue catalogue;
    private final PolicyMetrics metrics;

    EventFilter(Catalogue catalogue, PolicyMetrics metrics) {
        this.catalogue = catalogue;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        if (!asked(record.value())) {
            metrics.change("event", "unmatched");
            return;
        }
        Header id = record.headers().lastHeader(RecordHeaders.RECORD_ID);
        String key = id == null
                ? FindingUid.ofResource(new String(record.value(), StandardCharsets.ISO_8859_1))
                : new String(id.value(), StandardCharsets.UTF_8);
        context().forward(record.withKey(key));
    }

    private boolean asked(byte[] record) {
        try {
            EventFields fields = EventFields.read(record);
            return !catalogue
                    .rulesFor(fields.eventSource(), fields.eventName(), fields.userIdentityType())
                    .isEmpty();
        } catch (UnjudgeableException e) {
            return !catalogue.eventRules().isEmpty();
        }
    }
}
