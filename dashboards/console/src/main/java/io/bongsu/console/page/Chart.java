package io.bongsu.console.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.console.logs.Histogram;
import io.bongsu.console.logs.Span;
import io.bongsu.console.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Stacked bars over time. The browser gets it as JSON in an attribute and draws every word as text.
 *
 * @param labels under the axis
 * @param titles of the hover card, one per bar
 * @param links where a click on a bar leads
 */
public record Chart(List<String> labels, List<String> titles, List<String> links, List<Series> series) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param name for people
     * @param color name of the colour in the style sheet
     */
    public record Series(String name, String color, List<Long> values, long total) {}

    /** Events over time by log type; a click narrows {@code target} to the bar's stretch of time. */
    static Chart of(Histogram histogram, Span span, Viewer viewer, Href target) {
        List<String> labels = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        List<String> links = new ArrayList<>();
        Href bare = target.without("range")
                .without("from")
                .without("to")
                .without("after")
                .without("page");
        for (Instant start : histogram.starts()) {
            Instant end = start.plus(histogram.interval());
            labels.add(viewer.clock().tick(start, histogram.interval(), span.length()));
            titles.add(viewer.clock().write(start) + " " + viewer.clock().label());
            links.add(
                    bare.and("from", start.toString()).and("to", end.toString()).toString());
        }
        List<Series> series = histogram.series().entrySet().stream()
                .map(entry -> series(entry, viewer))
                .toList();
        return new Chart(labels, titles, links, series);
    }

    private static Series series(Map.Entry<String, List<Long>> entry, Viewer viewer) {
        long total = entry.getValue().stream().mapToLong(Long::longValue).sum();
        return new Series(
                Texts.named(viewer.language(), "dataset", entry.getKey()),
                color(entry.getKey()),
                entry.getValue(),
                total);
    }

    /** The style sheet's colour name of a log type; one that it does not know has the common colour. */
    static String color(String dataset) {
        return dataset.replaceFirst("^aws\\.", "").replaceAll("[^a-z0-9]", "");
    }

    public String json() {
        try {
            return JSON.writeValueAsString(
                    Map.of("labels", labels, "titles", titles, "links", links, "series", series));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A chart of strings and numbers can't be written as JSON", e);
        }
    }

    /** The rows of the table that says the same as the picture, without empty ones. */
    public List<Row> table() {
        return IntStream.range(0, titles.size())
                .mapToObj(i -> new Row(
                        titles.get(i),
                        series.stream().map(s -> s.values().get(i)).toList()))
                .filter(row -> row.values().stream().anyMatch(value -> value > 0))
                .toList();
    }

    /** One bar in numbers. */
    public record Row(String title, List<Long> values) {}
}
