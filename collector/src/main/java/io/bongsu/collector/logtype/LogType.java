package io.bongsu.collector.logtype;

import static java.util.Objects.requireNonNull;

import io.bongsu.collector.codec.Codec;
import io.bongsu.collector.codec.Piece;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.QuarantineReason;
import io.bongsu.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A log type, ready for work: immutable, and safe for use by several threads. */
public final class LogType {

    /** Before this there was no AWS; a record that claims so would open an index for nothing. */
    private static final Instant EARLIEST = Instant.parse("2006-01-01T00:00:00Z");

    /** Clocks differ, but not by more. */
    private static final Duration FUTURE = Duration.ofDays(1);

    /** OpenSearch takes ids of up to 512 bytes; a longer one is hashed. */
    private static final int MAX_ID = 256;

    private static final String CONTENT = "@content";

    private final String name;
    private final LocalText title;
    private final LogTypeFile.Topic topic;
    private final List<Pattern> ignore;
    private final List<Pattern> keys;
    private final List<Pattern> contents;
    private final Codec codec;
    private final LogTypeFile.Identity identity;
    private final List<String> keyParts;
    private final Fields identityFields;
    private final Map<String, FieldRule> head;
    private final Fields headFields;
    private final boolean json;
    private final Set<String> numbers;

    LogType(LogTypeFile file) {
        name = file.name();
        title = file.title();
        topic = file.topic();
        if (!name.matches("[a-z][a-z0-9]{1,30}")) {
            throw new IllegalArgumentException(
                    "name is '%s'; expected 2 to 31 characters a-z 0-9 beginning with a letter, it becomes part of topic and index names"
                            .formatted(name));
        }
        ignore = patterns("recognise.ignore", file.recognise().ignore());
        keys = patterns("recognise.key", file.recognise().key());
        contents = patterns("recognise.content", file.recognise().content());
        identity = file.identity();
        keyParts = file.key() == null ? List.of() : List.copyOf(file.key());
        head = Map.copyOf(file.head());
        numbers = file.numbers() == null ? Set.of() : Set.copyOf(file.numbers());
        json = file.codec().json() != null;
        codec = codec(file.codec());
        Set<String> wanted = new LinkedHashSet<>();
        List<String> ids = new ArrayList<>(identity.id());
        ids.addAll(keyParts);
        ids.stream().filter(part -> !part.startsWith("@")).forEach(wanted::add);
        identity.account().forEach(rule -> wanted.addAll(rule.from()));
        identity.region().forEach(rule -> wanted.addAll(rule.from()));
        wanted.addAll(identity.time().from());
        identityFields = new Fields(List.copyOf(wanted), json);
        Set<String> headPaths = new LinkedHashSet<>();
        for (FieldRule rule : head.values()) {
            headPaths.addAll(rule.from());
            if (rule.when() != null) {
                headPaths.add(rule.when());
            }
        }
        headFields = new Fields(List.copyOf(headPaths), json);
    }

    /** Paths and the reader that finds them. */
    private static final class Fields {
        private final Map<String, Integer> slots = new HashMap<>();
        private final FieldReader reader;

        Fields(List<String> paths, boolean json) {
            for (int i = 0; i < paths.size(); i++) {
                slots.put(paths.get(i), i);
            }
            reader = json ? new JsonFields(paths) : new ColumnFields(paths);
        }

        Function<String, @Nullable String> read(byte[] record, @Nullable String schema) {
            @Nullable String[] values = reader.read(record, schema);
            return path -> {
                Integer slot = slots.get(path);
                return slot == null ? null : values[slot];
            };
        }
    }

    /** The name in topics, indices and metrics, for example {@code cloudtrail}. */
    public String name() {
        return name;
    }

    /** The name for people. */
    public LocalText title() {
        return title;
    }

    /** The Kafka topic of the type's records. */
    public String topic(Topics topics) {
        return switch (topic) {
            case LOGS -> topics.logs(name);
            case CONFIG_ITEMS -> topics.configItems();
        };
    }

    /** How objects are split into records. */
    public Codec codec() {
        return codec;
    }

    /** Whether records are JSON, which can stand in a document as they are. */
    public boolean json() {
        return json;
    }

    boolean ignores(String key) {
        return ignore.stream().anyMatch(pattern -> pattern.matcher(key).find());
    }

    boolean recognisesKey(String key) {
        return keys.stream().anyMatch(pattern -> pattern.matcher(key).find());
    }

    boolean recognisesContent(String beginning) {
        return contents.stream().allMatch(pattern -> pattern.matcher(beginning).find());
    }

    /**
     * Finds out what a record is.
     *
     * @param now bounds the event time
     * @throws UnreadableRecordException when it is not of the format, or lacks what its identity is made of
     */
    public IdentifiedRecord identify(Piece.Record record, SourceObject source, Instant now) {
        Function<String, @Nullable String> field = identityFields.read(record.bytes(), record.schema());
        Instant time = time(field, source, now);
        String account = firstOf(identity.account(), field, source.account(), "");
        String region = firstOf(identity.region(), field, source.region(), "global");
        Function<String, @Nullable String> part = name -> switch (name) {
            case "@account" -> account;
            case "@region" -> region;
            case "@time" -> Long.toString(time.toEpochMilli());
            default -> field.apply(name);
        };
        String id = identity.id().getFirst().equals(CONTENT)
                ? ContentHash.of(record.bytes(), source.identity(), record.position())
                : bounded(join(identity.id(), ":", part));
        String key = keyParts.isEmpty() ? null : join(keyParts, "|", part);
        return new IdentifiedRecord(record.bytes(), id, key, account, region, time, record.position(), record.schema());
    }

    private Instant time(Function<String, @Nullable String> field, SourceObject source, Instant now) {
        String text = identity.time().evaluate(field);
        Instant time = text == null ? source.time() : Instant.parse(text);
        if (time == null) {
            throw new UnreadableRecordException(
                    QuarantineReason.EVENT_TIME,
                    "None of %s holds a time of the form %s, nor does the object's key"
                            .formatted(identity.time().from(), identity.time().as()));
        }
        if (time.isBefore(EARLIEST) || time.isAfter(now.plus(FUTURE))) {
            throw new UnreadableRecordException(
                    QuarantineReason.EVENT_TIME,
                    "The event time is %s; expected between %s and a day from now".formatted(time, EARLIEST));
        }
        return time;
    }

    private static String firstOf(
            List<FieldRule> rules, Function<String, @Nullable String> field, @Nullable String fromKey, String none) {
        for (FieldRule rule : rules) {
            String value = rule.evaluate(field);
            if (value != null) {
                return value;
            }
        }
        return fromKey == null ? none : fromKey;
    }

    private static String join(List<String> parts, String separator, Function<String, @Nullable String> value) {
        StringBuilder joined = new StringBuilder(64);
        for (String name : parts) {
            String part = value.apply(name);
            if (part == null || part.isEmpty()) {
                throw new UnreadableRecordException(
                        QuarantineReason.NO_IDENTITY,
                        "The record has no '%s'; expected all of %s to be there".formatted(name, parts));
            }
            if (!joined.isEmpty()) {
                joined.append(separator);
            }
            joined.append(part);
        }
        return joined.toString();
    }

    private static String bounded(String id) {
        return id.length() <= MAX_ID ? id : ContentHash.of(id);
    }

    /**
     * The head's fields for one record, by ECS name; a field that the record doesn't give is absent.
     *
     * @throws UnreadableRecordException when the record is not of the format
     */
    public Map<String, String> head(byte[] record, @Nullable String schema) {
        Function<String, @Nullable String> field = headFields.read(record, schema);
        Map<String, String> values = HashMap.newHashMap(head.size());
        for (Map.Entry<String, FieldRule> entry : head.entrySet()) {
            String value = entry.getValue().evaluate(field);
            if (value != null && !value.isEmpty()) {
                values.put(entry.getKey(), value);
            }
        }
        return values;
    }

    /** The names of the head's fields that are whole numbers. */
    public Set<String> headNumbers() {
        Set<String> names = new LinkedHashSet<>();
        head.forEach((name, rule) -> {
            if (rule.as() == FieldRule.As.LONG) {
                names.add(name);
            }
        });
        return names;
    }

    /** The names of all fields that the head can have. */
    public Set<String> headNames() {
        return head.keySet();
    }

    /**
     * A line's columns by name, in the header's order; for text formats only.
     *
     * @throws UnreadableRecordException when the line doesn't fit its header
     */
    public List<Column> columns(byte[] record, @Nullable String schema) {
        String[] names = requireNonNull(schema, "schema").split(" +");
        String[] cells = ColumnFields.cells(record, names);
        List<Column> columns = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            if (!cells[i].equals("-")) {
                columns.add(new Column(names[i], cells[i], numbers.contains(names[i]) && isNumber(cells[i])));
            }
        }
        return columns;
    }

    /**
     * One cell of a line.
     *
     * @param name the column's name, as AWS writes it
     * @param value its text
     * @param number whether it is a whole number
     */
    public record Column(String name, String value, boolean number) {}

    private static boolean isNumber(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Codec codec(LogTypeFile.CodecChoice choice) {
        if ((choice.json() == null) == (choice.lines() == null)) {
            throw new IllegalArgumentException("codec needs exactly one of 'json' and 'lines'");
        }
        if (choice.json() != null) {
            return new Codec.Json(choice.json().records());
        }
        LogTypeFile.CodecChoice.Lines lines = requireNonNull(choice.lines(), "lines");
        Pattern header = pattern("codec.lines.header", lines.header());
        return new Codec.Lines(line -> header.matcher(line).matches(), lines.assumed());
    }

    private static List<Pattern> patterns(String field, @Nullable List<String> expressions) {
        return expressions == null
                ? List.of()
                : expressions.stream().map(e -> pattern(field, e)).toList();
    }

    private static Pattern pattern(String field, String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "%s holds '%s', which is no regular expression: %s"
                            .formatted(field, expression, e.getDescription()),
                    e);
        }
    }
}
