package io.bongsu.factory.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/** What Organizations says of an account, of where it stands and of all that is above it. */
final class OrganizationState {

    private static final String PARENTS = "organizations:ListParents";
    private static final String POLICIES = "organizations:ListPoliciesForTarget";
    private static final List<PolicyType> TYPES =
            List.of(PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY);

    private final OrganizationsClient organizations;

    OrganizationState(OrganizationsClient organizations) {
        this.organizations = organizations;
    }

    /**
     * Where the account stands and will stand.
     *
     * @param ou id of the organizational unit it goes to
     * @param policies what must be in effect there
     */
    record Places(String ou, List<Policy> policies) {
        Places {
            policies = List.copyOf(policies);
        }
    }

    /**
     * An SCP or RCP.
     *
     * @param type Organizations' own word
     * @param name the policy's name
     */
    record Policy(String type, String name) {}

    /** The policies of these names with their types; one that the organization lacks counts as an SCP, which then isn't found anywhere. */
    List<Policy> typed(Collection<String> names) {
        Set<String> ofResources = new TreeSet<>();
        if (!names.isEmpty()) {
            organizations.listPoliciesPaginator(request -> request.filter(PolicyType.RESOURCE_CONTROL_POLICY)).stream()
                    .flatMap(page -> page.policies().stream())
                    .forEach(each -> ofResources.add(each.name()));
        }
        return names.stream()
                .map(name ->
                        new Policy(TYPES.get(ofResources.contains(name) ? 1 : 0).toString(), name))
                .toList();
    }

    void read(String account, Places places, Reading reading) {
        reading.ask(
                "organizations:DescribeAccount",
                () -> AwsJson.WIRE.of(organizations.describeAccount(request -> request.accountId(account))),
                "AccountNotFoundException");
        reading.ask(
                "organizations:ListTagsForResource",
                () -> AwsJson.WIRE.list(
                        "Tags",
                        organizations
                                .listTagsForResourcePaginator(request -> request.resourceId(account))
                                .tags()));
        Set<String> targets = parents(account, places.ou(), reading);
        targets.add(account);
        Set<String> types = new TreeSet<>();
        places.policies().forEach(each -> types.add(each.type()));
        policies(targets, types, reading);
    }

    /** Everything from the account and from its place-to-be up to the root. */
    private Set<String> parents(String account, String ou, Reading reading) {
        ObjectNode all = reading.configuration().putObject(PARENTS);
        Set<String> places = new LinkedHashSet<>(Set.of(ou));
        Deque<String> children = new ArrayDeque<>(List.of(account, ou));
        while (!children.isEmpty()) {
            String child = children.remove();
            Optional<JsonNode> parents = reading.answer(
                    PARENTS,
                    () -> AwsJson.WIRE.list(
                            "Parents",
                            organizations.listParentsPaginator(request -> request.childId(child)).stream()
                                    .flatMap(page -> page.parents().stream())
                                    .toList()),
                    Set.of());
            parents.ifPresent(value -> all.set(child, value));
            parents.ifPresent(value -> value.path("Parents").forEach(parent -> {
                String id = parent.path("Id").asText();
                if (places.add(id) && !id.startsWith("r-")) {
                    children.add(id);
                }
            }));
        }
        return places;
    }

    private void policies(Set<String> targets, Set<String> types, Reading reading) {
        ObjectNode all = reading.configuration().putObject(POLICIES);
        for (String target : targets) {
            ObjectNode ofTarget = all.putObject(target);
            for (String type : types) {
                reading.answer(POLICIES, () -> AwsJson.WIRE.list("Policies", attached(target, type)), Set.of())
                        .ifPresent(value -> ofTarget.set(type, value));
            }
        }
    }

    private Iterable<PolicySummary> attached(String target, String type) {
        return organizations
                .listPoliciesForTargetPaginator(
                        request -> request.targetId(target).filter(type))
                .stream()
                .flatMap(page -> page.policies().stream())
                .toList();
    }
}
