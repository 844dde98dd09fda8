package io.bongsu.collector.index;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.bongsu.collector.document.DocumentWriter.Form;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way into OpenSearch.
 *
 * @param record where it comes from
 * @param logType the name in the books
 * @param index where it belongs
 * @param id the document's id
 * @param document the document, one line
 * @param form how much of the record stands in it
 * @param conflicting whether another document already holds the record's own id
 * @param entry what the books say once it is stored
 */
@SuppressWarnings("ArrayRecordComponent")
record BulkItem(
        ConsumerRecord<String, byte[]> record,
        String logType,
        String index,
        String id,
        byte[] document,
        Form form,
        boolean conflicting,
        Entry entry) {

    /** The column of the books that a stored document counts in. */
    enum Entry {
        STORED,
        QUARANTINED
    }

    /** Topic, partition and offset as text, as documents carry it. */
    static String coordinates(ConsumerRecord<String, byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    byte[] action() {
        return ("{\"create\":{\"_index\":\"" + index + "\",\"_id\":" + quoted(id) + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    BulkItem in(Form newForm, byte[] newDocument) {
        return new BulkItem(record, logType, index, id, newDocument, newForm, conflicting, entry);
    }

    BulkItem beside(String newId) {
        return new BulkItem(record, logType, index, newId, document, form, true, entry);
    }

    private static String quoted(String id) {
        return new String(JsonStringEncoder.getInstance().quoteAsUTF8(id), StandardCharsets.UTF_8)
                .transform(text -> '"' + text + '"');
    }

    static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
