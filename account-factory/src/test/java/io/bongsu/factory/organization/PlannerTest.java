package io.bongsu.factory.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bongsu.factory.organization.Declaration.DelegatedAdministrator;
import io.bongsu.factory.organization.Declaration.PolicyType;
import io.bongsu.factory.organization.Live.LivePolicy;
import io.bongsu.factory.request.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final String POLICY =
            """
              - name: %s
                type: SERVICE_CONTROL_POLICY
                content: {Version: "2012-10-17", Statement: []}
            """;

    @Test
    void parentsComeBeforeChildrenAndPoliciesBeforeAttachments() {
        assertThat(plan(
                        """
                        root:
                          policies: [FullAWSAccess]
                          children:
                            - name: a
                              policies: [deny]
                              children: [{name: b, children: [{name: c}]}]
                            - name: d
                        policies:
                        """
                                + POLICY.formatted("deny"),
                        live(Map.of("/", Set.of("FullAWSAccess")), Set.of())))
                .containsExactly(
                        "CREATE_OU /a",
                        "CREATE_OU /d",
                        "CREATE_OU /a/b",
                        "CREATE_OU /a/b/c",
                        "CREATE_POLICY deny",
                        "ATTACH_POLICY deny /a",
                        "DETACH_POLICY FullAWSAccess /a");
    }

    @Test
    void fullNodeNeverLosesItsLastPolicyAndNeverHasTooMany() {
        List<String> old = List.of("o1", "o2", "o3");
        Live live = live(Map.of("/", Set.copyOf(old)), Set.of("o1", "o2", "o3", "n1", "n2", "n3"));
        List<String> plan = plan("root: {policies: [n1, n2, n3]}", live, new Limits(9, 9, 3, 5, 9, 9, 9, 5, 9, 9));
        int attached = 3;
        for (String change : plan) {
            attached += change.startsWith("ATTACH") ? 1 : -1;
            assertThat(attached).isBetween(1, 3);
        }
        assertThat(plan).hasSize(6);
        assertThat(attached).isEqualTo(3);
    }

    @Test
    void whatIsSoNeedsNothing() {
        assertThat(plan("root: {policies: [FullAWSAccess]}", live(Map.of("/", Set.of("FullAWSAccess")), Set.of())))
                .isEmpty();
        assertThat(plan("root: {children: [{name: a}]}", live(Map.of("/", Set.of("x"), "/a", Set.of("y")), Set.of())))
                .isEmpty();
    }

    @Test
    void leftoversStayUnlessTheyAreFreeAndPruningIsWanted() {
        Live live = live(
                Map.of("/", Set.of("FullAWSAccess"), "/a", Set.of("FullAWSAccess", "old"), "/a/b", Set.of()),
                Set.of("old", "used"));
        live = new Live(
                live.attached(),
                new TreeSet<>(Set.of("/occupied")),
                live.policies(),
                List.of(new DelegatedAdministrator("config.amazonaws.com", "111122223333")),
                live.trusted(),
                live.groups(),
                live.permissionSets(),
                0,
                live.assignments());
        live.attached().put("/occupied", new TreeMap<>());
        live.policies().put("used", policy(true));
        assertThat(plan("root: {}", live)).isEmpty();
        assertThat(plan("prune: true\nroot: {}", live))
                .containsExactly(
                        "DEREGISTER_DELEGATED_ADMINISTRATOR config.amazonaws.com 111122223333",
                        "DETACH_POLICY old /a",
                        "DELETE_POLICY old",
                        "DELETE_OU /a/b",
                        "DELETE_OU /a");
        assertThat(new Planner(Limits.PUBLISHED, parse("prune: true\nroot: {}"), live)
                        .difference()
                        .unmanaged())
                .containsExactlyInAnyOrder("policy used (in use)", "organizational unit /occupied (in use)");
    }

    @Test
    void everyFlawIsToldAtOnce() {
        String deep =
                "root:\n  policies: [nobody]\n  children: [{name: 1, children: [{name: 2, children: [{name: 3, children: [{name: 4, children: [{name: 5, children: [{name: 6}]}]}]}]}]}]\n";
        String yaml = deep
                + """
                policies:
                  - {name: long, type: RESOURCE_CONTROL_POLICY, content: {Version: "2012-10-17", Statement: [{Sid: "%s"}]}}
                  - {name: odd, type: SERVICE_CONTROL_POLICY, content: {}}
                  - {name: odd, type: SERVICE_CONTROL_POLICY, content: {Version: "2012-10-17", Statement: []}}
                identity_center:
                  assignments:
                    - {account: "111122223333", group: nobody, permission_set: Nothing}
                """
                        .formatted("x".repeat(5_120));
        DeclarationException refused =
                catchThrowableOfType(DeclarationException.class, () -> new DeclarationChecks(Limits.PUBLISHED)
                        .check(parse(yaml), live(Map.of("/", Set.of()), Set.of())));
        assertThat(refused.flaws())
                .extracting(Flaw::code)
                .containsExactlyInAnyOrder(
                        "DECLARED_TWICE",
                        "OU_TOO_DEEP",
                        "POLICY_TOO_LONG",
                        "POLICY_MALFORMED",
                        "UNKNOWN_POLICY",
                        "LAST_SCP",
                        "UNKNOWN_GROUP",
                        "UNKNOWN_PERMISSION_SET");
    }

    @Test
    void filesOutsideTheirFolderAreNotRead() {
        for (String file : List.of("../../etc/passwd", "/etc/passwd", "nothing.json")) {
            DeclarationException refused = catchThrowableOfType(
                    DeclarationException.class, () -> new Declarations(Optional.of(Path.of("src/test")))
                            .parse("policies: [{name: p, type: SERVICE_CONTROL_POLICY, file: %s}]".formatted(file)));
            assertThat(refused.flaws().getFirst().code()).isEqualTo("NO_SUCH_DOCUMENT");
        }
        for (String yaml : List.of(
                "[]", "rot: {}", "root: {}\nroot: {}", "delegated_administrators: [{service: x, account: 1}]")) {
            assertThat(catchThrowableOfType(DeclarationException.class, () -> parse(yaml)))
                    .as(yaml)
                    .isNotNull();
        }
    }

    private static List<String> plan(String yaml, Live live) {
        return plan(yaml, live, Limits.PUBLISHED);
    }

    private static List<String> plan(String yaml, Live live, Limits limits) {
        return new Planner(limits, parse(yaml), live)
                .difference().changes().stream()
                        .map(each ->
                                each.kind() + " " + each.subject() + (each.target() == null ? "" : " " + each.target()))
                        .toList();
    }

    private static Declaration parse(String yaml) {
        return new Declarations(Optional.empty()).parse(yaml);
    }

    private static Live live(Map<String, Set<String>> scps, Set<String> policies) {
        SortedMap<String, SortedMap<PolicyType, SortedSet<String>>> attached = new TreeMap<>();
        scps.forEach((path, names) ->
                attached.put(path, new TreeMap<>(Map.of(PolicyType.SERVICE_CONTROL_POLICY, new TreeSet<>(names)))));
        SortedMap<String, LivePolicy> all = new TreeMap<>();
        all.put(
                "FullAWSAccess",
                new LivePolicy(PolicyType.SERVICE_CONTROL_POLICY, true, "", Json.MAPPER.createObjectNode(), true));
        policies.forEach(name -> all.put(name, policy(false)));
        return new Live(
                attached,
                new TreeSet<>(),
                all,
                List.of(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeMap<>(),
                0,
                new TreeSet<>());
    }

    private static LivePolicy policy(boolean onAccounts) {
        return new LivePolicy(PolicyType.SERVICE_CONTROL_POLICY, false, "", Json.MAPPER.createObjectNode(), onAccounts);
    }
}
