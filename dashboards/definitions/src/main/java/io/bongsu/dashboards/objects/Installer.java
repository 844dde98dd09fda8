package io.bongsu.dashboards.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.dashboards.objects.SavedObjectsApi.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings saved objects to where they should be. What people changed is theirs: it is reported and left as it is. An object of ours that nobody
 * touched since it was installed is replaced when ours is newer; that it is untouched is told by the stamp in its description.
 */
public final class Installer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SavedObjectsApi api;

    public Installer(SavedObjectsApi api) {
        this.api = api;
    }

    /** How an object that is there compares with ours. */
    public enum State {
        /** It isn't there. */
        NEW,
        /** It is what we would install. */
        SAME,
        /** It is an earlier one of ours that nobody touched. */
        OLDER,
        /** People changed it; it stays theirs. */
        CHANGED,
        /** OpenSearch Dashboards refused it. */
        REFUSED
    }

    /**
     * One object's line in a report.
     *
     * @param detail why, where a state doesn't say it
     */
    public record Line(SavedObject object, State state, String detail) {}

    /** How things are, without changing any. */
    public List<Line> compare(List<SavedObject> objects) throws ApiException {
        Map<String, SavedObject> there = api.find(objects);
        List<Line> lines = new ArrayList<>();
        for (SavedObject ours : objects) {
            SavedObject theirs = there.get(ours.toString());
            lines.add(theirs == null ? new Line(ours, State.NEW, "") : compared(ours, theirs));
        }
        return lines;
    }

    /** Installs what is new and replaces what is older; twice is as good as once. The lines say what each object was before. */
    public List<Line> install(List<SavedObject> objects) throws ApiException {
        List<Line> before = compare(objects);
        Map<String, String> refused = new LinkedHashMap<>();
        // A conflict here means that somebody made it a moment ago: it is theirs, and is refused, not overwritten.
        put(before, State.NEW, false, refused);
        put(before, State.OLDER, true, refused);
        return before.stream()
                .map(line -> refused.containsKey(line.object().toString())
                        ? new Line(
                                line.object(),
                                State.REFUSED,
                                refused.getOrDefault(line.object().toString(), ""))
                        : line)
                .toList();
    }

    private void put(List<Line> lines, State state, boolean overwrite, Map<String, String> refused)
            throws ApiException {
        List<SavedObject> objects = lines.stream()
                .filter(line -> line.state() == state)
                .map(Line::object)
                .toList();
        if (!objects.isEmpty()) {
            refused.putAll(api.put(objects, overwrite));
        }
    }

    private static Line compared(SavedObject ours, SavedObject theirs) {
        if (ours.type().equals("index-pattern")) {
            return pattern(ours, theirs);
        }
        if (ours.fingerprint().equals(theirs.fingerprint())) {
            return new Line(ours, State.SAME, "");
        }
        return theirs.untouched()
                ? new Line(ours, State.OLDER, "")
                : new Line(ours, State.CHANGED, "changed by people; left as it is");
    }

    /** OpenSearch Dashboards itself rewrites a pattern's fields, and people add their own: ours must be among them, no more. */
    private static Line pattern(SavedObject ours, SavedObject theirs) {
        for (String attribute : List.of("title", "timeFieldName")) {
            String mine = ours.attributes().path(attribute).asText();
            String other = theirs.attributes().path(attribute).asText();
            if (!mine.equals(other)) {
                return new Line(
                        ours,
                        State.CHANGED,
                        "%s is '%s'; expected '%s'; left as it is".formatted(attribute, other, mine));
            }
        }
        Set<String> missing = computed(ours);
        missing.removeAll(computed(theirs));
        return missing.isEmpty()
                ? new Line(ours, State.SAME, "")
                : new Line(
                        ours,
                        State.CHANGED,
                        "lacks the computed fields %s; add them, or delete the pattern and install again"
                                .formatted(missing));
    }

    private static Set<String> computed(SavedObject pattern) {
        Set<String> names = new TreeSet<>();
        try {
            for (JsonNode field :
                    JSON.readTree(pattern.attributes().path("fields").asText("[]"))) {
                if (field.path("scripted").asBoolean()) {
                    names.add(field.path("name").asText() + "="
                            + field.path("script").asText());
                }
            }
        } catch (JsonProcessingException e) {
            return names;
        }
        return names;
    }
}
