package io.bongsu.factory.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.factory.blueprint.PermissionSet;
import io.bongsu.factory.request.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.CustomerManagedPolicyReference;
import software.amazon.awssdk.services.ssoadmin.model.PermissionSetProvisioningStatus;
import software.amazon.awssdk.services.ssoadmin.model.ProvisionTargetType;

/** Reads permission sets and makes them what they should be. Every change is made only where it is missing, so that it can be repeated. */
public final class PermissionSets {

    private final IdentityDirectory directory;
    private final SsoAdminClient sso;

    public PermissionSets(IdentityDirectory directory) {
        this.directory = directory;
        this.sso = directory.sso();
    }

    /** A permission set as it is now. */
    public PermissionSet read(String arn) {
        var described = sso.describePermissionSet(
                        request -> request.instanceArn(instance()).permissionSetArn(arn))
                .permissionSet();
        return new PermissionSet(
                described.name(),
                Objects.requireNonNullElse(described.description(), ""),
                Objects.requireNonNullElse(described.sessionDuration(), "PT1H"),
                managed(arn),
                customer(arn),
                inline(arn));
    }

    /** Makes an empty permission set and gives its ARN; {@link #change} gives it its policies. */
    public String create(PermissionSet wanted) {
        String arn = sso.createPermissionSet(request -> request.instanceArn(instance())
                        .name(wanted.name())
                        .description(wanted.description().isEmpty() ? null : wanted.description())
                        .sessionDuration(wanted.sessionDuration()))
                .permissionSet()
                .permissionSetArn();
        directory.forget();
        return arn;
    }

    /** Makes every difference disappear. Adds first, so that nobody is without a right in between that they keep. */
    public void change(String arn, PermissionSet wanted) {
        PermissionSet is = read(arn);
        if (!is.description().equals(wanted.description())
                || !is.sessionDuration().equals(wanted.sessionDuration())) {
            sso.updatePermissionSet(request -> request.instanceArn(instance())
                    .permissionSetArn(arn)
                    .description(wanted.description().isEmpty() ? null : wanted.description())
                    .sessionDuration(wanted.sessionDuration()));
        }
        missing(wanted.managedPolicies(), is.managedPolicies())
                .forEach(policy -> sso.attachManagedPolicyToPermissionSet(request ->
                        request.instanceArn(instance()).permissionSetArn(arn).managedPolicyArn(policy)));
        missing(wanted.customerPolicies(), is.customerPolicies())
                .forEach(policy -> sso.attachCustomerManagedPolicyReferenceToPermissionSet(
                        request -> request.instanceArn(instance())
                                .permissionSetArn(arn)
                                .customerManagedPolicyReference(reference(policy))));
        inline(arn, is.inlinePolicy(), wanted.inlinePolicy());
        missing(is.managedPolicies(), wanted.managedPolicies())
                .forEach(policy -> sso.detachManagedPolicyFromPermissionSet(request ->
                        request.instanceArn(instance()).permissionSetArn(arn).managedPolicyArn(policy)));
        missing(is.customerPolicies(), wanted.customerPolicies())
                .forEach(policy -> sso.detachCustomerManagedPolicyReferenceFromPermissionSet(
                        request -> request.instanceArn(instance())
                                .permissionSetArn(arn)
                                .customerManagedPolicyReference(reference(policy))));
    }

    /** Whether any account has it; what is changed has to be provisioned there. */
    public boolean provisioned(String arn) {
        return !sso.listAccountsForProvisionedPermissionSet(
                        request -> request.instanceArn(instance()).permissionSetArn(arn))
                .accountIds()
                .isEmpty();
    }

    /** Begins to bring every account that has it up to date; gives what to ask about. */
    public String provision(String arn) {
        return sso.provisionPermissionSet(request -> request.instanceArn(instance())
                        .permissionSetArn(arn)
                        .targetType(ProvisionTargetType.ALL_PROVISIONED_ACCOUNTS))
                .permissionSetProvisioningStatus()
                .requestId();
    }

    /** How far that is. */
    public PermissionSetProvisioningStatus provisioning(String id) {
        return sso.describePermissionSetProvisioningStatus(
                        request -> request.instanceArn(instance()).provisionPermissionSetRequestId(id))
                .permissionSetProvisioningStatus();
    }

    private String instance() {
        return directory.required().arn();
    }

    private List<String> managed(String arn) {
        return sso
                .listManagedPoliciesInPermissionSetPaginator(
                        request -> request.instanceArn(instance()).permissionSetArn(arn))
                .stream()
                .flatMap(page -> page.attachedManagedPolicies().stream())
                .map(each -> each.arn())
                .sorted()
                .toList();
    }

    private List<String> customer(String arn) {
        return sso
                .listCustomerManagedPolicyReferencesInPermissionSetPaginator(
                        request -> request.instanceArn(instance()).permissionSetArn(arn))
                .stream()
                .flatMap(page -> page.customerManagedPolicyReferences().stream())
                .map(each -> Objects.requireNonNullElse(each.path(), "/") + each.name())
                .sorted()
                .toList();
    }

    private @Nullable JsonNode inline(String arn) {
        String text = Optional.ofNullable(sso.getInlinePolicyForPermissionSet(
                                request -> request.instanceArn(instance()).permissionSetArn(arn))
                        .inlinePolicy())
                .orElse("");
        try {
            return text.isBlank() ? null : Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Permission set %s has an inline policy that is no JSON".formatted(arn), e);
        }
    }

    private void inline(String arn, @Nullable JsonNode is, @Nullable JsonNode wanted) {
        if (Objects.equals(is, wanted)) {
            return;
        }
        if (wanted == null) {
            sso.deleteInlinePolicyFromPermissionSet(
                    request -> request.instanceArn(instance()).permissionSetArn(arn));
        } else {
            sso.putInlinePolicyToPermissionSet(request ->
                    request.instanceArn(instance()).permissionSetArn(arn).inlinePolicy(wanted.toString()));
        }
    }

    private static CustomerManagedPolicyReference reference(String pathAndName) {
        int slash = pathAndName.lastIndexOf('/') + 1;
        return CustomerManagedPolicyReference.builder()
                .path(pathAndName.substring(0, slash))
                .name(pathAndName.substring(slash))
                .build();
    }

    private static List<String> missing(List<String> from, List<String> in) {
        return from.stream().filter(each -> !in.contains(each)).toList();
    }
}
