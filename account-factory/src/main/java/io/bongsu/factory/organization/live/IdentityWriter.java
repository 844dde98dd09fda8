package io.bongsu.factory.organization.live;

import io.bongsu.factory.blueprint.PermissionSet;
import io.bongsu.factory.identity.AccountAssignments;
import io.bongsu.factory.identity.AccountAssignments.Assigned;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.identity.PermissionSets;
import io.bongsu.factory.organization.Change;
import io.bongsu.factory.organization.Declaration;
import io.bongsu.factory.organization.Performed;
import io.bongsu.factory.quota.Slots;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ssoadmin.model.AccountAssignmentOperationStatus;
import software.amazon.awssdk.services.ssoadmin.model.PermissionSetProvisioningStatus;
import software.amazon.awssdk.services.ssoadmin.model.StatusValues;

/** Makes single changes of Identity Center. Assignments take a slot like those of vending, so that together they are never more than ten. */
final class IdentityWriter {

    private static final String CREATION = "creation";
    private static final String PROVISIONING = "provisioning";
    private static final Duration POLL = Duration.ofSeconds(2);

    private final IdentityDirectory directory;
    private final PermissionSets sets;
    private final AccountAssignments assignments;
    private final Slots slots;

    IdentityWriter(IdentityDirectory directory, Slots slots) {
        this.directory = directory;
        this.sets = new PermissionSets(directory);
        this.assignments = new AccountAssignments(directory);
        this.slots = slots;
    }

    Performed perform(UUID plan, Change change, Declaration declaration, Map<String, String> noted) {
        return switch (change.kind()) {
            case CREATE_GROUP -> group(declaration, change.subject());
            case CREATE_PERMISSION_SET, UPDATE_PERMISSION_SET -> permissionSet(declaration, change.subject(), noted);
            case ASSIGN -> assign(plan, wanted(declaration, change), noted);
            default -> throw new IllegalArgumentException("Not a change of Identity Center: " + change);
        };
    }

    private Performed group(Declaration declaration, String name) {
        if (directory.group(name).isEmpty()) {
            declaration.identityCenter().groups().stream()
                    .filter(each -> each.name().equals(name))
                    .forEach(each -> directory.createGroup(each.name(), each.description()));
        }
        return new Performed.Done();
    }

    private Performed permissionSet(Declaration declaration, String name, Map<String, String> noted) {
        PermissionSet wanted = declaration.identityCenter().permissionSets().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        if (noted.containsKey(PROVISIONING)) {
            return provisioned(noted);
        }
        String arn = directory.permissionSet(name).orElseGet(() -> sets.create(wanted));
        sets.change(arn, wanted);
        return sets.provisioned(arn)
                ? new Performed.Wait(POLL, Map.of(PROVISIONING, sets.provision(arn)))
                : new Performed.Done();
    }

    private Performed provisioned(Map<String, String> noted) {
        PermissionSetProvisioningStatus status = sets.provisioning(noted.get(PROVISIONING));
        if (status.status() == StatusValues.FAILED) {
            throw new IllegalStateException(
                    "Identity Center could not bring all accounts up to date: " + status.failureReason());
        }
        return status.status() == StatusValues.SUCCEEDED ? new Performed.Done() : new Performed.Wait(POLL, noted);
    }

    private Performed assign(UUID plan, Assigned wanted, Map<String, String> noted) {
        if (noted.containsKey(CREATION)) {
            return assigned(plan, noted);
        }
        if (assignments.ofGroups(wanted.account(), List.of(wanted.group())).contains(wanted)) {
            slots.release(Slots.ASSIGNING, plan);
            return new Performed.Done();
        }
        if (!slots.take(Slots.ASSIGNING, plan)) {
            return new Performed.Wait(POLL, noted);
        }
        return new Performed.Wait(POLL, Map.of(CREATION, assignments.create(wanted)));
    }

    private Performed assigned(UUID plan, Map<String, String> noted) {
        AccountAssignmentOperationStatus status = assignments.creation(noted.get(CREATION));
        if (status.status() == StatusValues.IN_PROGRESS) {
            return new Performed.Wait(POLL, noted);
        }
        slots.release(Slots.ASSIGNING, plan);
        if (status.status() == StatusValues.FAILED) {
            throw new IllegalStateException("Identity Center could not assign: " + status.failureReason());
        }
        return new Performed.Done();
    }

    private Assigned wanted(Declaration declaration, Change change) {
        Declaration.Assignment wanted = declaration.identityCenter().assignments().stream()
                .filter(each -> Objects.equals(each.account(), change.target()))
                .filter(each -> change.subject().equals(each.group() + " " + each.permissionSet()))
                .findFirst()
                .orElseThrow();
        return new Assigned(
                wanted.account(),
                found(directory.group(wanted.group()), "group", wanted.group()),
                found(directory.permissionSet(wanted.permissionSet()), "permission set", wanted.permissionSet()));
    }

    private static String found(Optional<String> id, String what, String name) {
        return id.orElseThrow(
                () -> new IllegalStateException("There is no %s '%s' any more; make a new plan".formatted(what, name)));
    }
}
