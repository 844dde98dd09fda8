package io.bongsu.platform.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns of text that line up, also where a character takes two cells, as Korean ones do. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(List.of(head));
    }

    void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("Row has %d cells; expected %d"
                    .formatted(cells.length, rows.getFirst().size()));
        }
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(widths[i] - width(cell))).append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Cuts a text to so many cells, with an ellipsis if something is missing; control characters become spaces. */
    static String cut(String text, int cells) {
        String safe = text.replaceAll("\\p{Cntrl}", " ");
        if (width(safe) <= cells) {
            return safe;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int i = 0; i < safe.length(); ) {
            int point = safe.codePointAt(i);
            int next = width(Character.toString(point));
            if (used + next > cells - 1) {
                break;
            }
            kept.appendCodePoint(point);
            used += next;
            i += Character.charCount(point);
        }
        return kept.append('…').toString();
    }

    /** How many terminal cells a text takes. */
    static int width(String text) {
        return text.codePoints().map(Table::cells).sum();
    }

    private static int cells(int point) {
        boolean wide = (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0x1F300 && point <= 0x1FAFF);
        boolean none = Character.getType(point) == Character.NON_SPACING_MARK;
        return none ? 0 : wide ? 2 : 1;
    }
}
