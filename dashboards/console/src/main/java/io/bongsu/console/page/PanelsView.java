package io.bongsu.console.page;

import io.bongsu.dashboards.Panel;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A dashboard's answers, ready to be shown. */
public record PanelsView(List<PanelView> panels, List<String> accounts, String fitHref) {

    static String kind(Panel panel) {
        return panel.kind().name().toLowerCase(Locale.ROOT);
    }

    /**
     * One panel. Exactly one of the forms is there, or none where nothing was found or the search failed.
     *
     * @param note what a reader must know, or empty
     * @param fault why there is no answer, or empty
     * @param ignored the filters that don't reach the panel
     * @param drill where its records are, or empty
     */
    public record PanelView(
            Panel panel,
            String title,
            String note,
            String fault,
            List<String> ignored,
            String drill,
            @Nullable String figure,
            @Nullable Plot plot,
            List<Item> items,
            @Nullable Heat heat,
            @Nullable Grid grid,
            List<Hit> hits) {

        public String id() {
            return panel.id();
        }

        public String kind() {
            return PanelsView.kind(panel);
        }

        public int columns() {
            return panel.width() / 4;
        }

        public boolean empty() {
            return fault.isEmpty()
                    && figure == null
                    && plot == null
                    && items.isEmpty()
                    && heat == null
                    && grid == null
                    && hits.isEmpty();
        }
    }

    /** A picture: what the browser draws, and the same as a table. */
    public record Plot(String json, List<Item> legend, List<String> head, List<PlotRow> rows) {}

    /** One row of a picture's table. */
    public record PlotRow(String title, List<String> values) {}

    /**
     * One value and its number.
     *
     * @param href narrows the page to it; empty where it can't
     * @param share of the greatest, from 0 to 100, for bars
     * @param weight from 1 to 5, for words
     */
    public record Item(String label, String number, String color, String href, String share, int weight) {}

    /** Rows and columns with a number where they meet. */
    public record Heat(String rowTitle, List<Item> columns, List<HeatRow> rows) {}

    /** One row. */
    public record HeatRow(Item head, List<HeatCell> cells) {}

    /**
     * One number.
     *
     * @param level from 0 (nothing) to 5 (the most)
     */
    public record HeatCell(String number, int level, String href, String label) {}

    /** A table. */
    public record Grid(List<String> splits, List<String> metrics, List<GridRow> rows) {}

    /** One row: its keys with their links, and its numbers. */
    public record GridRow(List<Item> keys, List<String> values) {}

    /** One record: its time, the cells, and where the whole of it is. */
    public record Hit(java.time.Instant at, List<String> cells, String href) {}
}
