package io.bongsu.reports.table;

import io.bongsu.reports.Assessment;
import io.bongsu.reports.table.StatementReader.StatementCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a statement of operation that comes back changes. */
public final class StatementDiff {

    private StatementDiff() {}

    /**
     * One edited cell.
     *
     * @param control id
     * @param column which
     * @param before what is kept now; the proposal at the time of the export where nothing is
     * @param after what the workbook says
     * @param draft what had been proposed when the workbook was made
     * @param conflict whether somebody else changed the cell since the workbook was made
     */
    public record Change(
            String control, StatementColumn column, String before, String after, String draft, boolean conflict) {

        /** What is to be kept: null where the person took the proposal back. */
        public Assessment.@Nullable Written written() {
            return after.equals(draft) ? null : new Assessment.Written(after, draft);
        }
    }

    /**
     * @param uploaded as {@link StatementReader#read} gave it
     * @param kept what people wrote before, by control and column
     */
    public static List<Change> of(
            Map<String, Map<StatementColumn, StatementCell>> uploaded,
            Map<String, Map<String, Assessment.Written>> kept) {
        List<Change> changes = new ArrayList<>();
        uploaded.forEach((control, cells) -> cells.forEach((column, cell) -> {
            if (!cell.edited()) {
                return;
            }
            Assessment.Written written = kept.getOrDefault(control, Map.of()).get(column.name());
            String before = written == null ? cell.draft() : written.text();
            if (!before.equals(cell.now())) {
                changes.add(
                        new Change(control, column, before, cell.now(), cell.draft(), !before.equals(cell.shown())));
            }
        }));
        return changes;
    }
}
