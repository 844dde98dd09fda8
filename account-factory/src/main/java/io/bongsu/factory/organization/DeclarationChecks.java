package io.bongsu.factory.organization;

import io.bongsu.factory.organization.Declaration.Policy;
import io.bongsu.factory.organization.Declaration.PolicyType;
import io.bongsu.factory.organization.Declaration.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds everything in a declaration that AWS would refuse, before anything is done. */
final class DeclarationChecks {

    private static final int MAX_NAME = 128;
    private static final int MAX_DESCRIPTION = 512;

    private final Limits limits;

    DeclarationChecks(Limits limits) {
        this.limits = limits;
    }

    /** @throws DeclarationException with all flaws */
    void check(Declaration declaration, Live live) {
        List<Flaw> flaws = new ArrayList<>();
        names(declaration, flaws);
        units(declaration, live, flaws);
        policies(declaration, live, flaws);
        attachments(declaration, live, flaws);
        identity(declaration, live, flaws);
        if (!flaws.isEmpty()) {
            throw new DeclarationException(flaws);
        }
    }

    private static void names(Declaration declaration, List<Flaw> flaws) {
        twice(declaration.policies(), Policy::name, "policies.name", flaws);
        twice(declaration.delegatedAdministrators(), Function.identity(), "delegated_administrators", flaws);
        twice(declaration.identityCenter().groups(), each -> each.name(), "identity_center.groups.name", flaws);
        twice(
                declaration.identityCenter().permissionSets(),
                each -> each.name(),
                "identity_center.permission_sets.name",
                flaws);
        twice(declaration.identityCenter().assignments(), Function.identity(), "identity_center.assignments", flaws);
    }

    private static <T> void twice(List<T> all, Function<T, ?> name, String field, List<Flaw> flaws) {
        Set<Object> seen = new HashSet<>();
        all.stream()
                .map(name)
                .filter(each -> !seen.add(each))
                .forEach(each -> flaws.add(new Flaw("DECLARED_TWICE", field, String.valueOf(each), "each once")));
    }

    private void units(Declaration declaration, Live live, List<Flaw> flaws) {
        Map<String, Unit> units = declaration.units();
        units.forEach((path, unit) -> {
            twice(unit.children(), child -> String.valueOf(child.name()), path + " children", flaws);
            if (path.equals(Declaration.ROOT)) {
                return;
            }
            String name = unit.name();
            if (name == null || name.isBlank() || name.length() > MAX_NAME || name.contains("/")) {
                flaws.add(new Flaw("OU_NAME_MALFORMED", path, String.valueOf(name), "1 to 128 characters without /"));
            }
            int depth = path.split("/", -1).length - 1;
            if (depth > limits.depth()) {
                flaws.add(new Flaw("OU_TOO_DEEP", path, depth + " levels", "at most " + limits.depth()));
            }
        });
        Set<String> all = new TreeSet<>(live.attached().keySet());
        all.addAll(units.keySet());
        if (all.size() - 1 > limits.units()) {
            flaws.add(new Flaw("TOO_MANY_OUS", "root", (all.size() - 1) + " OUs", "at most " + limits.units()));
        }
    }

    private void policies(Declaration declaration, Live live, List<Flaw> flaws) {
        for (Policy policy : declaration.policies()) {
            String field = "policies." + policy.name();
            int characters = policy.content().toString().length();
            if (!policy.content().path("Version").isTextual()
                    || !policy.content().path("Statement").isContainerNode()) {
                flaws.add(new Flaw("POLICY_MALFORMED", field, "no Version and Statement", "a policy document"));
            }
            if (characters > limits.characters(policy.type())) {
                flaws.add(new Flaw(
                        "POLICY_TOO_LONG",
                        field,
                        characters + " characters without white space",
                        "at most %d in a %s".formatted(limits.characters(policy.type()), policy.type())));
            }
            if (policy.name().length() > MAX_NAME || policy.description().length() > MAX_DESCRIPTION) {
                flaws.add(new Flaw(
                        "POLICY_MALFORMED", field, "name or description too long", "at most 128 and 512 characters"));
            }
            Live.LivePolicy there = live.policies().get(policy.name());
            if (there != null && (there.aws() || there.type() != policy.type())) {
                flaws.add(new Flaw(
                        "POLICY_NAME_TAKEN",
                        field,
                        policy.name(),
                        "a name that no policy of AWS or of another type has"));
            }
        }
        for (PolicyType type : PolicyType.values()) {
            Set<String> all = live.policies().entrySet().stream()
                    .filter(each ->
                            each.getValue().type() == type && !each.getValue().aws())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            declaration.policies().stream()
                    .filter(each -> each.type() == type)
                    .map(Policy::name)
                    .forEach(all::add);
            if (all.size() > limits.policies(type)) {
                flaws.add(new Flaw(
                        "TOO_MANY_POLICIES",
                        "policies",
                        all.size() + " of " + type,
                        "at most " + limits.policies(type)));
            }
        }
    }

    private void attachments(Declaration declaration, Live live, List<Flaw> flaws) {
        declaration.units().forEach((path, unit) -> {
            List<String> wanted = unit.policies();
            if (wanted == null) {
                return;
            }
            twice(wanted, Function.identity(), path + " policies", flaws);
            Map<PolicyType, Long> counts = wanted.stream()
                    .flatMap(name -> type(declaration, live, name).stream())
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            wanted.stream()
                    .filter(name -> type(declaration, live, name).isEmpty())
                    .forEach(name -> flaws.add(new Flaw(
                            "UNKNOWN_POLICY",
                            path + " policies",
                            name,
                            "a policy that is declared here or is there already")));
            counts.forEach((type, count) -> {
                if (count > limits.perTarget(type)) {
                    flaws.add(new Flaw(
                            "TOO_MANY_ATTACHED",
                            path + " policies",
                            count + " of " + type,
                            "at most " + limits.perTarget(type)));
                }
            });
            if (!counts.containsKey(PolicyType.SERVICE_CONTROL_POLICY)) {
                flaws.add(new Flaw(
                        "LAST_SCP",
                        path + " policies",
                        wanted.toString(),
                        "at least one SCP, usually FullAWSAccess: without any, nothing is allowed there"));
            }
        });
    }

    private void identity(Declaration declaration, Live live, List<Flaw> flaws) {
        Declaration.IdentityCenter identity = declaration.identityCenter();
        Set<String> groups = new HashSet<>(live.groups());
        identity.groups().forEach(each -> groups.add(each.name()));
        Set<String> sets = new HashSet<>(live.permissionSets().keySet());
        identity.permissionSets().forEach(each -> sets.add(each.name()));
        identity.assignments().forEach(each -> {
            if (!groups.contains(each.group())) {
                flaws.add(new Flaw(
                        "UNKNOWN_GROUP",
                        "identity_center.assignments",
                        each.group(),
                        "a group that is declared or there"));
            }
            if (!sets.contains(each.permissionSet())) {
                flaws.add(new Flaw(
                        "UNKNOWN_PERMISSION_SET",
                        "identity_center.assignments",
                        each.permissionSet(),
                        "a permission set that is declared or there"));
            }
        });
        identity.assignments().stream()
                .collect(Collectors.groupingBy(
                        each -> each.account(), Collectors.mapping(each -> each.permissionSet(), Collectors.toSet())))
                .forEach((account, names) -> {
                    if (names.size() > limits.permissionSetsPerAccount()) {
                        flaws.add(new Flaw(
                                "TOO_MANY_PERMISSION_SETS",
                                "identity_center.assignments",
                                "%d in account %s".formatted(names.size(), account),
                                "at most " + limits.permissionSetsPerAccount()));
                    }
                });
        long more = identity.permissionSets().stream()
                .filter(each -> !live.permissionSets().containsKey(each.name()))
                .count();
        if (live.permissionSetCount() + more > limits.permissionSets()) {
            flaws.add(new Flaw(
                    "TOO_MANY_PERMISSION_SETS",
                    "identity_center.permission_sets",
                    Long.toString(live.permissionSetCount() + more),
                    "at most " + limits.permissionSets()));
        }
    }

    /** Of a policy that is declared, or is there. */
    static Optional<PolicyType> type(Declaration declaration, Live live, String name) {
        return declaration.policy(name).map(Policy::type).or(() -> Optional.ofNullable(
                        live.policies().get(name))
                .map(Live.LivePolicy::type));
    }
}
