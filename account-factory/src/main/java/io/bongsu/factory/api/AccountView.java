package io.bongsu.factory.api;

import io.bongsu.factory.inventory.Accounts.Account;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An account as the API gives it.
 *
 * @param id twelve digits
 * @param name as Organizations has it
 * @param email the root user's address
 * @param state Organizations' word; REMOVED of an account that left the organization
 * @param ouId its organizational unit; none where nobody looked yet
 * @param ouPath the unit's names from the root down
 * @param governed whether the factory knows what it is to be
 * @param owner who answers for it
 * @param costCentre who pays
 * @param environment for example prod
 * @param blueprint what it is made from, with the version
 * @param drifts differences that nobody has dealt with
 * @param joinedAt when it joined the organization
 * @param seenAt when it was last seen
 */
@Schema(name = "Account")
public record AccountView(
        String id,
        String name,
        String email,
        String state,
        @Nullable String ouId,
        @Nullable String ouPath,
        boolean governed,
        @Nullable String owner,
        @Nullable String costCentre,
        @Nullable String environment,
        @Nullable String blueprint,
        int drifts,
        @Nullable Instant joinedAt,
        Instant seenAt) {

    static AccountView of(Account account, @Nullable String path) {
        return new AccountView(
                account.id(),
                account.name(),
                account.email(),
                account.state(),
                account.ouId(),
                path,
                account.governed(),
                account.owner(),
                account.costCentre(),
                account.environment(),
                account.blueprint(),
                account.drifts(),
                account.joinedAt(),
                account.seenAt());
    }
}
