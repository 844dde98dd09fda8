package io.bongsu.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.console.logs.DashboardStore;
import io.bongsu.console.page.PanelsView.Grid;
import io.bongsu.console.page.PanelsView.GridRow;
import io.bongsu.console.page.PanelsView.Heat;
import io.bongsu.console.page.PanelsView.HeatCell;
import io.bongsu.console.page.PanelsView.HeatRow;
import io.bongsu.console.page.PanelsView.Hit;
import io.bongsu.console.page.PanelsView.Item;
import io.bongsu.console.page.PanelsView.PanelView;
import io.bongsu.dashboards.Panel;
import io.bongsu.dashboards.PanelAnswer;
import io.bongsu.dashboards.Split;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes panels out of answers, in the reader's words. */
final class PanelViews {

    private static final int LEVELS = 5;

    private final Page page;
    private final PanelLinks links;
    private final PanelWords words;
    private final PanelPlots plots;

    PanelViews(Page page, DashboardStore.Question question, String account, TimeRange time, Href here) {
        this.page = page;
        this.links = new PanelLinks(question, account, time, here);
        this.words = new PanelWords(page);
        this.plots = new PanelPlots(page, words, links, question.span());
    }

    PanelView of(DashboardStore.Answered answered) {
        Panel panel = answered.panel();
        PanelAnswer answer = answered.answer();
        boolean found = answer != null && something(panel, answer);
        List<PanelAnswer.Row> rows = found && answer != null ? answer.rows() : List.of();
        Panel.Kind kind = panel.kind();
        boolean plotted = found && (kind.plotted() || kind == Panel.Kind.PIE);
        return new PanelView(
                panel,
                page.local(panel.title()),
                panel.note() == null ? "" : page.local(panel.note()),
                answered.fault() == null ? "" : answered.fault(),
                answered.ignored(),
                links.drill(panel),
                kind == Panel.Kind.METRIC && answer != null ? figure(panel, answer) : null,
                plotted ? plots.of(panel, rows) : null,
                kind == Panel.Kind.HORIZONTAL_BAR || kind == Panel.Kind.TAG_CLOUD ? items(panel, rows) : List.of(),
                found && kind == Panel.Kind.HEAT_MAP ? heat(panel, rows) : null,
                found && kind == Panel.Kind.TABLE ? grid(panel, rows) : null,
                kind == Panel.Kind.RECORDS && answer != null ? hits(panel, answer) : List.of());
    }

    /** Whether there is anything to draw; a figure of zero is an answer, an empty picture is none. */
    private static boolean something(Panel panel, PanelAnswer answer) {
        return panel.kind() == Panel.Kind.METRIC
                || answer.rows().stream()
                        .anyMatch(row -> row.values().stream().anyMatch(value -> value != 0 && !value.isNaN()));
    }

    private String figure(Panel panel, PanelAnswer answer) {
        double value =
                answer.rows().isEmpty() ? 0 : answer.rows().getFirst().values().getFirst();
        return words.number(panel, 0, value);
    }

    private List<Item> items(Panel panel, List<PanelAnswer.Row> rows) {
        Split split = panel.buckets().getFirst();
        double most =
                rows.stream().mapToDouble(row -> row.values().getFirst()).max().orElse(0);
        List<Item> items = new ArrayList<>();
        for (PanelAnswer.Row row : rows) {
            double value = row.values().getFirst();
            if (value > 0) {
                String key = row.keys().getFirst();
                items.add(new Item(
                        words.key(panel, split, key),
                        words.number(panel, 0, value),
                        "p1",
                        links.narrow(panel, split, key),
                        page.width(Math.round(value * 1_000 / Math.max(most, 1e-9)), 1_000),
                        1 + (int) Math.min(4, Math.floor(5 * Math.sqrt(value / Math.max(most, 1e-9))))));
            }
        }
        return items;
    }

    private Heat heat(Panel panel, List<PanelAnswer.Row> rows) {
        Split down = panel.buckets().getFirst();
        Split across = panel.buckets().get(1);
        Map<String, Double> columnTotals = new LinkedHashMap<>();
        Map<String, Map<String, Double>> table = new LinkedHashMap<>();
        double most = 0;
        for (PanelAnswer.Row row : rows) {
            double value = row.values().getFirst();
            columnTotals.merge(row.keys().get(1), value, Double::sum);
            table.computeIfAbsent(row.keys().getFirst(), none -> new LinkedHashMap<>())
                    .put(row.keys().get(1), value);
            most = Math.max(most, value);
        }
        List<String> columns = columnTotals.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        List<HeatRow> heatRows = new ArrayList<>();
        for (Map.Entry<String, Map<String, Double>> line : table.entrySet()) {
            List<HeatCell> cells = new ArrayList<>();
            for (String column : columns) {
                double value = line.getValue().getOrDefault(column, 0.0);
                cells.add(new HeatCell(
                        value == 0 ? "" : words.number(panel, 0, value),
                        level(value, most),
                        value == 0 ? "" : links.narrow(panel, down, line.getKey(), across, column),
                        words.key(panel, down, line.getKey()) + " × " + words.key(panel, across, column)));
            }
            heatRows.add(new HeatRow(head(panel, down, line.getKey()), cells));
        }
        return new Heat(
                words.title(panel, down),
                columns.stream().map(key -> head(panel, across, key)).toList(),
                heatRows);
    }

    private Item head(Panel panel, Split split, String key) {
        return new Item(words.key(panel, split, key), "", "", links.narrow(panel, split, key), "", 0);
    }

    /** By logarithm: one account with a thousand times the events of the others must not make them all look like none. */
    private static int level(double value, double most) {
        if (value <= 0) {
            return 0;
        }
        return Math.min(
                LEVELS, 1 + (int) Math.floor(LEVELS * Math.log1p(value) / Math.log1p(Math.max(most, 1)) - 1e-9));
    }

    private Grid grid(Panel panel, List<PanelAnswer.Row> rows) {
        List<GridRow> lines = new ArrayList<>();
        for (PanelAnswer.Row row : rows) {
            List<Item> keys = new ArrayList<>();
            for (int i = 0; i < row.keys().size(); i++) {
                keys.add(head(panel, panel.buckets().get(i), row.keys().get(i)));
            }
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.values().size(); i++) {
                values.add(words.number(panel, i, row.values().get(i)));
            }
            lines.add(new GridRow(keys, values));
        }
        return new Grid(
                panel.buckets().stream().map(split -> words.title(panel, split)).toList(),
                panel.metrics().stream().map(words::title).toList(),
                lines);
    }

    private List<Hit> hits(Panel panel, PanelAnswer answer) {
        List<Hit> hits = new ArrayList<>();
        for (JsonNode hit : answer.hits()) {
            JsonNode source = hit.path("_source");
            List<String> cells = new ArrayList<>();
            for (String column : panel.columns()) {
                cells.add(words.cell(column, value(source, column)));
            }
            hits.add(new Hit(
                    instant(value(source, panel.source().time())),
                    cells,
                    links.record(hit.path("_index").asText(), hit.path("_id").asText())));
        }
        return hits;
    }

    private static @Nullable JsonNode value(JsonNode source, String field) {
        JsonNode node = source;
        for (String step : field.split("\\.", -1)) {
            node = node.path(step);
        }
        return node.isMissingNode() || node.isNull() ? null : node;
    }

    private static Instant instant(@Nullable JsonNode time) {
        try {
            return time == null
                    ? Instant.EPOCH
                    : OffsetDateTime.parse(time.asText()).toInstant();
        } catch (java.time.DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
