package io.bongsu.factory.quota;

import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Token buckets that all instances share. A token may be taken before it is there: then its holder has to wait for it, for a moment with
 * its thread, for longer by coming back ({@link NotYetException}). Who comes back finds the token reserved, so that turns are kept in the
 * order in which they were asked for.
 */
public final class TokenBuckets {

    private static final Duration WITH_THREAD = Duration.ofSeconds(2);
    private static final Duration WITHOUT_HOLDER = Duration.ofSeconds(30);
    private static final ScopedValue<Turn> TURN = ScopedValue.newInstance();

    private final Database database;
    private final Rates rates;
    private final boolean enforced;
    private final InstantSource clock;
    private final Pause pause;

    public TokenBuckets(Database database, Rates rates, boolean enforced, InstantSource clock, Pause pause) {
        this.database = database;
        this.rates = rates;
        this.enforced = enforced;
        this.clock = clock;
        this.pause = pause;
    }

    /** For whom tokens are taken now, and which of them are paid for already. */
    private record Turn(@Nullable UUID holder, Set<String> prepaid) {}

    /** Runs something whose calls of AWS belong to one request. */
    public static <T> T inTurnOf(UUID holder, Supplier<T> work) {
        return ScopedValue.where(TURN, new Turn(holder, new HashSet<>())).call(work::get);
    }

    /** Runs something whose calls of AWS belong to no request: it waits for each token with its thread, up to half a minute. */
    public static void inNobodysTurn(Runnable work) {
        ScopedValue.where(TURN, new Turn(null, new HashSet<>())).run(work);
    }

    /**
     * Takes the token for the next call of this operation now, so that nothing stands between a written intent and the call.
     *
     * @throws NotYetException when the time for it comes later
     */
    public void prepay(String operation) {
        rates.bucket(operation).ifPresent(bucket -> {
            take(operation);
            TURN.get().prepaid().add(bucket);
        });
    }

    /**
     * Takes the token for one call.
     *
     * @throws NotYetException when the time for it comes later
     */
    public void take(String operation) {
        Optional<String> bucket = rates.bucket(operation);
        if (!enforced || bucket.isEmpty()) {
            return;
        }
        if (TURN.isBound() && TURN.get().prepaid().remove(bucket.get())) {
            return;
        }
        UUID holder = TURN.isBound() ? TURN.get().holder() : null;
        Duration wait = holder == null ? borrow(bucket.get()) : reserve(bucket.get(), holder);
        if (wait.isPositive()) {
            pause.of(wait);
        }
    }

    /** AWS says that there is no token, whatever we count. */
    public void empty(String operation) {
        if (enforced) {
            rates.bucket(operation)
                    .ifPresent(bucket -> database.change(transaction -> transaction.update(
                            "UPDATE bucket SET tokens = LEAST(tokens, 0), updated_at = GREATEST(updated_at, ?) WHERE name = ?",
                            clock.instant(),
                            bucket)));
        }
    }

    /** How long somebody would wait who comes after so many others. */
    public Duration waitAfter(String operation, int others) {
        Optional<String> bucket = rates.bucket(operation);
        if (!enforced || bucket.isEmpty()) {
            return Duration.ZERO;
        }
        Rate rate = rates.of(bucket.get());
        double tokens = database.read(transaction -> transaction.first(
                        "SELECT LEAST(?, tokens + ? * GREATEST(0, EXTRACT(EPOCH FROM ?::timestamptz - updated_at)))"
                                + " + (SELECT count(*) FROM reservation WHERE bucket = name) FROM bucket WHERE name = ?",
                        row -> row.getDouble(1),
                        (double) rate.burst(),
                        rate.perSecond(),
                        clock.instant(),
                        bucket.get()))
                .orElse((double) rate.burst());
        return seconds(Math.max(0, (others + 1 - tokens) / rate.perSecond()));
    }

    private Duration reserve(String bucket, UUID holder) {
        record Turned(Duration delay, boolean later) {}
        Turned turned = database.write(transaction -> {
            Instant now = clock.instant();
            Optional<Instant> due = transaction.first(
                    "SELECT due FROM reservation WHERE bucket = ? AND holder = ?",
                    row -> row.getTimestamp("due").toInstant(),
                    bucket,
                    holder);
            Duration wait = due.isPresent() ? Duration.between(now, due.get()) : spend(transaction, bucket, now);
            if (wait.compareTo(WITH_THREAD) <= 0) {
                if (due.isPresent()) {
                    transaction.update("DELETE FROM reservation WHERE bucket = ? AND holder = ?", bucket, holder);
                }
                return new Turned(wait, false);
            }
            if (due.isEmpty()) {
                transaction.update(
                        "INSERT INTO reservation (bucket, holder, due) VALUES (?, ?, ?)",
                        bucket,
                        holder,
                        now.plus(wait));
            }
            return new Turned(wait, true);
        });
        if (turned.later()) {
            throw new NotYetException(bucket, clock.instant().plus(turned.delay()));
        }
        return turned.delay();
    }

    private Duration borrow(String bucket) {
        return database.write(transaction -> {
            Instant now = clock.instant();
            Duration wait = spend(transaction, bucket, now);
            if (wait.compareTo(WITHOUT_HOLDER) > 0) {
                throw new NotYetException(bucket, now.plus(wait)); // and nothing is spent
            }
            return wait;
        });
    }

    private Duration spend(Transaction transaction, String bucket, Instant now) throws SQLException {
        Rate rate = rates.of(bucket);
        double tokens = transaction
                .first(
                        "INSERT INTO bucket (name, tokens, updated_at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
                                + " tokens = LEAST(?, bucket.tokens + ? * GREATEST(0, EXTRACT(EPOCH FROM EXCLUDED.updated_at - bucket.updated_at))) - 1,"
                                + " updated_at = GREATEST(bucket.updated_at, EXCLUDED.updated_at) RETURNING tokens",
                        row -> row.getDouble("tokens"),
                        bucket,
                        rate.burst() - 1.0,
                        now,
                        (double) rate.burst(),
                        rate.perSecond())
                .orElseThrow();
        return tokens >= 0 ? Duration.ZERO : seconds(-tokens / rate.perSecond());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
