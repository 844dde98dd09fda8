package io.bongsu.factory.organization.live;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.organization.Change;
import io.bongsu.factory.organization.Declaration;
import io.bongsu.factory.organization.Declaration.Policy;
import io.bongsu.factory.organization.Performed;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccountAlreadyRegisteredException;
import software.amazon.awssdk.services.organizations.model.AccountNotRegisteredException;
import software.amazon.awssdk.services.organizations.model.DuplicatePolicyAttachmentException;
import software.amazon.awssdk.services.organizations.model.OrganizationalUnitNotFoundException;
import software.amazon.awssdk.services.organizations.model.PolicyNotAttachedException;
import software.amazon.awssdk.services.organizations.model.PolicyNotFoundException;
import software.amazon.awssdk.services.organizations.model.PolicySummary;

/** Makes single changes of the tree and its policies. Each looks first, and takes for success what somebody else was faster with. */
final class OrganizationWriter {

    private final OrganizationsClient organizations;
    private final OrganizationTree tree;

    OrganizationWriter(AwsClients aws) {
        this.organizations = aws.organizations();
        this.tree = new OrganizationTree(organizations);
    }

    Performed perform(Change change, Declaration declaration) {
        switch (change.kind()) {
            case CREATE_OU -> createUnit(change.subject());
            case DELETE_OU -> deleteUnit(change.subject());
            case CREATE_POLICY, UPDATE_POLICY ->
                write(declaration.policy(change.subject()).orElseThrow());
            case DELETE_POLICY -> deletePolicy(change.subject());
            case ATTACH_POLICY -> attach(change.subject(), target(change));
            case DETACH_POLICY -> detach(change.subject(), target(change));
            case ENABLE_SERVICE_ACCESS ->
                organizations.enableAWSServiceAccess(request -> request.servicePrincipal(change.subject()));
            case REGISTER_DELEGATED_ADMINISTRATOR -> register(change.subject(), target(change));
            case DEREGISTER_DELEGATED_ADMINISTRATOR -> deregister(change.subject(), target(change));
            default -> throw new IllegalArgumentException("Not a change of the tree: " + change);
        }
        return new Performed.Done();
    }

    private void createUnit(String path) {
        tree.forget();
        if (tree.find(path).isEmpty()) {
            String parent = tree.required(OrganizationTree.parent(path));
            organizations.createOrganizationalUnit(
                    request -> request.parentId(parent).name(path.substring(path.lastIndexOf('/') + 1)));
        }
    }

    private void deleteUnit(String path) {
        tree.forget();
        Optional<String> id = tree.find(path);
        try {
            id.ifPresent(each -> organizations.deleteOrganizationalUnit(request -> request.organizationalUnitId(each)));
        } catch (OrganizationalUnitNotFoundException e) {
            tree.forget(); // Gone meanwhile; that is what is wanted.
        }
    }

    private void write(Policy policy) {
        String content = policy.content().toString();
        Optional<String> id = policy(policy.name());
        if (id.isEmpty()) {
            organizations.createPolicy(request -> request.name(policy.name())
                    .type(policy.type().name())
                    .description(policy.description())
                    .content(content));
        } else {
            organizations.updatePolicy(request ->
                    request.policyId(id.get()).description(policy.description()).content(content));
        }
    }

    private void deletePolicy(String name) {
        Optional<String> id = policy(name);
        try {
            id.ifPresent(each -> organizations.deletePolicy(request -> request.policyId(each)));
        } catch (PolicyNotFoundException e) {
            tree.forget(); // Gone meanwhile; that is what is wanted.
        }
    }

    private void attach(String policy, String path) {
        String target = tree.required(path);
        try {
            organizations.attachPolicy(
                    request -> request.policyId(required(policy)).targetId(target));
        } catch (DuplicatePolicyAttachmentException e) {
            tree.forget(); // It is attached: an answer that was lost, or somebody else.
        }
    }

    private void detach(String policy, String path) {
        String target = tree.required(path);
        try {
            organizations.detachPolicy(
                    request -> request.policyId(required(policy)).targetId(target));
        } catch (PolicyNotAttachedException e) {
            tree.forget(); // It isn't any more: an answer that was lost, or somebody else.
        }
    }

    private void register(String service, String account) {
        try {
            organizations.registerDelegatedAdministrator(
                    request -> request.servicePrincipal(service).accountId(account));
        } catch (AccountAlreadyRegisteredException e) {
            tree.forget(); // It is registered; that is what is wanted.
        }
    }

    private void deregister(String service, String account) {
        try {
            organizations.deregisterDelegatedAdministrator(
                    request -> request.servicePrincipal(service).accountId(account));
        } catch (AccountNotRegisteredException e) {
            tree.forget(); // It isn't any more; that is what is wanted.
        }
    }

    private Optional<String> policy(String name) {
        Map<String, String> ids = new HashMap<>();
        for (Declaration.PolicyType type : Declaration.PolicyType.values()) {
            organizations.listPoliciesPaginator(request -> request.filter(type.name())).stream()
                    .flatMap(page -> page.policies().stream())
                    .filter(each -> each.name().equals(name))
                    .map(PolicySummary::id)
                    .forEach(id -> ids.put(name, id));
        }
        return Optional.ofNullable(ids.get(name));
    }

    private String required(String policy) {
        return policy(policy)
                .orElseThrow(() -> new IllegalStateException(
                        "There is no policy '%s' any more; make a new plan".formatted(policy)));
    }

    private static String target(Change change) {
        return Objects.requireNonNull(change.target(), "target");
    }
}
