package io.bongsu.collector.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bongsu.collector.logtype.ContentHash;
import io.bongsu.collector.logtype.LogType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes one log type's documents. Safe for use by several threads. */
public final class DocumentWriter {

    /** How much of the record the document holds in searchable form. */
    public enum Form {
        PLAIN,
        MENDED,
        BARE
    }

    private static final JsonFactory JSON = new JsonFactory();

    private final LogType type;
    private final MendedRecord mender;
    private final Clock clock;
    private final String[][] headPaths;
    private final String[] headNames;
    private final Set<String> numbers;

    /**
     * @param mapping the type's index mapping, which a mended record must fit
     * @param clock for {@code event.ingested}
     */
    public DocumentWriter(LogType type, Mapping mapping, Clock clock) {
        this.type = type;
        this.mender = new MendedRecord(mapping.at("aws").at(type.name()));
        this.clock = clock;
        Set<String> names = new TreeSet<>(type.headNames());
        names.addAll(List.of(
                "cloud.account.id",
                "cloud.provider",
                "cloud.region",
                "event.dataset",
                "event.hash",
                "event.ingested",
                "event.original",
                "labels.mended",
                "log.file.path",
                "log.kafka",
                "log.position"));
        headNames = names.toArray(String[]::new);
        headPaths = names.stream().map(name -> name.split("\\.")).toArray(String[][]::new);
        Set<String> whole = new TreeSet<>(type.headNumbers());
        whole.add("log.position");
        numbers = Set.copyOf(whole);
    }

    /**
     * The document as one line of JSON without a line feed.
     *
     * @throws io.bongsu.collector.logtype.UnreadableRecordException when the record is not of the type's format
     */
    public byte[] write(byte[] record, Origin origin, Form form) {
        Map<String, String> head = type.head(record, origin.schema());
        boolean lineFeeds = type.json() && hasLineFeed(record);
        if (!origin.account().isEmpty()) {
            head.put("cloud.account.id", origin.account());
        }
        head.put("cloud.provider", "aws");
        head.put("cloud.region", origin.region());
        head.put("event.dataset", "aws." + type.name());
        head.put("event.hash", ContentHash.of(record));
        head.put("event.ingested", clock.instant().toString());
        head.put("log.file.path", origin.source());
        head.put("log.kafka", origin.kafka());
        head.put("log.position", Integer.toString(origin.position()));
        if (!type.json() || lineFeeds || form != Form.PLAIN) {
            head.put("event.original", new String(record, StandardCharsets.UTF_8));
        }
        if (form != Form.PLAIN) {
            head.put("labels.mended", form.name().toLowerCase(Locale.ROOT));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(record.length + 1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("@timestamp", origin.time().toString());
            writeHead(json, head);
            if (!type.json() && form != Form.BARE) {
                writeColumns(json, record, origin.schema());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        byte[] document = out.toByteArray();
        if (!type.json() || form == Form.BARE) {
            return document;
        }
        byte[] body = form == Form.MENDED ? mender.mend(record) : lineFeeds ? withoutLineFeeds(record) : record;
        return splice(document, body);
    }

    /** Puts the record behind the head: the document's last byte is its closing bracket. */
    private byte[] splice(byte[] head, byte[] record) {
        byte[] before = (",\"aws\":{\"" + type.name() + "\":").getBytes(StandardCharsets.UTF_8);
        int end = head.length - 1;
        byte[] document = new byte[end + before.length + record.length + 2];
        System.arraycopy(head, 0, document, 0, end);
        System.arraycopy(before, 0, document, end, before.length);
        System.arraycopy(record, 0, document, end + before.length, record.length);
        // The last bracket of the record is its own; these close aws and the document.
        Arrays.fill(document, document.length - 2, document.length, (byte) '}');
        return document;
    }

    private void writeHead(JsonGenerator json, Map<String, String> head) throws IOException {
        String[] open = {};
        for (int i = 0; i < headNames.length; i++) {
            String value = head.get(headNames[i]);
            if (value == null) {
                continue;
            }
            String[] path = headPaths[i];
            int common = 0;
            while (common < open.length && common < path.length - 1 && open[common].equals(path[common])) {
                common++;
            }
            for (int depth = open.length; depth > common; depth--) {
                json.writeEndObject();
            }
            for (int depth = common; depth < path.length - 1; depth++) {
                json.writeObjectFieldStart(path[depth]);
            }
            open = Arrays.copyOf(path, path.length - 1);
            json.writeFieldName(path[path.length - 1]);
            if (numbers.contains(headNames[i])) {
                json.writeNumber(Long.parseLong(value));
            } else {
                json.writeString(wholeSurrogates(value));
            }
        }
        for (int depth = open.length; depth > 0; depth--) {
            json.writeEndObject();
        }
    }

    private void writeColumns(JsonGenerator json, byte[] record, @Nullable String schema) throws IOException {
        json.writeObjectFieldStart("aws");
        json.writeObjectFieldStart(type.name());
        for (LogType.Column column : type.columns(record, schema)) {
            if (column.number()) {
                json.writeNumberField(column.name(), Long.parseLong(column.value()));
            } else {
                json.writeStringField(column.name(), wholeSurrogates(column.value()));
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A JSON string may hold half of a surrogate pair, which no UTF-8 can express: it becomes the replacement character. */
    static String wholeSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
            }
        }
        return text;
    }

    private static boolean hasLineFeed(byte[] record) {
        for (byte b : record) {
            if (b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    /** Line feeds in JSON can only stand between its tokens, where a space says the same; the bulk API takes one line a document. */
    private static byte[] withoutLineFeeds(byte[] record) {
        byte[] line = record.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }
}
