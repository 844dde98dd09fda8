package io.bongsu.factory.network;

import io.bongsu.factory.blueprint.Cidr;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Ranges given to requests where there is no IPAM. The table refuses ranges that overlap, whatever pool they come from and whatever the
 * instances believe. It knows only what it gave: pools must be free of everything else.
 */
public final class CidrPool {

    private final Database database;
    private final InstantSource clock;

    public CidrPool(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The request's range: the one it has, or the first free one; empty where nothing is free. */
    public Optional<Cidr> take(UUID request, List<Cidr> pools, int netmask) {
        return database.write(transaction -> {
            transaction.update("LOCK TABLE cidr_allocation IN EXCLUSIVE MODE");
            Optional<Cidr> has = transaction.first(
                    "SELECT cidr::text FROM cidr_allocation WHERE request_id = ?",
                    row -> Cidr.of(row.getString(1)),
                    request);
            if (has.isPresent()) {
                return has;
            }
            List<Cidr> taken = transaction.list(
                    "SELECT cidr::text FROM cidr_allocation ORDER BY cidr_allocation.cidr",
                    row -> Cidr.of(row.getString(1)));
            Optional<Cidr> free = pools.stream()
                    .flatMap(pool -> firstFree(pool, netmask, taken).stream())
                    .findFirst();
            if (free.isPresent()) {
                keep(transaction, request, free.get());
            }
            return free;
        });
    }

    /** Gives the request's range back; its network is gone. */
    public void free(UUID request) {
        database.change(transaction -> transaction.update("DELETE FROM cidr_allocation WHERE request_id = ?", request));
    }

    private void keep(Transaction transaction, UUID request, Cidr cidr) throws SQLException {
        transaction.update(
                "INSERT INTO cidr_allocation (request_id, cidr, taken_at) VALUES (?, ?::cidr, ?)",
                request,
                cidr.toString(),
                clock.instant());
    }

    /** Taken ones come sorted, so that one walk finds the first gap. */
    private static Optional<Cidr> firstFree(Cidr pool, int netmask, List<Cidr> taken) {
        long next = pool.address();
        for (Cidr each : taken) {
            Optional<Cidr> candidate = pool.from(next, netmask);
            if (candidate.isEmpty()
                    || (!candidate.get().overlaps(each) && candidate.get().address() < each.address())) {
                return candidate;
            }
            next = Math.max(next, each.address() + each.size());
        }
        return pool.from(next, netmask);
    }
}
