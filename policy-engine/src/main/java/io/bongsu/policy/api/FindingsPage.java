package io.bongsu.policy.api;

import io.bongsu.contracts.FindingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of the list of findings.
 *
 * @param items the worst first: by severity, then FAIL, ERROR, PASS, NOT_APPLICABLE
 * @param next cursor of the next page, or null on the last
 * @param total findings on all pages
 */
public record FindingsPage(List<FindingView> items, @Nullable String next, long total) {

    public FindingsPage {
        items = List.copyOf(items);
    }
}
