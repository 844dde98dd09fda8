package io.bongsu.dashboards.objects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.dashboards.Metric;
import io.bongsu.dashboards.Panel;
import io.bongsu.dashboards.Split;
import org.jspecify.annotations.Nullable;

/** A panel as a visualization's {@code visState}. */
final class VisState {

    private VisState() {}

    static ObjectNode of(Panel panel) {
        ObjectNode state = object();
        state.put("title", both(panel.title()));
        state.put("type", type(panel.kind()));
        state.set("aggs", aggs(panel));
        state.set("params", params(panel));
        return state;
    }

    /** Both languages: saved objects have one title for all readers. */
    static String both(LocalText text) {
        return text.ko().equals(text.en()) ? text.ko() : text.ko() + " · " + text.en();
    }

    private static String type(Panel.Kind kind) {
        return switch (kind) {
            case METRIC -> "metric";
            case LINE -> "line";
            case AREA -> "area";
            case BAR -> "histogram";
            case HORIZONTAL_BAR -> "horizontal_bar";
            case PIE -> "pie";
            case TABLE -> "table";
            case HEAT_MAP -> "heatmap";
            case TAG_CLOUD -> "tagcloud";
            case RECORDS -> throw new IllegalArgumentException("Records are a saved search, not a visualization");
        };
    }

    private static ArrayNode aggs(Panel panel) {
        ArrayNode aggs = JsonNodeFactory.instance.arrayNode();
        int id = 1;
        for (Metric metric : panel.metrics()) {
            ObjectNode params = agg(aggs, id++, metric.type().word(), "metric", metric.title());
            if (metric.type() != Metric.Type.COUNT) {
                params.put("field", metric.field());
            }
            if (metric.type() == Metric.Type.PERCENTILES) {
                params.putArray("percents").add(metric.percent());
            }
        }
        for (int depth = 0; depth < panel.buckets().size(); depth++) {
            Split split = panel.buckets().get(depth);
            ObjectNode params = agg(
                    aggs,
                    id++,
                    split.type().name().toLowerCase(java.util.Locale.ROOT),
                    schema(panel.kind(), depth),
                    split.title());
            fill(params, panel, split);
        }
        return aggs;
    }

    private static ObjectNode agg(ArrayNode aggs, int id, String type, String schema, @Nullable LocalText title) {
        ObjectNode agg = aggs.addObject()
                .put("id", Integer.toString(id))
                .put("enabled", true)
                .put("type", type);
        ObjectNode params = agg.putObject("params");
        agg.put("schema", schema);
        if (title != null && !type.equals("filters")) {
            params.put("customLabel", both(title));
        }
        return params;
    }

    private static String schema(Panel.Kind kind, int depth) {
        return switch (kind) {
            case TABLE -> "bucket";
            // Rows come first in a definition; OpenSearch Dashboards calls them the y axis, "group".
            case HEAT_MAP -> depth == 0 ? "group" : "segment";
            default -> depth == 0 ? "segment" : "group";
        };
    }

    private static void fill(ObjectNode params, Panel panel, Split split) {
        switch (split.type()) {
            case DATE_HISTOGRAM -> {
                params.put("field", split.field())
                        .put("useNormalizedOpenSearchInterval", true)
                        .put("scaleMetricValues", false);
                params.put("interval", "auto")
                        .put("drop_partials", false)
                        .put("min_doc_count", 1)
                        .putObject("extended_bounds");
            }
            case TERMS -> {
                Metric by = panel.metrics().get(split.by());
                String order = Integer.toString(split.by() + 1);
                params.put("field", split.field());
                params.put(
                        "orderBy",
                        by.type() == Metric.Type.PERCENTILES ? order + "." + Math.round(by.percent()) : order);
                params.put("order", split.ascending() ? "asc" : "desc").put("size", split.size());
                params.put("otherBucket", false)
                        .put("otherBucketLabel", "Other")
                        .put("missingBucket", false)
                        .put("missingBucketLabel", "Missing");
                if (!split.include().isEmpty()) {
                    params.put("include", split.include());
                }
            }
            case FILTERS -> {
                ArrayNode filters = params.putArray("filters");
                for (Split.Filter filter : split.filters()) {
                    ObjectNode one = filters.addObject();
                    one.putObject("input").put("query", filter.query()).put("language", "lucene");
                    one.put("label", both(filter.title()));
                }
            }
        }
    }

    private static ObjectNode params(Panel panel) {
        ObjectNode params = object();
        switch (panel.kind()) {
            case METRIC -> {
                ObjectNode metric = params.put("addTooltip", true)
                        .put("addLegend", false)
                        .put("type", "metric")
                        .putObject("metric");
                metric.put("percentageMode", false)
                        .put("useRanges", false)
                        .put("colorSchema", "Green to Red")
                        .put("metricColorMode", "None")
                        .put("invertColors", false);
                metric.putArray("colorsRange").addObject().put("from", 0).put("to", 10_000);
                metric.putObject("labels").put("show", false);
                metric.putObject("style")
                        .put("bgFill", "#000")
                        .put("bgColor", false)
                        .put("labelColor", false)
                        .put("subText", "")
                        .put("fontSize", 40);
            }
            case LINE, AREA, BAR, HORIZONTAL_BAR -> axes(params, panel);
            case PIE -> {
                params.put("type", "pie")
                        .put("addTooltip", true)
                        .put("addLegend", true)
                        .put("legendPosition", "right")
                        .put("isDonut", true);
                params.putObject("labels")
                        .put("show", false)
                        .put("values", true)
                        .put("last_level", true)
                        .put("truncate", 100);
            }
            case TABLE -> {
                params.put("perPage", 10)
                        .put("showPartialRows", false)
                        .put("showMetricsAtAllLevels", false)
                        .put("showTotal", false)
                        .put("totalFunc", "sum")
                        .put("percentageCol", "");
            }
            case HEAT_MAP -> {
                params.put("type", "heatmap")
                        .put("addTooltip", true)
                        .put("addLegend", true)
                        .put("enableHover", false)
                        .put("legendPosition", "right");
                params.putArray("times");
                params.put("colorsNumber", 5)
                        .put("colorSchema", "Blues")
                        .put("setColorRange", false)
                        .put("invertColors", false)
                        .put("percentageMode", false);
                params.putArray("colorsRange");
                ObjectNode axis = params.putArray("valueAxes")
                        .addObject()
                        .put("show", false)
                        .put("id", "ValueAxis-1")
                        .put("type", "value");
                axis.putObject("scale").put("type", "linear").put("defaultYExtents", false);
                axis.putObject("labels")
                        .put("show", true)
                        .put("rotate", 0)
                        .put("overwriteColor", false)
                        .put("color", "black");
            }
            case TAG_CLOUD ->
                params.put("scale", "linear")
                        .put("orientation", "single")
                        .put("minFontSize", 12)
                        .put("maxFontSize", 36)
                        .put("showLabel", false);
            case RECORDS -> throw new IllegalArgumentException("Records are a saved search, not a visualization");
        }
        return params;
    }

    private static void axes(ObjectNode params, Panel panel) {
        boolean lying = panel.kind() == Panel.Kind.HORIZONTAL_BAR;
        String drawn = lying ? "histogram" : type(panel.kind());
        params.put("type", type(panel.kind()));
        params.putObject("grid").put("categoryLines", false);
        ObjectNode category = params.putArray("categoryAxes").addObject();
        category.put("id", "CategoryAxis-1")
                .put("type", "category")
                .put("position", lying ? "left" : "bottom")
                .put("show", true);
        category.putObject("style");
        category.putObject("scale").put("type", "linear");
        category.putObject("labels")
                .put("show", true)
                .put("rotate", 0)
                .put("filter", !lying)
                .put("truncate", 200);
        category.putObject("title");
        ObjectNode value = params.putArray("valueAxes").addObject();
        value.put("id", "ValueAxis-1")
                .put("name", lying ? "BottomAxis-1" : "LeftAxis-1")
                .put("type", "value")
                .put("position", lying ? "bottom" : "left")
                .put("show", true);
        value.putObject("style");
        value.putObject("scale").put("type", "linear").put("mode", "normal");
        value.putObject("labels")
                .put("show", true)
                .put("rotate", 0)
                .put("filter", lying)
                .put("truncate", 100);
        value.putObject("title").put("text", "");
        ObjectNode series = params.putArray("seriesParams").addObject();
        series.put("show", true)
                .put("type", drawn)
                .put("mode", panel.kind() == Panel.Kind.LINE ? "normal" : "stacked")
                .put("valueAxis", "ValueAxis-1");
        series.put("drawLinesBetweenPoints", true)
                .put("lineWidth", 2)
                .put("showCircles", panel.kind() == Panel.Kind.LINE)
                .put("interpolate", "linear");
        series.putObject("data").put("label", both(panel.title())).put("id", "1");
        params.put("addTooltip", true)
                .put("addLegend", panel.buckets().size() > 1)
                .put("legendPosition", "right")
                .put("addTimeMarker", false);
        params.putArray("times");
        params.putObject("labels").put("show", lying);
        params.putObject("thresholdLine")
                .put("show", false)
                .put("value", 10)
                .put("width", 1)
                .put("style", "full")
                .put("color", "#E7664C");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
