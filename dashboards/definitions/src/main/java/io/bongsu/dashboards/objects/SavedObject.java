package io.bongsu.dashboards.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One saved object.
 *
 * @param type {@code index-pattern}, {@code visualization}, {@code search} or {@code dashboard}
 * @param references names within the object and the objects they stand for
 */
public record SavedObject(String type, String id, ObjectNode attributes, List<Reference> references) {

    /** The shape that each type's attributes have; what is older is migrated at import, what is newer is refused. */
    private static final Map<String, String> MIGRATION_VERSIONS =
            Map.of("index-pattern", "7.6.0", "visualization", "7.10.0", "search", "7.9.3", "dashboard", "7.9.3");

    private static final Pattern STAMP = Pattern.compile("\\s*\\[bongsu ([0-9a-f]{16})]$");

    public SavedObject {
        references = List.copyOf(references);
    }

    /** A name within an object, and the object it stands for. */
    public record Reference(String name, String type, String id) {}

    /** As {@code _import} reads it, without what differs from one export to the next. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("attributes", attributes);
        node.put("id", id);
        node.putObject("migrationVersion").put(type, migrationVersion());
        var list = node.putArray("references");
        references.forEach(one ->
                list.addObject().put("id", one.id()).put("name", one.name()).put("type", one.type()));
        node.put("type", type);
        return node;
    }

    String migrationVersion() {
        String version = MIGRATION_VERSIONS.get(type);
        if (version == null) {
            throw new IllegalStateException("Saved objects of type '%s' are not made here".formatted(type));
        }
        return version;
    }

    public String title() {
        return attributes.path("title").asText();
    }

    /** The object with its own fingerprint at the end of its description, by which a later install sees whether people changed it. */
    SavedObject stamped() {
        if (type.equals("index-pattern")) {
            return this;
        }
        ObjectNode copy = attributes.deepCopy();
        String words = copy.path("description").asText("");
        copy.put("description", (words + " [bongsu " + fingerprint() + "]").strip());
        return new SavedObject(type, id, copy, references);
    }

    /** What the object is, apart from its stamp: 16 hexadecimal digits. */
    String fingerprint() {
        ObjectNode bare = attributes.deepCopy();
        if (bare.has("description")) {
            bare.put(
                    "description",
                    STAMP.matcher(bare.path("description").asText()).replaceFirst(""));
        }
        StringBuilder text = new StringBuilder(sorted(bare));
        references.stream().sorted(Comparator.comparing(Reference::name)).forEach(one -> text.append('\n')
                .append(one.name())
                .append(' ')
                .append(one.type())
                .append(' ')
                .append(one.id()));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one must have", e);
        }
    }

    /** Whether it is still what was installed, whichever version that was. */
    boolean untouched() {
        Matcher stamp = STAMP.matcher(attributes.path("description").asText(""));
        return stamp.find() && stamp.group(1).equals(fingerprint());
    }

    private static String sorted(JsonNode node) {
        if (!node.isObject()) {
            return node.toString();
        }
        TreeMap<String, String> members = new TreeMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
        return members.toString();
    }

    /** What is said of it in reports. */
    @Override
    public String toString() {
        return type + " " + id;
    }
}
