package io.bongsu.factory.organization.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.PermissionSet;
import io.bongsu.factory.identity.AccountAssignments;
import io.bongsu.factory.identity.AccountAssignments.Assigned;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.identity.PermissionSets;
import io.bongsu.factory.organization.Declaration;
import io.bongsu.factory.organization.Declaration.Assignment;
import io.bongsu.factory.organization.Declaration.DelegatedAdministrator;
import io.bongsu.factory.organization.Declaration.PolicyType;
import io.bongsu.factory.organization.Live;
import io.bongsu.factory.organization.Live.LivePolicy;
import io.bongsu.factory.request.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.TargetType;

/** Reads the organization, as far as a declaration touches it. */
public final class OrganizationReader {

    private final OrganizationsClient organizations;
    private final IdentityDirectory directory;
    private final PermissionSets sets;
    private final AccountAssignments assignments;

    public OrganizationReader(AwsClients aws, IdentityDirectory directory) {
        this.organizations = aws.organizations();
        this.directory = directory;
        this.sets = new PermissionSets(directory);
        this.assignments = new AccountAssignments(directory);
    }

    /** As it is now. */
    public Live read(Declaration declaration) {
        Map<String, String> nodes = new OrganizationTree(organizations).all();
        SortedMap<String, SortedMap<PolicyType, SortedSet<String>>> attached = new TreeMap<>();
        SortedSet<String> occupied = new TreeSet<>();
        nodes.forEach((path, id) -> {
            attached.put(path, attached(id));
            if (declaration.prune() && !path.equals(Declaration.ROOT) && !empty(id)) {
                occupied.add(path);
            }
        });
        Declaration.IdentityCenter identity = declaration.identityCenter();
        if (!identity.nothing()) {
            directory.forget();
        }
        Map<String, String> arns = identity.nothing() ? Map.of() : directory.permissionSets();
        return new Live(
                attached,
                occupied,
                policies(declaration),
                administrators(),
                trusted(),
                identity.nothing()
                        ? new TreeSet<>()
                        : new TreeSet<>(directory.groups().keySet()),
                permissionSets(identity, arns),
                arns.size(),
                assignments(identity.assignments(), arns));
    }

    private SortedMap<PolicyType, SortedSet<String>> attached(String node) {
        SortedMap<PolicyType, SortedSet<String>> names = new TreeMap<>();
        for (PolicyType type : PolicyType.values()) {
            names.put(
                    type,
                    organizations
                            .listPoliciesForTargetPaginator(
                                    request -> request.targetId(node).filter(type.name()))
                            .stream()
                            .flatMap(page -> page.policies().stream())
                            .map(PolicySummary::name)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return names;
    }

    /** Whether no account is in it. */
    private boolean empty(String node) {
        return organizations.listAccountsForParentPaginator(request -> request.parentId(node)).stream()
                .allMatch(page -> page.accounts().isEmpty());
    }

    private SortedMap<String, LivePolicy> policies(Declaration declaration) {
        SortedMap<String, LivePolicy> policies = new TreeMap<>();
        for (PolicyType type : PolicyType.values()) {
            organizations.listPoliciesPaginator(request -> request.filter(type.name())).stream()
                    .flatMap(page -> page.policies().stream())
                    .forEach(each -> policies.put(each.name(), policy(each, type, declaration)));
        }
        return policies;
    }

    private LivePolicy policy(PolicySummary summary, PolicyType type, Declaration declaration) {
        boolean declared = declaration.policy(summary.name()).isPresent();
        JsonNode content = declared && !summary.awsManaged()
                ? json(organizations
                        .describePolicy(request -> request.policyId(summary.id()))
                        .policy()
                        .content())
                : Json.MAPPER.createObjectNode();
        boolean onAccounts = declaration.prune() && !declared && !summary.awsManaged() && onAccounts(summary.id());
        return new LivePolicy(
                type, summary.awsManaged(), Objects.requireNonNullElse(summary.description(), ""), content, onAccounts);
    }

    private boolean onAccounts(String policy) {
        return organizations.listTargetsForPolicyPaginator(request -> request.policyId(policy)).stream()
                .flatMap(page -> page.targets().stream())
                .anyMatch(each -> each.type() == TargetType.ACCOUNT);
    }

    private List<DelegatedAdministrator> administrators() {
        List<DelegatedAdministrator> all = new ArrayList<>();
        organizations.listDelegatedAdministratorsPaginator(request -> {}).stream()
                .flatMap(page -> page.delegatedAdministrators().stream())
                .forEach(account ->
                        organizations
                                .listDelegatedServicesForAccountPaginator(request -> request.accountId(account.id()))
                                .stream()
                                .flatMap(page -> page.delegatedServices().stream())
                                .forEach(each ->
                                        all.add(new DelegatedAdministrator(each.servicePrincipal(), account.id()))));
        all.sort(Comparator.comparing(DelegatedAdministrator::service).thenComparing(DelegatedAdministrator::account));
        return List.copyOf(all);
    }

    private SortedSet<String> trusted() {
        return organizations.listAWSServiceAccessForOrganizationPaginator(request -> {}).stream()
                .flatMap(page -> page.enabledServicePrincipals().stream())
                .map(each -> each.servicePrincipal())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private SortedMap<String, PermissionSet> permissionSets(
            Declaration.IdentityCenter identity, Map<String, String> arns) {
        Set<String> names = new TreeSet<>();
        identity.permissionSets().forEach(each -> names.add(each.name()));
        identity.assignments().forEach(each -> names.add(each.permissionSet()));
        names.retainAll(arns.keySet());
        return new TreeMap<>(names.stream().collect(Collectors.toMap(name -> name, name -> sets.read(arns.get(name)))));
    }

    private SortedSet<String> assignments(List<Assignment> wanted, Map<String, String> arns) {
        SortedSet<String> there = new TreeSet<>();
        wanted.stream().collect(Collectors.groupingBy(Assignment::account)).forEach((account, each) -> {
            Map<Assigned, Assignment> ids = each.stream()
                    .filter(one -> arns.containsKey(one.permissionSet()))
                    .filter(one -> directory.group(one.group()).isPresent())
                    .collect(Collectors.toMap(
                            one -> new Assigned(
                                    account, directory.group(one.group()).orElseThrow(), arns.get(one.permissionSet())),
                            one -> one));
            assignments
                    .ofGroups(
                            account, ids.keySet().stream().map(Assigned::group).toList())
                    .stream()
                    .filter(ids::containsKey)
                    .forEach(one -> there.add(Live.key(ids.get(one))));
        });
        return there;
    }

    private static JsonNode json(String content) {
        try {
            return Json.MAPPER.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Organizations gave a policy that is no JSON", e);
        }
    }
}
