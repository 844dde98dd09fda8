package io.bongsu.factory.steps;

import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.blueprint.PermissionSet;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.identity.PermissionSets;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the groups and permission sets that the blueprint assigns, and makes the permission sets that it defines and that aren't there.
 * A permission set that accounts have already is never changed here: that would change other accounts.
 */
public final class PermissionSetsStep implements Step {

    static final String NAME = "permission-sets";
    static final String GROUP = "group ";
    static final String PERMISSION_SET = "permission set ";

    private final IdentityDirectory directory;
    private final PermissionSets sets;

    PermissionSetsStep(IdentityDirectory directory) {
        this.directory = directory;
        this.sets = new PermissionSets(directory);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Find groups and permission sets";
    }

    @Override
    public Outcome run(StepContext context) {
        Blueprint blueprint = context.blueprint();
        if (blueprint.assignments().isEmpty()) {
            return Outcome.done("nothing", "the blueprint assigns nobody");
        }
        if (directory.instance().isEmpty()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "NO_IDENTITY_CENTER",
                    "IAM Identity Center is not switched on in the Region of account-factory.aws.identity-center-region; switch it on, then retry");
        }
        for (PermissionSet defined : blueprint.permissionSets()) {
            Optional<Outcome> wrong = ensure(context, defined);
            if (wrong.isPresent()) {
                return wrong.get();
            }
        }
        return found(blueprint);
    }

    private Outcome found(Blueprint blueprint) {
        Map<String, String> ids = new HashMap<>();
        TreeSet<String> missing = new TreeSet<>();
        for (Blueprint.Assignment each : blueprint.assignments()) {
            keep(ids, missing, GROUP + each.group(), directory.group(each.group()));
        }
        for (Blueprint.Assignment each : blueprint.assignments()) {
            String key = PERMISSION_SET + each.permissionSet();
            keep(ids, missing, key, directory.permissionSet(each.permissionSet()));
        }
        if (!missing.isEmpty()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "IDENTITY_MISSING",
                    "Identity Center has no %s, which blueprint %s assigns; declare it in the organization's YAML and apply that, or make it in Identity Center, then retry"
                            .formatted(String.join(", no ", missing), blueprint.id()));
        }
        return new Outcome.Done(ids);
    }

    private static void keep(Map<String, String> ids, TreeSet<String> missing, String key, Optional<String> id) {
        id.ifPresentOrElse(found -> ids.put(key, found), () -> missing.add(key));
    }

    /** Makes it where it isn't; completes it where no account has it yet; holds where it is another one than defined. */
    private Optional<Outcome> ensure(StepContext context, PermissionSet defined) {
        Optional<String> there = directory.permissionSet(defined.name());
        if (there.isEmpty()) {
            context.intend(Map.of("call", "sso:CreatePermissionSet", "name", defined.name()));
            sets.change(sets.create(defined), defined);
            return Optional.empty();
        }
        List<String> differences = sets.read(there.get()).differences(defined);
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        if (sets.provisioned(there.get())) {
            return Optional.of(new Outcome.Hold(
                    Who.OPERATOR,
                    "PERMISSION_SET_DIFFERS",
                    "Accounts have permission set '%s' and it is not what blueprint %s defines (%s); change one of them, the set by the organization's YAML, then retry"
                            .formatted(defined.name(), context.blueprint().id(), String.join(", ", differences))));
        }
        context.intend(Map.of("call", "sso:UpdatePermissionSet", "name", defined.name()));
        sets.change(there.get(), defined);
        return Optional.empty();
    }
}
