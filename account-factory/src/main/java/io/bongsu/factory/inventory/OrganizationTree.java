package io.bongsu.factory.inventory;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.organizations.model.ChildType;

/** The root, the organizational units and where each account is, in the database as last walked through; asking it costs no call of AWS. */
public final class OrganizationTree {

    private final Database database;
    private final AwsClients aws;
    private final InstantSource clock;

    public OrganizationTree(Database database, AwsClients aws, InstantSource clock) {
        this.database = database;
        this.aws = aws;
        this.clock = clock;
    }

    /**
     * The root or an organizational unit.
     *
     * @param id {@code r-…} or {@code ou-…}
     * @param parent the unit that it is in; none of the root
     * @param name as Organizations has it
     * @param seenAt when the walk began that saw it
     */
    public record Unit(String id, @Nullable String parent, String name, Instant seenAt) {}

    /** All units, each after the one that it is in. */
    public List<Unit> units() {
        List<Unit> all = database.read(transaction -> transaction.list(
                "SELECT id, parent_id, name, seen_at FROM organizational_unit ORDER BY lower(name), id",
                row -> new Unit(
                        row.getString("id"),
                        row.getString("parent_id"),
                        row.getString("name"),
                        row.getTimestamp("seen_at").toInstant())));
        Map<@Nullable String, List<Unit>> byParent = new HashMap<>();
        all.forEach(each -> byParent.computeIfAbsent(each.parent(), parent -> new ArrayList<>())
                .add(each));
        List<Unit> ordered = new ArrayList<>();
        Deque<Unit> left = new ArrayDeque<>(byParent.getOrDefault(null, List.of()));
        while (!left.isEmpty()) {
            Unit next = left.pop();
            ordered.add(next);
            byParent.getOrDefault(next.id(), List.of()).reversed().forEach(left::push);
        }
        return ordered;
    }

    /** Names from the root down to a unit, with slashes; its id where it was never seen. */
    public String path(String id) {
        return paths(List.of(id)).getOrDefault(id, id);
    }

    /** As {@link #path}, of several. */
    public Map<String, String> paths(Collection<String> ids) {
        Map<String, Unit> byId = new HashMap<>();
        units().forEach(each -> byId.put(each.id(), each));
        Map<String, String> paths = new HashMap<>();
        ids.stream().filter(byId::containsKey).forEach(id -> paths.put(id, path(byId, byId.get(id))));
        return paths;
    }

    private static String path(Map<String, Unit> byId, Unit unit) {
        Unit parent = unit.parent() == null ? null : byId.get(unit.parent());
        return parent == null ? unit.name() : path(byId, parent) + "/" + unit.name();
    }

    /** Walks through the whole organization, page by page, at the pace that the rates allow. */
    public void sweep() {
        TokenBuckets.inNobodysTurn(this::walk);
    }

    private void walk() {
        Instant start = clock.instant();
        Map<String, Unit> units = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        Deque<String> left = new ArrayDeque<>();
        aws.organizations().listRootsPaginator(request -> {}).stream()
                .flatMap(page -> page.roots().stream())
                .forEach(root -> {
                    units.put(root.id(), new Unit(root.id(), null, root.name(), start));
                    left.add(root.id());
                });
        while (!left.isEmpty()) {
            String parent = left.pop();
            Instant now = clock.instant();
            aws
                    .organizations()
                    .listChildrenPaginator(request -> request.parentId(parent).childType(ChildType.ACCOUNT))
                    .stream()
                    .flatMap(page -> page.children().stream())
                    .forEach(account -> places.put(account.id(), new Place(parent, now)));
            aws.organizations().listOrganizationalUnitsForParentPaginator(request -> request.parentId(parent)).stream()
                    .flatMap(page -> page.organizationalUnits().stream())
                    .forEach(unit -> {
                        units.put(unit.id(), new Unit(unit.id(), parent, unit.name(), start));
                        left.add(unit.id());
                    });
        }
        database.change(transaction -> keep(transaction, units.values(), places));
    }

    /** Where an account was, and when that was asked. */
    private record Place(String unit, Instant at) {}

    private static void keep(Transaction transaction, Collection<Unit> units, Map<String, Place> places)
            throws SQLException {
        for (Unit each : units) {
            transaction.update(
                    "INSERT INTO organizational_unit (id, parent_id, name, seen_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                            + " parent_id = EXCLUDED.parent_id, name = EXCLUDED.name, seen_at = EXCLUDED.seen_at",
                    each.id(),
                    each.parent(),
                    each.name(),
                    each.seenAt());
        }
        Set<String> seen = new HashSet<>();
        units.forEach(each -> seen.add(each.id()));
        for (String known : transaction.list("SELECT id FROM organizational_unit", row -> row.getString(1))) {
            if (!seen.contains(known)) {
                transaction.update("DELETE FROM organizational_unit WHERE id = ?", known);
            }
        }
        for (Map.Entry<String, Place> each : places.entrySet()) {
            place(
                    transaction,
                    each.getKey(),
                    each.getValue().unit(),
                    each.getValue().at());
        }
    }

    /** Keeps where an account was at a moment, unless something newer is known. */
    static void place(Transaction transaction, String account, String unit, Instant at) throws SQLException {
        transaction.update(
                "UPDATE account SET ou_id = ?, ou_seen_at = ? WHERE id = ? AND (ou_seen_at IS NULL OR ou_seen_at <= ?)",
                unit,
                at,
                account,
                at);
    }

    /** The unit with that id, or the only one with that name or path. */
    public Optional<Unit> find(String given) {
        List<Unit> units = units();
        Optional<Unit> byId =
                units.stream().filter(each -> each.id().equals(given)).findFirst();
        if (byId.isPresent()) {
            return byId;
        }
        Map<String, String> paths = paths(units.stream().map(Unit::id).toList());
        List<Unit> found = units.stream()
                .filter(each ->
                        each.name().equals(given) || paths.get(each.id()).equals(given))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
