package io.bongsu.policy.store;

import io.bongsu.contracts.FindingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list of findings.
 *
 * @param items in the order of {@link FindingPosition}
 * @param last where the last item stands, or null when no item follows
 * @param total findings that the filter lets through, on all pages
 */
public record FindingPage(List<FindingView> items, @Nullable FindingPosition last, long total) {

    public FindingPage {
        items = List.copyOf(items);
    }
}
