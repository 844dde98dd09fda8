package io.bongsu.factory.request;

import static io.bongsu.kit.database.Transaction.instant;

import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests and their steps in the database. */
public final class RequestStore {

    private static final String OPEN = "state IN ('AWAITING_APPROVAL', 'RUNNING', 'ABORTING')";

    private final Database database;

    public RequestStore(Database database) {
        this.database = database;
    }

    /**
     * Which requests are wanted; null wants any.
     *
     * @param state a {@link RequestState}, or {@code HELD}
     * @param text part of name or address
     * @param requester who asked
     * @param account the account's id
     * @param before the last one of the page before
     * @param size at most so many
     */
    public record Filter(
            @Nullable String state,
            @Nullable String text,
            @Nullable String requester,
            @Nullable String account,
            @Nullable Position before,
            int size) {}

    /** A place in the list, newest first. */
    public record Position(Instant createdAt, UUID id) {}

    public Optional<VendingRequest> find(UUID id) {
        return database.read(transaction -> find(transaction, id));
    }

    public Optional<UUID> byIdempotencyKey(String key) {
        return database.read(transaction -> transaction.first(
                "SELECT id FROM request WHERE idempotency_key = ?", row -> row.getObject("id", UUID.class), key));
    }

    /** What the request with that id was made from, hashed. */
    public String bodyHash(UUID id) {
        return database.read(transaction -> transaction.first(
                        "SELECT body_hash FROM request WHERE id = ?", row -> row.getString("body_hash"), id))
                .orElseThrow();
    }

    /** Keeps a request with its plan, in the transaction that accepts it; the first step begins unless somebody has to approve. */
    public static void add(Transaction transaction, NewRequest request, Instant now) throws SQLException {
        transaction.update(
                "INSERT INTO request (id, kind, origin_id, account_id, idempotency_key, body_hash, body, blueprint, name, email, ou, ou_id, requester,"
                        + " state, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)",
                request.id(),
                request.kind(),
                request.originId(),
                request.accountId(),
                request.idempotencyKey(),
                request.bodyHash(),
                Json.write(request.wish()),
                Json.write(request.blueprint()),
                request.name(),
                request.email(),
                request.ou(),
                request.ouId(),
                request.requester(),
                request.state(),
                now,
                now);
        boolean begins = request.state() == RequestState.RUNNING;
        for (int i = 0; i < request.steps().size(); i++) {
            boolean first = i == 0 && begins;
            transaction.update(
                    "INSERT INTO step (request_id, position, name, state, started_at) VALUES (?, ?, ?, ?, ?)",
                    request.id(),
                    i,
                    request.steps().get(i),
                    first ? StepState.RUNNING : StepState.PENDING,
                    first ? now : null);
        }
    }

    /** The request about that account, or for it, that hasn't ended. */
    public Optional<VendingRequest> openByAccount(String account) {
        return database.read(transaction -> transaction.first(
                        "SELECT id FROM request WHERE account_id = ? AND " + OPEN,
                        row -> row.getObject("id", UUID.class),
                        account))
                .flatMap(this::find);
    }

    /** Accounts whose closing was asked of AWS since this moment, oldest first. */
    public List<Instant> closedSince(String closingStep, Instant moment) {
        return database.read(transaction -> transaction.list(
                "SELECT s.ended_at FROM request r JOIN step s ON s.request_id = r.id AND s.name = ?"
                        + " WHERE r.kind = 'CLOSE' AND s.state = 'DONE' AND s.ended_at > ? ORDER BY s.ended_at",
                row -> row.getTimestamp(1).toInstant(),
                closingStep,
                moment));
    }

    public static Optional<VendingRequest> find(Transaction transaction, UUID id) throws SQLException {
        List<StepRow> steps = steps(transaction, id);
        return transaction.first("SELECT * FROM request WHERE id = ?", row -> request(row, steps), id);
    }

    /** Newest first. */
    public List<VendingRequest> list(Filter filter) {
        StringBuilder sql = new StringBuilder("SELECT * FROM request WHERE true");
        List<Object> parameters = new ArrayList<>();
        if ("HELD".equals(filter.state())) {
            sql.append(" AND held_for IS NOT NULL");
        } else if (filter.state() != null) {
            sql.append(" AND state = ? AND held_for IS NULL");
            parameters.add(filter.state());
        }
        if (filter.text() != null) {
            sql.append(" AND (position(lower(?) in lower(name)) > 0 OR position(lower(?) in lower(email)) > 0)");
            parameters.add(filter.text());
            parameters.add(filter.text());
        }
        if (filter.requester() != null) {
            sql.append(" AND requester = ?");
            parameters.add(filter.requester());
        }
        if (filter.account() != null) {
            sql.append(" AND account_id = ?");
            parameters.add(filter.account());
        }
        if (filter.before() != null) {
            sql.append(" AND (created_at, id) < (?, ?)");
            parameters.add(filter.before().createdAt());
            parameters.add(filter.before().id());
        }
        sql.append(" ORDER BY created_at DESC, id DESC LIMIT ?");
        parameters.add(filter.size());
        return database.read(transaction -> {
            List<VendingRequest> requests = new ArrayList<>();
            for (VendingRequest each :
                    transaction.list(sql.toString(), row -> request(row, List.of()), parameters.toArray())) {
                requests.add(find(transaction, each.id()).orElse(each));
            }
            return requests;
        });
    }

    /** Requests that the workflow has something to do for, oldest first. */
    public List<UUID> driven() {
        return database.read(transaction -> transaction.list(
                "SELECT id FROM request WHERE state IN ('RUNNING', 'ABORTING') AND held_for IS NULL ORDER BY created_at, id",
                row -> row.getObject("id", UUID.class)));
    }

    /** Open requests. */
    public int open() {
        return database.read(transaction -> transaction.first(
                        "SELECT count(*) FROM request WHERE account_id IS NULL AND kind = 'VEND' AND " + OPEN,
                        row -> row.getInt(1)))
                .orElseThrow();
    }

    /** An open request with that name. */
    public Optional<UUID> openByName(String name) {
        return database.read(transaction -> transaction.first(
                "SELECT id FROM request WHERE lower(name) = lower(?) AND " + OPEN,
                row -> row.getObject("id", UUID.class),
                name));
    }

    /** An open request with that address. */
    public Optional<UUID> openByEmail(String email) {
        return database.read(transaction -> transaction.first(
                "SELECT id FROM request WHERE lower(email) = lower(?) AND " + OPEN,
                row -> row.getObject("id", UUID.class),
                email));
    }

    /** Open requests that were accepted before this moment and whose account isn't asked for yet. */
    public int aheadOf(Instant moment, String creatingStep) {
        return database.read(transaction -> transaction.first(
                        "SELECT count(*) FROM request r JOIN step s ON s.request_id = r.id AND s.name = ?"
                                + " WHERE r.state = 'RUNNING' AND r.created_at < ? AND s.state NOT IN ('DONE', 'SKIPPED')",
                        row -> row.getInt(1),
                        creatingStep,
                        moment))
                .orElseThrow();
    }

    private static List<StepRow> steps(Transaction transaction, UUID id) throws SQLException {
        return transaction.list(
                "SELECT * FROM step WHERE request_id = ? ORDER BY position",
                row -> new StepRow(
                        row.getInt("position"),
                        row.getString("name"),
                        StepState.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        row.getInt("failures"),
                        row.getString("intent") == null ? null : Json.texts(row.getString("intent")),
                        instant(row, "intent_at"),
                        Json.texts(row.getString("result")),
                        instant(row, "waiting_since"),
                        instant(row, "not_before"),
                        row.getString("message"),
                        row.getString("error_code"),
                        row.getString("retry_from"),
                        instant(row, "started_at"),
                        instant(row, "ended_at")),
                id);
    }

    private static VendingRequest request(ResultSet row, List<StepRow> steps) throws SQLException {
        String heldFor = row.getString("held_for");
        return new VendingRequest(
                row.getObject("id", UUID.class),
                RequestKind.valueOf(row.getString("kind")),
                row.getObject("origin_id", UUID.class),
                Json.read(row.getString("body"), AccountRequest.class),
                Json.read(row.getString("blueprint"), Blueprint.class),
                row.getString("name"),
                row.getString("email"),
                row.getString("ou"),
                row.getString("ou_id"),
                row.getString("requester"),
                RequestState.valueOf(row.getString("state")),
                heldFor == null ? null : Who.valueOf(heldFor),
                row.getLong("run"),
                row.getString("account_id"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                instant(row, "ended_at"),
                steps);
    }
}
