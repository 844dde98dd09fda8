package io.bongsu.factory.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of requests, newest first.
 *
 * @param items the requests
 * @param next cursor of the next page; none on the last
 */
public record RequestsPage(List<RequestView> items, @Nullable String next) {
    public RequestsPage {
        items = List.copyOf(items);
    }
}
