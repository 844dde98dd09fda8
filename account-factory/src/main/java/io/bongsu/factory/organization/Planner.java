package io.bongsu.factory.organization;

import io.bongsu.factory.blueprint.PermissionSet;
import io.bongsu.factory.organization.Change.Kind;
import io.bongsu.factory.organization.Declaration.PolicyType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The difference between what is declared and what is live, in an order in which every step is safe: parents before children, policies
 * before their attachments, attachments before detachments as far as there is room, detachments before deletions.
 */
final class Planner {

    /** AWS attaches these by itself to whatever is new. */
    private static final Map<PolicyType, String> BORN_WITH = Map.of(
            PolicyType.SERVICE_CONTROL_POLICY, "FullAWSAccess",
            PolicyType.RESOURCE_CONTROL_POLICY, "RCPFullAWSAccess");

    private final Limits limits;
    private final Declaration declaration;
    private final Live live;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> unmanaged = new ArrayList<>();

    Planner(Limits limits, Declaration declaration, Live live) {
        this.limits = limits;
        this.declaration = declaration;
        this.live = live;
    }

    /**
     * What came out.
     *
     * @param changes in order
     * @param unmanaged what is there, isn't declared, and stays
     */
    record Difference(List<Change> changes, List<String> unmanaged) {}

    Difference difference() {
        units();
        policies();
        attachments();
        administrators();
        identity();
        leftovers();
        return new Difference(List.copyOf(changes), List.copyOf(unmanaged));
    }

    private void units() {
        declaration.units().keySet().stream()
                .filter(path -> !live.attached().containsKey(path))
                .forEach(path -> add(Kind.CREATE_OU, path, null, null));
    }

    private void policies() {
        declaration.policies().forEach(policy -> {
            Live.LivePolicy there = live.policies().get(policy.name());
            if (there == null) {
                add(Kind.CREATE_POLICY, policy.name(), null, policy.type().name());
            } else if (!there.content().equals(policy.content())) {
                add(Kind.UPDATE_POLICY, policy.name(), null, there.content() + " → " + policy.content());
            } else if (!there.description().equals(policy.description())) {
                add(Kind.UPDATE_POLICY, policy.name(), null, there.description() + " → " + policy.description());
            }
        });
    }

    private void attachments() {
        declaration.units().forEach((path, unit) -> {
            List<String> wanted = unit.policies();
            if (wanted != null) {
                for (PolicyType type : PolicyType.values()) {
                    Set<String> names = new TreeSet<>(wanted);
                    names.removeIf(name ->
                            DeclarationChecks.type(declaration, live, name).orElse(null) != type);
                    attach(path, type, attached(path, type), names);
                }
            }
        });
    }

    /** Attaches while there is room, then makes room; a node keeps at least one policy of the type at every moment. */
    private void attach(String path, PolicyType type, Set<String> is, Set<String> wanted) {
        Deque<String> add = new ArrayDeque<>(wanted);
        add.removeAll(is);
        Deque<String> remove = new ArrayDeque<>(is);
        remove.removeAll(wanted);
        // The one RCP that AWS attaches can't be detached at all.
        remove.remove(BORN_WITH.get(PolicyType.RESOURCE_CONTROL_POLICY));
        int count = is.size();
        while (!add.isEmpty() || !remove.isEmpty()) {
            if (!add.isEmpty() && (count < limits.perTarget(type) || count <= 1)) {
                add(Kind.ATTACH_POLICY, add.poll(), path, null);
                count++;
            } else if (!remove.isEmpty()) {
                add(Kind.DETACH_POLICY, remove.poll(), path, null);
                count--;
            } else {
                throw new IllegalStateException("%s at %s: nothing can be detached to make room".formatted(type, path));
            }
        }
    }

    private SortedSet<String> attached(String path, PolicyType type) {
        Map<PolicyType, SortedSet<String>> there = live.attached().get(path);
        return there == null
                ? new TreeSet<>(Set.of(Objects.requireNonNull(BORN_WITH.get(type))))
                : there.getOrDefault(type, new TreeSet<>());
    }

    private void administrators() {
        declaration.delegatedAdministrators().forEach(each -> {
            if (!live.trusted().contains(each.service())
                    && changes.stream()
                            .noneMatch(change -> change.kind() == Kind.ENABLE_SERVICE_ACCESS
                                    && change.subject().equals(each.service()))) {
                add(Kind.ENABLE_SERVICE_ACCESS, each.service(), null, null);
            }
            if (!live.delegatedAdministrators().contains(each)) {
                add(Kind.REGISTER_DELEGATED_ADMINISTRATOR, each.service(), each.account(), null);
            }
        });
    }

    private void identity() {
        Declaration.IdentityCenter identity = declaration.identityCenter();
        identity.groups().stream()
                .filter(each -> !live.groups().contains(each.name()))
                .forEach(each -> add(Kind.CREATE_GROUP, each.name(), null, null));
        identity.permissionSets().forEach(each -> {
            PermissionSet there = live.permissionSets().get(each.name());
            if (there == null) {
                add(Kind.CREATE_PERMISSION_SET, each.name(), null, null);
            } else if (!there.differences(each).isEmpty()) {
                add(Kind.UPDATE_PERMISSION_SET, each.name(), null, String.join(", ", there.differences(each)));
            }
        });
        identity.assignments().stream()
                .filter(each -> !live.assignments().contains(Live.key(each)))
                .forEach(each -> add(Kind.ASSIGN, each.group() + " " + each.permissionSet(), each.account(), null));
    }

    /** What is there and isn't declared: it goes where that is wanted and nothing hangs on it; else it is named. */
    private void leftovers() {
        live.delegatedAdministrators().stream()
                .filter(each -> !declaration.delegatedAdministrators().contains(each))
                .forEach(each -> leftover(
                        true,
                        Kind.DEREGISTER_DELEGATED_ADMINISTRATOR,
                        each.service(),
                        each.account(),
                        "delegated administrator"));
        Set<String> declared = declaration.units().keySet();
        live.policies().forEach((name, policy) -> {
            if (policy.aws() || declaration.policy(name).isPresent()) {
                return;
            }
            List<String> on = live.attached().entrySet().stream()
                    .filter(node -> node.getValue()
                            .getOrDefault(policy.type(), new TreeSet<>())
                            .contains(name))
                    .map(Map.Entry::getKey)
                    .toList();
            boolean wanted = declaration.units().values().stream()
                    .anyMatch(unit -> unit.policies() != null && unit.policies().contains(name));
            boolean last = on.stream()
                    .anyMatch(path -> !detached(name, path)
                            && policy.type() == PolicyType.SERVICE_CONTROL_POLICY
                            && live.attached()
                                            .get(path)
                                            .getOrDefault(policy.type(), new TreeSet<>())
                                            .size()
                                    <= 1);
            boolean free = !policy.onAccounts() && !wanted && !last;
            if (declaration.prune() && free) {
                on.stream()
                        .filter(path -> !detached(name, path))
                        .forEach(path -> add(Kind.DETACH_POLICY, name, path, null));
            }
            leftover(free, Kind.DELETE_POLICY, name, null, "policy");
        });
        if (declaration.root() == null) {
            return;
        }
        live.attached().keySet().stream()
                .filter(path -> !declared.contains(path))
                .sorted((one, other) -> Integer.compare(other.split("/", -1).length, one.split("/", -1).length))
                .forEach(path -> {
                    boolean occupied =
                            live.occupied().stream().anyMatch(each -> each.equals(path) || each.startsWith(path + "/"));
                    leftover(!occupied, Kind.DELETE_OU, path, null, "organizational unit");
                });
    }

    private boolean detached(String policy, String path) {
        return changes.stream()
                .anyMatch(each -> each.kind() == Kind.DETACH_POLICY
                        && each.subject().equals(policy)
                        && path.equals(each.target()));
    }

    private void leftover(boolean free, Kind kind, String subject, @Nullable String target, String what) {
        if (declaration.prune() && free) {
            add(kind, subject, target, null);
        } else {
            unmanaged.add(
                    "%s %s%s%s".formatted(what, subject, target == null ? "" : " " + target, free ? "" : " (in use)"));
        }
    }

    private void add(Kind kind, String subject, @Nullable String target, @Nullable String difference) {
        changes.add(new Change(kind, subject, target, difference));
    }
}
