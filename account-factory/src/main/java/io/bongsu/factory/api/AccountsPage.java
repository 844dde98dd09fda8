package io.bongsu.factory.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of accounts, by id.
 *
 * @param items the accounts
 * @param next cursor of the next page; none on the last
 */
public record AccountsPage(List<AccountView> items, @Nullable String next) {
    public AccountsPage {
        items = List.copyOf(items);
    }
}
