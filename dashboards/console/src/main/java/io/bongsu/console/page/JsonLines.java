package io.bongsu.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A JSON tree as lines of coloured pieces, two spaces a level, each line knowing whether its value is marked. */
public final class JsonLines {

    /** Beyond this a browser labours; the rest is said to be left out. */
    static final int MAX_LINES = 5_000;

    private final List<Line> lines = new ArrayList<>();
    private final Predicate<List<String>> marked;

    private JsonLines(Predicate<List<String>> marked) {
        this.marked = marked;
    }

    /**
     * One line.
     *
     * @param marked whether it belongs to a value that was asked to be marked
     */
    public record Line(List<Piece> pieces, boolean marked) {
        public Line {
            pieces = List.copyOf(pieces);
        }
    }

    /** @param kind {@code k} key, {@code s} string, {@code n} number, {@code c} constant, {@code p} punctuation */
    public record Piece(String kind, String text) {}

    static List<Line> of(JsonNode node) {
        return of(node, path -> false);
    }

    /** @param marked asked with each value's path; true marks the value with all its lines */
    static List<Line> of(JsonNode node, Predicate<List<String>> marked) {
        JsonLines writer = new JsonLines(marked);
        writer.write(node, List.of(), 0, List.of(), "", false);
        return writer.lines;
    }

    static boolean complete(List<Line> lines) {
        return lines.size() < MAX_LINES;
    }

    private void write(JsonNode node, List<String> path, int depth, List<Piece> lead, String tail, boolean inMarked) {
        boolean mark = inMarked || marked.test(path);
        if (node.isContainerNode() && !node.isEmpty()) {
            boolean object = node.isObject();
            emit(depth, lead, new Piece("p", object ? "{" : "["), mark);
            Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
            int size = node.size();
            for (int i = 0; i < size && lines.size() < MAX_LINES; i++) {
                String comma = i < size - 1 ? "," : "";
                if (object) {
                    Map.Entry<String, JsonNode> field = fields.next();
                    List<Piece> key = List.of(new Piece("k", quote(field.getKey())), new Piece("p", ": "));
                    write(field.getValue(), child(path, field.getKey()), depth + 1, key, comma, mark);
                } else {
                    write(node.get(i), child(path, Integer.toString(i)), depth + 1, List.of(), comma, mark);
                }
            }
            emit(depth, List.of(), new Piece("p", (object ? "}" : "]") + tail), mark);
            return;
        }
        List<Piece> start = new ArrayList<>(lead);
        start.add(scalar(node));
        emit(depth, start, new Piece("p", tail), mark);
    }

    private static Piece scalar(JsonNode node) {
        if (node.isContainerNode()) {
            return new Piece("p", node.isObject() ? "{}" : "[]");
        }
        if (node.isTextual()) {
            return new Piece("s", quote(node.textValue()));
        }
        return new Piece(
                node.isNumber() ? "n" : "c",
                node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asText());
    }

    private void emit(int depth, List<Piece> lead, Piece last, boolean mark) {
        if (lines.size() >= MAX_LINES) {
            return;
        }
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece("p", "  ".repeat(depth)));
        pieces.addAll(lead);
        pieces.add(last);
        lines.add(new Line(pieces, mark));
    }

    private static List<String> child(List<String> path, String name) {
        List<String> child = new ArrayList<>(path);
        child.add(name);
        return child;
    }

    private static String quote(String text) {
        return TextNode.valueOf(text).toString();
    }
}
