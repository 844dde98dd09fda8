package io.bongsu.console.page;

import io.bongsu.console.logs.DashboardStore;
import io.bongsu.console.logs.FieldFilter;
import io.bongsu.dashboards.Panel;
import io.bongsu.dashboards.Source;
import io.bongsu.dashboards.Split;
import java.time.Instant;
import java.util.List;

/** Where a click in a panel leads: the same page narrowed, or the records behind it. */
final class PanelLinks {

    private static final String ACCOUNT = "cloud.account.id";

    private final DashboardStore.Question question;
    private final String account;
    private final TimeRange time;
    private final Href here;

    PanelLinks(DashboardStore.Question question, String account, TimeRange time, Href here) {
        this.question = question;
        this.account = account;
        this.time = time;
        this.here = here;
    }

    /** The page with one more filter; empty where a bucket is no value of a field. */
    String narrow(Panel panel, Split split, String key) {
        String field = DashboardStore.usual(panel.source(), split.field());
        String text = field + ":" + key;
        if (split.type() == Split.Type.FILTERS) {
            return filtered(panel, split, key);
        }
        if (split.type() != Split.Type.TERMS || FieldFilter.parse(text).isEmpty()) {
            return "";
        }
        return narrowed(field, text).toString();
    }

    String narrow(Panel panel, Split down, String row, Split across, String column) {
        if (down.type() != Split.Type.TERMS || across.type() != Split.Type.TERMS) {
            return "";
        }
        String first = DashboardStore.usual(panel.source(), down.field()) + ":" + row;
        String second = DashboardStore.usual(panel.source(), across.field()) + ":" + column;
        if (FieldFilter.parse(first).isEmpty() || FieldFilter.parse(second).isEmpty()) {
            return "";
        }
        Href href = here;
        for (String text : List.of(first, second)) {
            href = has(text) ? href : href.and("f", text);
        }
        return href.toString();
    }

    private Href narrowed(String field, String text) {
        if (field.equals(ACCOUNT) && here.toString().contains("account=")) {
            return here;
        }
        return has(text) ? here : here.and("f", text);
    }

    private boolean has(String text) {
        return question.filters().stream().anyMatch(filter -> filter.text().equals(text));
    }

    /** A bucket of a filters split is a query: only the log search can show it. */
    private String filtered(Panel panel, Split split, String key) {
        if (!panel.source().logs()) {
            return "";
        }
        String query = split.filters().stream()
                .filter(filter -> filter.key().equals(key))
                .map(Split.Filter::query)
                .findFirst()
                .orElse("");
        String both = panel.query().isEmpty() ? query : "(" + panel.query() + ") AND (" + query + ")";
        return logs(panel.source(), both);
    }

    /** The page narrowed to one bar's stretch of time. */
    String stretch(Instant from, Instant to) {
        return here.without("range")
                .without("from")
                .without("to")
                .and("from", from.toString())
                .and("to", to.toString())
                .toString();
    }

    /** The records behind a panel; empty where nothing shows them. */
    String drill(Panel panel) {
        Source source = panel.source();
        if (source.logs()) {
            return logs(source, panel.query());
        }
        return switch (source.name()) {
            case "findings", "findings-history" -> findings(panel);
            case "dead-letter" -> "/pipeline";
            default -> "";
        };
    }

    private String logs(Source source, String query) {
        Href href = time.on(Href.to("/logs"));
        if (!time.asked()) {
            href = time.live() ? href : href.with("range", "all");
        }
        List<String> accounts = question.accounts();
        String q = query;
        if (accounts.size() > 1) {
            String units = ACCOUNT + ":(" + String.join(" OR ", accounts) + ")";
            q = query.isEmpty() ? units : "(" + query + ") AND " + units;
        }
        href = href.and("q", q).and("dataset", source.dataset());
        if (accounts.size() == 1) {
            href = href.and("account", accounts.getFirst());
        }
        return href.and("f", question.filters().stream().map(FieldFilter::text).toList())
                .toString();
    }

    private String findings(Panel panel) {
        String status = panel.query().contains("unmapped.status:FAIL")
                ? "fail"
                : panel.query().contains("unmapped.status:ERROR") ? "error" : "all";
        Href href = Href.to("/findings").and("status", status).and("account", account);
        for (FieldFilter filter : question.filters()) {
            String parameter =
                    switch (filter.field()) {
                        case ACCOUNT -> "account";
                        case "unmapped.rule" -> "rule";
                        case "unmapped.controls" -> "control";
                        default -> "";
                    };
            if (!parameter.isEmpty() && !filter.negated()) {
                href = href.with(parameter, filter.value());
            }
        }
        return href.toString();
    }

    String record(String index, String id) {
        return Href.to("/logs/record").and("index", index).and("id", id).toString();
    }
}
