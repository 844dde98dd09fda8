package io.bongsu.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.console.logs.DashboardStore;
import io.bongsu.console.text.Texts;
import io.bongsu.dashboards.Field;
import io.bongsu.dashboards.Metric;
import io.bongsu.dashboards.Panel;
import io.bongsu.dashboards.Split;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and numbers of panels as the reader's language has them. */
final class PanelWords {

    private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    /** The text groups of fields whose values come out of a closed set. */
    private static final Map<String, String> GROUPS = Map.of(
            "event.dataset", "dataset",
            "event.outcome", "outcome",
            "unmapped.status", "status",
            "unmapped.state", "state",
            "reason", "reason");

    /** What a value means decides its colour; the same value has the same colour on every page. */
    private static final Map<String, String> COLORS = Map.ofEntries(
            Map.entry("success", "good"),
            Map.entry("failure", "bad"),
            Map.entry("accept", "good"),
            Map.entry("reject", "bad"),
            Map.entry("allow", "good"),
            Map.entry("block", "bad"),
            Map.entry("captcha", "warn"),
            Map.entry("challenge", "warn"),
            Map.entry("count", "idle"),
            Map.entry("pass", "good"),
            Map.entry("fail", "bad"),
            Map.entry("error", "odd"),
            Map.entry("not_applicable", "idle"),
            Map.entry("open", "p1"),
            Map.entry("closed", "idle"),
            Map.entry("critical", "critical"),
            Map.entry("high", "high"),
            Map.entry("medium", "medium"),
            Map.entry("low", "low"),
            Map.entry("informational", "informational"));

    private static final int PALETTE = 8;

    private final Page page;

    PanelWords(Page page) {
        this.page = page;
    }

    /** A bucket's name. */
    String key(Panel panel, Split split, String key) {
        if (split.type() == Split.Type.FILTERS) {
            return split.filters().stream()
                    .filter(filter -> filter.key().equals(key))
                    .map(filter -> page.local(filter.title()))
                    .findFirst()
                    .orElse(key);
        }
        Field field = DashboardStore.DEFINITIONS
                .mappings()
                .find(panel.source(), split.field())
                .orElseThrow();
        if (field.name().equals("hour_kst")) {
            return "%02d".formatted((int) Double.parseDouble(key));
        }
        if (field.date()) {
            return page.time(Instant.ofEpochMilli((long) Double.parseDouble(key)));
        }
        String group = GROUPS.get(DashboardStore.usual(panel.source(), split.field()));
        return group == null ? shortened(key) : Texts.named(page.language(), group, key);
    }

    /** An ARN by what tells it from others: {@code user/kim (111122223333)}. Its beginning is the same on every line. */
    static String shortened(String text) {
        String[] parts = text.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn")) {
            return text;
        }
        return parts[4].isEmpty() ? parts[5] : parts[5] + " (" + parts[4] + ")";
    }

    /** A split's column. */
    String title(Panel panel, Split split) {
        if (split.title() != null) {
            return page.local(split.title());
        }
        return field(DashboardStore.usual(panel.source(), split.field()));
    }

    String title(Metric metric) {
        if (metric.title() != null) {
            return page.local(metric.title());
        }
        return metric.type() == Metric.Type.COUNT ? field("count") : field(metric.field());
    }

    /** A field's name; its own where the texts don't know it. */
    String field(String field) {
        String named = Texts.named(page.language(), "field", field);
        return named.equals(field) ? field.replaceFirst("^(aws\\.[a-z]+|unmapped)\\.", "") : named;
    }

    String number(Panel panel, int metric, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        Metric of = panel.metrics().get(metric);
        boolean date = (of.type() == Metric.Type.MIN || of.type() == Metric.Type.MAX)
                && DashboardStore.DEFINITIONS
                        .mappings()
                        .find(panel.source(), of.field())
                        .filter(Field::date)
                        .isPresent();
        if (date) {
            return page.minute(Instant.ofEpochMilli((long) value));
        }
        boolean amount = of.type() != Metric.Type.COUNT && of.type() != Metric.Type.CARDINALITY;
        if (panel.unit() == Panel.Unit.BYTES && amount && !of.field().endsWith("packets")) {
            return bytes(value);
        }
        return page.number(Math.round(value));
    }

    private String bytes(double value) {
        int unit = 0;
        double left = value;
        while (left >= 1_024 && unit < BYTE_UNITS.size() - 1) {
            left /= 1_024;
            unit++;
        }
        NumberFormat format = NumberFormat.getInstance(page.language().locale());
        format.setMaximumFractionDigits(left < 10 && unit > 0 ? 1 : 0);
        return format.format(left) + " " + BYTE_UNITS.get(unit);
    }

    /** A cell of a records panel. */
    String cell(String column, @Nullable JsonNode value) {
        if (value == null) {
            return "–";
        }
        String text = value.isContainerNode() ? value.toString() : value.asText();
        String group = GROUPS.get(column);
        return group == null ? text : Texts.named(page.language(), group, text);
    }

    /** The colour of a series, by its meaning or else by its place. */
    static String color(Split split, String key, int place) {
        if (split.field().equals("event.dataset")) {
            return Chart.color(key);
        }
        return COLORS.getOrDefault(key.toLowerCase(java.util.Locale.ROOT), "p" + (place % PALETTE + 1));
    }
}
