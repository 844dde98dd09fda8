package io.bongsu.factory.steps;

import io.bongsu.factory.identity.AccountAssignments;
import io.bongsu.factory.identity.AccountAssignments.Assigned;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ssoadmin.model.AccountAssignmentOperationStatus;
import software.amazon.awssdk.services.ssoadmin.model.ConflictException;
import software.amazon.awssdk.services.ssoadmin.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssoadmin.model.SsoAdminException;
import software.amazon.awssdk.services.ssoadmin.model.StatusValues;
import software.amazon.awssdk.services.ssoadmin.model.ThrottlingException;

/**
 * Lets the blueprint's groups in. Identity Center assigns asynchronously, ten at a time in the whole organization and one at a time in an
 * account; so a request takes one of ten slots and asks for its assignments one after the other. Before the first and after the last one
 * they are listed and compared with the blueprint.
 */
public final class AssignmentsStep implements Step {

    private static final String CREATE = "sso:CreateAccountAssignment";

    /** Members of the intent: which assignment is asked for, by its number; the numbers that follow; the asking's id once it is known. */
    private static final String NUMBER = "number";

    private static final String THEN = "then";
    private static final String CREATION = "creation";

    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration SLOT_POLL = Duration.ofSeconds(2);
    private static final int SPREAD_MILLIS = 3_000;
    private static final Duration HIDDEN = Duration.ofSeconds(30);

    private final IdentityDirectory directory;
    private final AccountAssignments assignments;
    private final TokenBuckets buckets;
    private final Slots slots;

    AssignmentsStep(IdentityDirectory directory, TokenBuckets buckets, Slots slots) {
        this.directory = directory;
        this.assignments = new AccountAssignments(directory);
        this.buckets = buckets;
        this.slots = slots;
    }

    @Override
    public String name() {
        return "assignments";
    }

    @Override
    public String title() {
        return "Let the groups in";
    }

    @Override
    public Outcome run(StepContext context) {
        if (context.blueprint().assignments().isEmpty()) {
            return Outcome.done("nothing", "the blueprint assigns nobody");
        }
        Map<String, String> ids = context.result(PermissionSetsStep.NAME);
        List<Assigned> wanted = context.blueprint().assignments().stream()
                .filter(each -> ids.containsKey(PermissionSetsStep.GROUP + each.group())
                        && ids.containsKey(PermissionSetsStep.PERMISSION_SET + each.permissionSet()))
                .map(each -> new Assigned(
                        context.account(),
                        ids.get(PermissionSetsStep.GROUP + each.group()),
                        ids.get(PermissionSetsStep.PERMISSION_SET + each.permissionSet())))
                .toList();
        if (wanted.size() < context.blueprint().assignments().size()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "IDENTITY_UNRESOLVED",
                    "Step %s was skipped, so the ids of groups and permission sets are not known; a retry begins with it, or skip this step too"
                            .formatted(PermissionSetsStep.NAME),
                    PermissionSetsStep.NAME);
        }
        Optional<StepContext.Intent> intent = context.intent();
        return intent.isPresent() ? goOn(context, wanted, intent.get()) : look(context, wanted);
    }

    /** What is listed counts, not what was asked for. A slot is taken first, so that hundreds who wait for one don't list meanwhile. */
    private Outcome look(StepContext context, List<Assigned> wanted) {
        return slots.take(Slots.ASSIGNING, context.request().id())
                ? compare(context, wanted, listed(context, wanted))
                : waitForSlot(context);
    }

    private Outcome compare(StepContext context, List<Assigned> wanted, Set<Assigned> listed) {
        List<Integer> missing = IntStream.range(0, wanted.size())
                .filter(number -> !listed.contains(wanted.get(number)))
                .boxed()
                .toList();
        return missing.isEmpty()
                ? Outcome.done("verified", "%d of %d".formatted(wanted.size(), wanted.size()))
                : ask(context, wanted, missing);
    }

    private Set<Assigned> listed(StepContext context, List<Assigned> wanted) {
        return assignments.ofGroups(
                context.account(), wanted.stream().map(Assigned::group).toList());
    }

    private Outcome waitForSlot(StepContext context) {
        // Spread, so that those who wait don't all ask at the same moment.
        long spread = Math.floorMod(context.request().id().hashCode(), SPREAD_MILLIS);
        return Outcome.waitForTurn(
                context.now().plus(SLOT_POLL).plusMillis(spread),
                "one of %d assignments under way to be done".formatted(slots.limit(Slots.ASSIGNING)));
    }

    private Outcome goOn(StepContext context, List<Assigned> wanted, StepContext.Intent intent) {
        Assigned asked = wanted.get(Integer.parseInt(intent.what().get(NUMBER)));
        List<Integer> then = numbers(intent.what().getOrDefault(THEN, ""));
        String creation = intent.what().get(CREATION);
        if (creation == null) {
            // The answer was lost, or this process' predecessor: it may be under way, done, or never have arrived.
            Optional<String> found = assignments.underWay(asked);
            if (found.isEmpty()) {
                return look(context, wanted);
            }
            creation = found.get();
            context.intend(withCreation(intent.what(), creation));
        }
        AccountAssignmentOperationStatus status = assignments.creation(creation);
        if (status.status() == StatusValues.FAILED) {
            slots.release(Slots.ASSIGNING, context.request().id());
            context.withdraw("FAILED");
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "ASSIGNMENT_FAILED",
                    "Identity Center could not assign %s: %s; mend that, then retry"
                            .formatted(asked, status.failureReason()));
        }
        if (status.status() != StatusValues.SUCCEEDED) {
            return Outcome.waitForAws(context.now().plus(POLL), "Identity Center to make the assignment");
        }
        if (!then.isEmpty()) {
            return ask(context, wanted, then);
        }
        return verified(context, wanted, intent);
    }

    /** What has succeeded may take a moment to be listed; it is not asked for again before that moment is over. */
    private Outcome verified(StepContext context, List<Assigned> wanted, StepContext.Intent last) {
        Set<Assigned> listed = listed(context, wanted);
        if (!listed.containsAll(wanted) && context.now().isBefore(last.at().plus(HIDDEN))) {
            return Outcome.waitForAws(context.now().plus(POLL), "the assignments to be listed");
        }
        return compare(context, wanted, listed);
    }

    private Outcome ask(StepContext context, List<Assigned> wanted, List<Integer> numbers) {
        if (!slots.take(Slots.ASSIGNING, context.request().id())) {
            return waitForSlot(context);
        }
        buckets.prepay(CREATE);
        int number = numbers.getFirst();
        Map<String, String> what = Map.of(
                "call",
                CREATE,
                NUMBER,
                Integer.toString(number),
                THEN,
                numbers.stream().skip(1).map(String::valueOf).collect(Collectors.joining(" ")));
        context.intend(what);
        try {
            String creation = assignments.create(wanted.get(number));
            context.intend(withCreation(what, creation));
            return Outcome.waitForAws(context.now().plus(POLL), "Identity Center to make the assignment");
        } catch (SsoAdminException e) {
            if (e.statusCode() < 500) {
                context.withdraw(String.valueOf(e.awsErrorDetails().errorCode()));
                release(context, e);
            }
            throw e;
        }
    }

    /** A refusal that a person has to look at keeps nobody else waiting. */
    private void release(StepContext context, SsoAdminException refusal) {
        if (!(refusal instanceof ThrottlingException || refusal instanceof ConflictException)) {
            slots.release(Slots.ASSIGNING, context.request().id());
        }
        if (refusal instanceof ResourceNotFoundException) {
            directory.forget();
        }
    }

    private static Map<String, String> withCreation(Map<String, String> what, String creation) {
        Map<String, String> more = new HashMap<>(what);
        more.put(CREATION, creation);
        return more;
    }

    private static List<Integer> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ", -1)).map(Integer::valueOf).toList();
    }

    @Override
    public Duration typical() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Optional<String> frees() {
        return Optional.of(Slots.ASSIGNING);
    }
}
