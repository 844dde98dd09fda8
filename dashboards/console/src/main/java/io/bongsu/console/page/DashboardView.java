package io.bongsu.console.page;

import io.bongsu.dashboards.Dashboard;
import io.bongsu.dashboards.Panel;
import java.util.List;

/**
 * A dashboard's frame: everything but the answers, which come after it.
 *
 * @param panelsHref where the answers are
 * @param refresh seconds after which the answers are asked for again, or 0
 * @param others all dashboards, for the tabs
 * @param units the organizational units to choose from
 */
public record DashboardView(
        Dashboard dashboard,
        RangePicker picker,
        String account,
        String unit,
        List<String> units,
        List<LogsView.Chip> chips,
        List<String> filterTexts,
        String panelsHref,
        int refresh,
        List<Tab> others,
        String bare) {

    /** A tab. */
    public record Tab(Dashboard dashboard, String href, boolean current) {}

    /** All dashboards. */
    public record Directory(List<Tab> dashboards) {}

    /** How many of the page's twelve columns a panel takes. */
    public int columns(Panel panel) {
        return panel.width() / 4;
    }

    public String kind(Panel panel) {
        return PanelsView.kind(panel);
    }

    /** Whether anything narrows the page besides the time. */
    public boolean narrowed() {
        return !account.isEmpty() || !unit.isEmpty() || !chips.isEmpty();
    }
}
