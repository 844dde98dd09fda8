package io.bongsu.factory.identity;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.AccountAssignmentOperationStatus;
import software.amazon.awssdk.services.ssoadmin.model.PrincipalType;
import software.amazon.awssdk.services.ssoadmin.model.StatusValues;
import software.amazon.awssdk.services.ssoadmin.model.TargetType;

/** Who is assigned to which account. Creating and deleting are asynchronous: both give an id to ask about. */
public final class AccountAssignments {

    private final IdentityDirectory directory;
    private final SsoAdminClient sso;

    public AccountAssignments(IdentityDirectory directory) {
        this.directory = directory;
        this.sso = directory.sso();
    }

    /**
     * One permission set for one group in one account.
     *
     * @param account twelve digits
     * @param group the group's id
     * @param permissionSet the permission set's ARN
     */
    public record Assigned(String account, String group, String permissionSet) {}

    /** What Identity Center lists for these groups in the account. */
    public Set<Assigned> ofGroups(String account, Collection<String> groups) {
        Set<Assigned> found = new HashSet<>();
        for (String group : new HashSet<>(groups)) {
            sso
                    .listAccountAssignmentsForPrincipalPaginator(request -> request.instanceArn(instance())
                            .principalType(PrincipalType.GROUP)
                            .principalId(group)
                            .filter(filter -> filter.accountId(account)))
                    .stream()
                    .flatMap(page -> page.accountAssignments().stream())
                    // Also what the group has through another one comes here; that is somebody else's assignment.
                    .filter(each -> group.equals(each.principalId()) && account.equals(each.accountId()))
                    .forEach(each -> found.add(new Assigned(account, group, each.permissionSetArn())));
        }
        return found;
    }

    /** Asks for an assignment and gives the id of the asking. */
    public String create(Assigned wanted) {
        return sso.createAccountAssignment(request -> request.instanceArn(instance())
                        .targetType(TargetType.AWS_ACCOUNT)
                        .targetId(wanted.account())
                        .permissionSetArn(wanted.permissionSet())
                        .principalType(PrincipalType.GROUP)
                        .principalId(wanted.group()))
                .accountAssignmentCreationStatus()
                .requestId();
    }

    /** How far a creation is. */
    public AccountAssignmentOperationStatus creation(String id) {
        return sso.describeAccountAssignmentCreationStatus(
                        request -> request.instanceArn(instance()).accountAssignmentCreationRequestId(id))
                .accountAssignmentCreationStatus();
    }

    /** The id of a creation under way, of which the answer was lost. There are never more than ten under way. */
    public Optional<String> underWay(Assigned wanted) {
        return sso
                .listAccountAssignmentCreationStatusPaginator(request ->
                        request.instanceArn(instance()).filter(filter -> filter.status(StatusValues.IN_PROGRESS)))
                .stream()
                .flatMap(page -> page.accountAssignmentsCreationStatus().stream())
                .map(each -> creation(each.requestId()))
                .filter(each ->
                        wanted.equals(new Assigned(each.targetId(), each.principalId(), each.permissionSetArn())))
                .map(AccountAssignmentOperationStatus::requestId)
                .findFirst();
    }

    private String instance() {
        return directory.required().arn();
    }
}
