package io.bongsu.factory.inventory;

import static io.bongsu.kit.database.Transaction.instant;

import io.bongsu.kit.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organization's accounts with what people say of them; one indexed look at the database. */
public final class Accounts {

    private static final String SELECT =
            "SELECT a.*, (SELECT count(*) FROM drift d WHERE d.subject = a.id AND d.state IN ('OPEN', 'REPAIRING')) AS drifts FROM account a";

    private static final String BENEATH =
            "WITH RECURSIVE beneath AS (SELECT ?::text AS id UNION SELECT u.id FROM organizational_unit u JOIN beneath b ON u.parent_id = b.id) ";

    private final Database database;

    public Accounts(Database database) {
        this.database = database;
    }

    /**
     * An account.
     *
     * @param id twelve digits
     * @param name as Organizations has it
     * @param email as Organizations has it
     * @param state Organizations' word
     * @param ouId where it is, where that is known
     * @param origin the request that it came from, where it came from one
     * @param governedBy the request that says what it is to be; none of an account that nobody governs
     * @param owner who answers for it
     * @param costCentre who pays
     * @param environment for example {@code prod}
     * @param blueprint what it is made from, with the version
     * @param drifts differences that nobody has dealt with
     * @param joinedAt when it joined the organization
     * @param seenAt when it was last seen
     */
    public record Account(
            String id,
            String name,
            String email,
            String state,
            @Nullable String ouId,
            @Nullable UUID origin,
            @Nullable UUID governedBy,
            @Nullable String owner,
            @Nullable String costCentre,
            @Nullable String environment,
            @Nullable String blueprint,
            int drifts,
            @Nullable Instant joinedAt,
            Instant seenAt) {

        /** Whether the factory knows what it is to be. */
        public boolean governed() {
            return governedBy != null;
        }
    }

    /**
     * Which accounts are wanted; null wants any.
     *
     * @param unit id of an organizational unit; those beneath it count
     * @param state Organizations' word
     * @param text part of name, address or id
     * @param email the whole address, in any letter case
     * @param owner who answers for it, in any letter case
     * @param governed whether the factory knows what it is to be
     * @param after the last id of the page before
     * @param size at most so many
     */
    public record Filter(
            @Nullable String unit,
            @Nullable String state,
            @Nullable String text,
            @Nullable String email,
            @Nullable String owner,
            @Nullable Boolean governed,
            @Nullable String after,
            int size) {}

    public Optional<Account> find(String id) {
        return database.read(transaction -> transaction.first(SELECT + " WHERE a.id = ?", Accounts::account, id));
    }

    /** By id. */
    public List<Account> list(Filter filter) {
        StringBuilder sql = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        if (filter.unit() != null) {
            sql.append(BENEATH);
            parameters.add(filter.unit());
        }
        sql.append(SELECT).append(" WHERE true");
        if (filter.unit() != null) {
            sql.append(" AND a.ou_id IN (SELECT id FROM beneath)");
        }
        if (filter.state() != null) {
            sql.append(" AND a.state = ?");
            parameters.add(filter.state());
        }
        if (filter.text() != null) {
            sql.append(
                    " AND (position(lower(?) in lower(a.name)) > 0 OR position(lower(?) in lower(a.email)) > 0 OR position(? in a.id) > 0)");
            parameters.addAll(List.of(filter.text(), filter.text(), filter.text()));
        }
        if (filter.email() != null) {
            sql.append(" AND lower(a.email) = lower(?)");
            parameters.add(filter.email());
        }
        if (filter.owner() != null) {
            sql.append(" AND lower(a.owner) = lower(?)");
            parameters.add(filter.owner());
        }
        if (filter.governed() != null) {
            sql.append(filter.governed() ? " AND a.governed_by IS NOT NULL" : " AND a.governed_by IS NULL");
        }
        if (filter.after() != null) {
            sql.append(" AND a.id > ?");
            parameters.add(filter.after());
        }
        sql.append(" ORDER BY a.id LIMIT ?");
        parameters.add(filter.size());
        return database.read(transaction -> transaction.list(sql.toString(), Accounts::account, parameters.toArray()));
    }

    /** Whether there is a vending certificate from that request. */
    public boolean certified(UUID request) {
        return database.read(transaction ->
                        transaction.first("SELECT 1 FROM certificate WHERE request_id = ?", row -> true, request))
                .orElse(false);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("state"),
                row.getString("ou_id"),
                row.getObject("request_id", UUID.class),
                row.getObject("governed_by", UUID.class),
                row.getString("owner"),
                row.getString("cost_centre"),
                row.getString("environment"),
                row.getString("blueprint"),
                row.getInt("drifts"),
                instant(row, "joined_at"),
                row.getTimestamp("seen_at").toInstant());
    }
}
