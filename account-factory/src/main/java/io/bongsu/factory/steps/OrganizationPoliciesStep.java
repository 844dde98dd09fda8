package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.organizations.model.DuplicatePolicyAttachmentException;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/** Attaches the blueprint's SCPs and RCPs to the account itself; those of its OUs are inherited. */
public final class OrganizationPoliciesStep implements Step {

    private static final List<PolicyType> TYPES =
            List.of(PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY);

    private final AwsClients aws;

    OrganizationPoliciesStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "organization-policies";
    }

    @Override
    public String title() {
        return "Attach SCPs and RCPs";
    }

    @Override
    public Outcome run(StepContext context) {
        Set<String> wanted = new TreeSet<>(context.blueprint().policies());
        if (wanted.isEmpty()) {
            return Outcome.done();
        }
        Map<String, String> ids = new LinkedHashMap<>();
        Set<String> attached = new TreeSet<>();
        for (PolicyType type : TYPES) {
            all(type).stream()
                    .filter(each -> wanted.contains(each.name()))
                    .forEach(each -> ids.put(each.name(), each.id()));
            attached.addAll(attached(type, context.account()));
        }
        if (!ids.keySet().containsAll(wanted)) {
            wanted.removeAll(ids.keySet());
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "POLICY_MISSING",
                    "The organization has no policy named %s, which blueprint %s wants; make it, then retry"
                            .formatted(wanted, context.blueprint().id()));
        }
        ids.values().removeAll(attached);
        if (ids.isEmpty()) {
            return Outcome.done();
        }
        context.intend(Map.of("call", "organizations:AttachPolicy", "policies", String.join(" ", ids.keySet())));
        ids.values().forEach(id -> attach(id, context.account()));
        return Outcome.done();
    }

    private List<PolicySummary> all(PolicyType type) {
        return aws.organizations().listPoliciesPaginator(request -> request.filter(type)).stream()
                .flatMap(page -> page.policies().stream())
                .toList();
    }

    private Set<String> attached(PolicyType type, String account) {
        return aws
                .organizations()
                .listPoliciesForTargetPaginator(request -> request.filter(type).targetId(account))
                .stream()
                .flatMap(page -> page.policies().stream())
                .map(PolicySummary::id)
                .collect(Collectors.toSet());
    }

    private void attach(String policy, String account) {
        try {
            aws.organizations().attachPolicy(request -> request.policyId(policy).targetId(account));
        } catch (DuplicatePolicyAttachmentException e) {
            // Attached meanwhile: an answer that was lost, or somebody else. That is what is wanted.
            return;
        }
    }
}
