package io.bongsu.factory.inventory;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.request.Json;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.ListAccountsRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import software.amazon.awssdk.services.organizations.model.OrganizationalUnitNotFoundException;

/**
 * All accounts of the organization as last listed, in the database: looking an address up costs one index and no call of AWS. One sweep at
 * a time lists them all.
 */
public final class Inventory {

    /** The state of an account that Organizations doesn't list any more. */
    public static final String REMOVED = "REMOVED";

    private static final Duration HIDDEN = Duration.ofHours(1);

    private final Database database;
    private final AwsClients aws;
    private final Set<String> ouIds;
    private final InstantSource clock;
    private final Object sweeping = new Object();

    /** @param ouIds ids of the organizational units whose existence is looked at too */
    public Inventory(Database database, AwsClients aws, Set<String> ouIds, InstantSource clock) {
        this.database = database;
        this.aws = aws;
        this.ouIds = Set.copyOf(ouIds);
        this.clock = clock;
    }

    /**
     * An account, as last seen.
     *
     * @param id twelve digits
     * @param name as Organizations has it
     * @param email as Organizations has it
     * @param state Organizations' word
     * @param request the request that it came from
     * @param ouId where it is, where that is known
     */
    public record Entry(
            String id, String name, String email, String state, @Nullable UUID request, @Nullable String ouId) {}

    /** Accounts with that address, in any letter case; closed ones too, because AWS never gives an address out again. */
    public List<Entry> byEmail(String email) {
        return select("lower(email) = lower(?)", email);
    }

    public List<Entry> byName(String name) {
        return select("lower(name) = lower(?)", name);
    }

    public Optional<Entry> byId(String id) {
        return select("id = ?", id).stream().findFirst();
    }

    /** Accounts that count against the organization's quota. */
    public int count() {
        return database.read(transaction -> transaction.first(
                        "SELECT count(*) FROM account WHERE state <> ?", row -> row.getInt(1), REMOVED))
                .orElseThrow();
    }

    /** Ids of the settings' organizational units that Organizations doesn't have. */
    public Set<String> missingOus() {
        return database.read(transaction -> transaction.first(
                        "SELECT missing_ous FROM sweep", row -> Set.of(Json.read(row.getString(1), String[].class))))
                .orElse(Set.of());
    }

    /** Lists all accounts again, unless that was begun within this time. */
    public void ensureNotOlderThan(Duration age) {
        sweepUnlessBegunAfter(clock.instant().minus(age));
    }

    /** Lists all accounts, beginning now or later. */
    public void sweepNow() {
        sweepUnlessBegunAfter(clock.instant());
    }

    private void sweepUnlessBegunAfter(Instant moment) {
        if (begunAfter(moment)) {
            return; // without waiting for a sweep that is under way
        }
        synchronized (sweeping) {
            if (!begunAfter(moment)) {
                // Many pages: they queue on their own account, so that no request begins the list again at every turn.
                TokenBuckets.inNobodysTurn(this::sweep);
            }
        }
    }

    private boolean begunAfter(Instant moment) {
        return database.read(transaction ->
                        transaction.first("SELECT started_at FROM sweep", row -> row.getTimestamp("started_at")
                                .toInstant()))
                .map(last -> last.isAfter(moment))
                .orElse(false);
    }

    private void sweep() {
        Instant start = clock.instant();
        List<Account> accounts = new ArrayList<>();
        String next = null;
        do {
            ListAccountsResponse page = aws.organizations()
                    .listAccounts(ListAccountsRequest.builder().nextToken(next).build());
            accounts.addAll(page.accounts());
            next = page.nextToken();
        } while (next != null);
        List<String> missing = ouIds.stream().sorted().filter(this::missing).toList();
        database.change(transaction -> {
            for (Account each : accounts) {
                transaction.update(
                        "INSERT INTO account (id, name, email, state, joined_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, email = EXCLUDED.email,"
                                + " state = EXCLUDED.state, joined_at = EXCLUDED.joined_at, seen_at = EXCLUDED.seen_at",
                        each.id(),
                        each.name(),
                        each.email(),
                        each.stateAsString() == null ? each.statusAsString() : each.stateAsString(),
                        each.joinedTimestamp(),
                        start);
            }
            // What was made a moment ago may not be listed yet.
            transaction.update("UPDATE account SET state = ? WHERE seen_at < ?", REMOVED, start.minus(HIDDEN));
            transaction.update(
                    "INSERT INTO sweep (started_at, ended_at, missing_ous) VALUES (?, ?, ?::jsonb) ON CONFLICT (only_one) DO UPDATE SET"
                            + " started_at = EXCLUDED.started_at, ended_at = EXCLUDED.ended_at, missing_ous = EXCLUDED.missing_ous",
                    start,
                    clock.instant(),
                    Json.write(missing));
        });
    }

    private boolean missing(String ouId) {
        try {
            aws.organizations().describeOrganizationalUnit(request -> request.organizationalUnitId(ouId));
            return false;
        } catch (OrganizationalUnitNotFoundException e) {
            return true;
        }
    }

    private List<Entry> select(String condition, String value) {
        return database.read(transaction -> select(transaction, condition, value));
    }

    private static List<Entry> select(Transaction transaction, String condition, String value) throws SQLException {
        return transaction.list(
                "SELECT id, name, email, state, request_id, ou_id FROM account WHERE " + condition + " ORDER BY id",
                Inventory::entry,
                value);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("state"),
                row.getObject("request_id", UUID.class),
                row.getString("ou_id"));
    }
}
