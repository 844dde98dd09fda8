package io.bongsu.dashboards.objects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.Indices;
import io.bongsu.dashboards.Dashboard;
import io.bongsu.dashboards.Definitions;
import io.bongsu.dashboards.Field;
import io.bongsu.dashboards.Panel;
import io.bongsu.dashboards.Source;
import io.bongsu.dashboards.objects.SavedObject.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the saved objects of the definitions; the same definitions give the same bytes. */
public final class SavedObjects {

    /** Raised when an index pattern's own shape changes. */
    private static final int PATTERN_VERSION = 1;

    private static final int CONTROLS_HEIGHT = 7;

    private final Definitions definitions;
    private final Indices indices;

    public SavedObjects(Definitions definitions, Indices indices) {
        this.definitions = definitions;
        this.indices = indices;
    }

    /** Everything that a dashboard needs, what is referred to before what refers to it. */
    public List<SavedObject> of(Dashboard dashboard) {
        List<SavedObject> objects = new ArrayList<>();
        for (Source source : dashboard.sources()) {
            objects.add(indexPattern(source));
        }
        SavedObject controls = controls(dashboard);
        objects.add(controls);
        List<SavedObject> panels = new ArrayList<>();
        for (Panel panel : dashboard.panels()) {
            panels.add((panel.kind() == Panel.Kind.RECORDS ? search(dashboard, panel) : visualization(dashboard, panel))
                    .stamped());
        }
        objects.addAll(panels);
        objects.add(page(dashboard, controls, panels).stamped());
        return objects;
    }

    /** The objects of every dashboard, each once. */
    public List<SavedObject> all() {
        Map<String, SavedObject> objects = new LinkedHashMap<>();
        for (Dashboard dashboard : definitions.all()) {
            of(dashboard).forEach(object -> objects.putIfAbsent(object.toString(), object));
        }
        return List.copyOf(objects.values());
    }

    /** A dashboard's objects as {@code _import} takes them: one a line, the last line counts them. */
    public static String ndjson(List<SavedObject> objects) {
        StringBuilder text = new StringBuilder();
        objects.forEach(object -> text.append(object.json()).append('\n'));
        ObjectNode end = JsonNodeFactory.instance.objectNode();
        end.put("exportedCount", objects.size()).put("missingRefCount", 0).putArray("missingReferences");
        return text.append(end).append('\n').toString();
    }

    private String patternId(Source source) {
        return "bongsu-index-" + source.name() + "-v" + PATTERN_VERSION;
    }

    private SavedObject indexPattern(Source source) {
        ObjectNode attributes = object();
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        for (String meta : List.of("_id", "_index")) {
            fields.add(fieldSpec(new Field(meta, meta, true, true, "")).put("readFromDocValues", false));
        }
        for (Field field : definitions.mappings().of(source).values()) {
            fields.add(fieldSpec(field));
        }
        attributes.put("fields", fields.toString());
        if (!source.time().isEmpty()) {
            attributes.put("timeFieldName", source.time());
        }
        attributes.put("title", source.pattern(indices));
        return new SavedObject("index-pattern", patternId(source), attributes, List.of());
    }

    private static ObjectNode fieldSpec(Field field) {
        ObjectNode spec = object();
        spec.put("count", 0).put("name", field.name()).put("type", dashboardsType(field));
        if (field.computed()) {
            spec.put("script", field.script()).put("lang", "painless");
        } else {
            spec.putArray("esTypes").add(field.type());
        }
        spec.put("scripted", field.computed())
                .put("searchable", field.searchable())
                .put("aggregatable", field.aggregatable());
        return spec.put("readFromDocValues", field.aggregatable() && !field.computed());
    }

    /** OpenSearch Dashboards' own names of types: https://docs.opensearch.org/latest/dashboards/management/index-patterns/ */
    private static String dashboardsType(Field field) {
        return switch (field.type()) {
            case "long", "integer", "short", "double", "float" -> "number";
            case "date", "ip", "boolean", "_source" -> field.type();
            case "flat_object" -> "unknown";
            default -> "string";
        };
    }

    private SavedObject controls(Dashboard dashboard) {
        ObjectNode state = object().put("title", VisState.both(dashboard.title()) + " · 필터")
                .put("type", "input_control_vis");
        state.putArray("aggs");
        ObjectNode params = state.putObject("params");
        ArrayNode list = params.putArray("controls");
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < dashboard.controls().size(); i++) {
            String field = dashboard.source().own(dashboard.controls().get(i));
            String name = "control_%d_index_pattern".formatted(i);
            ObjectNode control = list.addObject();
            control.put("id", "c" + i)
                    .put("fieldName", field)
                    .put("parent", "")
                    .put("label", field)
                    .put("type", "list");
            control.putObject("options")
                    .put("type", "terms")
                    .put("multiselect", true)
                    .put("dynamicOptions", true)
                    .put("size", 10)
                    .put("order", "desc");
            control.put("indexPatternRefName", name);
            references.add(new Reference(name, "index-pattern", patternId(dashboard.source())));
        }
        params.put("updateFiltersOnChange", true)
                .put("useTimeFilter", !dashboard.source().time().isEmpty())
                .put("pinFilters", false);
        ObjectNode attributes = object();
        attributes.put("title", VisState.both(dashboard.title()) + " · 필터");
        attributes.put("description", "");
        attributes.put("version", 1).put("uiStateJSON", "{}").put("visState", state.toString());
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", "{}");
        return new SavedObject("visualization", id(dashboard, "controls"), attributes, references).stamped();
    }

    private SavedObject visualization(Dashboard dashboard, Panel panel) {
        ObjectNode attributes = titled(dashboard, panel);
        attributes
                .put("version", 1)
                .put("uiStateJSON", "{}")
                .put("visState", VisState.of(panel).toString());
        return searching(new SavedObject("visualization", id(dashboard, panel.id()), attributes, List.of()), panel);
    }

    private SavedObject search(Dashboard dashboard, Panel panel) {
        ObjectNode attributes = titled(dashboard, panel);
        attributes.put("hits", 0).put("version", 1);
        panel.columns().forEach(attributes.putArray("columns")::add);
        attributes.putArray("sort").addArray().add(panel.source().time()).add("desc");
        return searching(new SavedObject("search", id(dashboard, panel.id()), attributes, List.of()), panel);
    }

    private static ObjectNode titled(Dashboard dashboard, Panel panel) {
        ObjectNode attributes = object();
        attributes.put("title", VisState.both(dashboard.title()) + ": " + VisState.both(panel.title()));
        attributes.put("description", panel.note() == null ? "" : VisState.both(panel.note()));
        return attributes;
    }

    private SavedObject searching(SavedObject object, Panel panel) {
        String name = "kibanaSavedObjectMeta.searchSourceJSON.index";
        ObjectNode source = object();
        source.putObject("query").put("query", panel.query()).put("language", "lucene");
        source.putArray("filter");
        source.put("indexRefName", name);
        object.attributes().putObject("kibanaSavedObjectMeta").put("searchSourceJSON", source.toString());
        return new SavedObject(
                object.type(),
                object.id(),
                object.attributes(),
                List.of(new Reference(name, "index-pattern", patternId(panel.source()))));
    }

    private SavedObject page(Dashboard dashboard, SavedObject controls, List<SavedObject> panels) {
        ArrayNode layout = JsonNodeFactory.instance.arrayNode();
        List<Reference> references = new ArrayList<>();
        place(layout, references, controls, 0, 0, 48, CONTROLS_HEIGHT);
        int x = 0;
        int y = CONTROLS_HEIGHT;
        int row = 0;
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = dashboard.panels().get(i);
            if (x + panel.width() > 48) {
                x = 0;
                y += row;
                row = 0;
            }
            int height = height(panel.kind());
            place(layout, references, panels.get(i), x, y, panel.width(), height);
            x += panel.width();
            row = Math.max(row, height);
        }
        ObjectNode attributes = object();
        attributes.put("title", "봉수: " + VisState.both(dashboard.title()));
        attributes.put("description", VisState.both(dashboard.description()));
        attributes.put("hits", 0).put("version", 1).put("timeRestore", false);
        attributes.put("optionsJSON", "{\"hidePanelTitles\":false,\"useMargins\":true}");
        attributes.put("panelsJSON", layout.toString());
        ObjectNode search = object();
        search.putObject("query").put("query", "").put("language", "lucene");
        search.putArray("filter");
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", search.toString());
        return new SavedObject(
                "dashboard", "bongsu-" + dashboard.name() + "-v" + dashboard.version(), attributes, references);
    }

    private static void place(
            ArrayNode layout, List<Reference> references, SavedObject object, int x, int y, int w, int h) {
        int index = layout.size();
        String name = "panel_" + index;
        ObjectNode panel = layout.addObject();
        panel.put("version", "2.19.0");
        String number = Integer.toString(index + 1);
        panel.putObject("gridData")
                .put("x", x)
                .put("y", y)
                .put("w", w)
                .put("h", h)
                .put("i", number);
        panel.put("panelIndex", number).putObject("embeddableConfig");
        panel.put("panelRefName", name);
        references.add(new Reference(name, object.type(), object.id()));
    }

    private static int height(Panel.Kind kind) {
        return switch (kind) {
            case METRIC -> 7;
            case RECORDS -> 18;
            case HEAT_MAP, TABLE -> 16;
            default -> 14;
        };
    }

    private static String id(Dashboard dashboard, String panel) {
        return "bongsu-" + dashboard.name() + "-" + panel + "-v" + dashboard.version();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
