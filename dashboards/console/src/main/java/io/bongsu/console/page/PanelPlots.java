package io.bongsu.console.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.console.logs.Span;
import io.bongsu.console.page.PanelsView.Item;
import io.bongsu.console.page.PanelsView.Plot;
import io.bongsu.console.page.PanelsView.PlotRow;
import io.bongsu.dashboards.Panel;
import io.bongsu.dashboards.PanelAnswer;
import io.bongsu.dashboards.Split;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pictures that the browser draws: bars, lines, areas and rings. Each has its numbers as text beside it. */
final class PanelPlots {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Page page;
    private final PanelWords words;
    private final PanelLinks links;
    private final Span span;

    PanelPlots(Page page, PanelWords words, PanelLinks links, Span span) {
        this.page = page;
        this.words = words;
        this.links = links;
        this.span = span;
    }

    /** What {@code plots.js} draws; every word of it is written as a text node. */
    private record Drawing(
            String kind,
            String unit,
            List<String> labels,
            List<String> titles,
            List<String> links,
            List<Series> series) {}

    private record Series(String name, String color, List<Double> values) {}

    Plot of(Panel panel, List<PanelAnswer.Row> rows) {
        return panel.kind() == Panel.Kind.PIE ? ring(panel, rows) : bars(panel, rows);
    }

    private Plot ring(Panel panel, List<PanelAnswer.Row> rows) {
        Split split = panel.buckets().getFirst();
        List<Series> series = new ArrayList<>();
        List<Item> legend = new ArrayList<>();
        double sum = rows.stream().mapToDouble(row -> row.values().getFirst()).sum();
        for (PanelAnswer.Row row : ordered(split, rows)) {
            double value = row.values().getFirst();
            if (value > 0) {
                String key = row.keys().getFirst();
                String color = PanelWords.color(split, key, series.size());
                String name = words.key(panel, split, key);
                series.add(new Series(name, color, List.of(value)));
                legend.add(new Item(
                        name,
                        words.number(panel, 0, value),
                        color,
                        links.narrow(panel, split, key),
                        percent(value, sum),
                        0));
            }
        }
        return new Plot(json(panel, List.of(), List.of(), List.of(), series), legend, List.of(), List.of());
    }

    /** Filters keep the order of their definition; OpenSearch gives them by name. */
    private static List<PanelAnswer.Row> ordered(Split split, List<PanelAnswer.Row> rows) {
        if (split.type() != Split.Type.FILTERS) {
            return rows;
        }
        List<String> order = split.filters().stream().map(Split.Filter::key).toList();
        return rows.stream()
                .sorted(java.util.Comparator.comparingInt(
                        row -> order.indexOf(row.keys().getFirst())))
                .toList();
    }

    private Plot bars(Panel panel, List<PanelAnswer.Row> rows) {
        Split along = panel.buckets().getFirst();
        boolean overTime = along.type() == Split.Type.DATE_HISTOGRAM;
        List<String> positions = positions(panel, along, rows);
        Map<String, Integer> place = new LinkedHashMap<>();
        positions.forEach(position -> place.put(position, place.size()));
        Map<String, List<Double>> values = new LinkedHashMap<>();
        boolean split = panel.buckets().size() > 1;
        for (PanelAnswer.Row row : rows) {
            String name = split ? row.keys().get(1) : "";
            double value = row.values().getFirst();
            values.computeIfAbsent(name, none -> new ArrayList<>(Collections.nCopies(positions.size(), 0.0)))
                    .set(place.getOrDefault(row.keys().getFirst(), 0), Double.isNaN(value) ? 0.0 : value);
        }
        values.values().removeIf(series -> series.stream().allMatch(value -> value == 0));
        List<Series> series = new ArrayList<>();
        List<Item> legend = new ArrayList<>();
        for (Map.Entry<String, List<Double>> entry : series(panel, values).entrySet()) {
            Split by = panel.buckets().getLast();
            String name = split ? words.key(panel, by, entry.getKey()) : page.local(panel.title());
            String color = split ? PanelWords.color(by, entry.getKey(), series.size()) : "p1";
            series.add(new Series(name, color, entry.getValue()));
            if (split) {
                double sum =
                        entry.getValue().stream().mapToDouble(value -> value).sum();
                boolean adds = panel.metrics().getFirst().type() == io.bongsu.dashboards.Metric.Type.COUNT
                        || panel.metrics().getFirst().type() == io.bongsu.dashboards.Metric.Type.SUM;
                legend.add(new Item(
                        name,
                        adds ? words.number(panel, 0, sum) : "",
                        color,
                        links.narrow(panel, by, entry.getKey()),
                        "",
                        0));
            }
        }
        List<String> labels = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        List<String> hrefs = new ArrayList<>();
        Duration interval = span.interval();
        for (String position : positions) {
            if (overTime) {
                Instant at = Instant.ofEpochMilli((long) Double.parseDouble(position));
                labels.add(page.clock().tick(at, interval, span.length()));
                titles.add(page.time(at) + " " + page.clock().label());
                hrefs.add(links.stretch(at, at.plus(interval)));
            } else {
                labels.add(words.key(panel, along, position));
                titles.add(words.key(panel, along, position));
                hrefs.add(links.narrow(panel, along, position));
            }
        }
        return new Plot(
                json(panel, labels, titles, hrefs, series),
                legend,
                series.stream().map(Series::name).toList(),
                table(panel, titles, series));
    }

    private static List<String> positions(Panel panel, Split along, List<PanelAnswer.Row> rows) {
        List<String> keys =
                rows.stream().map(row -> row.keys().getFirst()).distinct().toList();
        boolean number = along.type() == Split.Type.DATE_HISTOGRAM
                || io.bongsu.console.logs.DashboardStore.DEFINITIONS
                        .mappings()
                        .find(panel.source(), along.field())
                        .filter(io.bongsu.dashboards.Field::number)
                        .isPresent();
        return number
                ? keys.stream()
                        .sorted(java.util.Comparator.comparingDouble(Double::parseDouble))
                        .toList()
                : keys;
    }

    /** The greatest series first; filters as their definition has them. */
    private static Map<String, List<Double>> series(Panel panel, Map<String, List<Double>> values) {
        Split by = panel.buckets().getLast();
        List<String> order = by.filters().stream().map(Split.Filter::key).toList();
        Map<String, List<Double>> ordered = new LinkedHashMap<>();
        values.entrySet().stream()
                .sorted(java.util.Comparator.comparingDouble(entry -> by.type() == Split.Type.FILTERS
                        ? order.indexOf(entry.getKey())
                        : -entry.getValue().stream().mapToDouble(value -> value).sum()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    private List<PlotRow> table(Panel panel, List<String> titles, List<Series> series) {
        List<PlotRow> rows = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            int at = i;
            if (series.stream().anyMatch(one -> one.values().get(at) != 0)) {
                rows.add(new PlotRow(
                        titles.get(at),
                        series.stream()
                                .map(one -> words.number(panel, 0, one.values().get(at)))
                                .toList()));
            }
        }
        return rows;
    }

    private static String percent(double value, double sum) {
        double share = sum == 0 ? 0 : 100 * value / sum;
        return share > 0 && share < 1 ? "<1%" : Math.round(share) + "%";
    }

    private static String json(
            Panel panel, List<String> labels, List<String> titles, List<String> hrefs, List<Series> series) {
        try {
            return JSON.writeValueAsString(new Drawing(
                    PanelsView.kind(panel),
                    panel.unit().name().toLowerCase(java.util.Locale.ROOT),
                    labels,
                    titles,
                    hrefs,
                    series));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A picture of strings and numbers can't be written as JSON", e);
        }
    }
}
