package io.bongsu.factory.drift;

import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.steps.AccountTags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one thing of an account, or of a policy, is to be.
 *
 * @param subject the account's id, or the policy's
 * @param item which thing: {@code ou}, {@code tag:team}, {@code policy:bongsu-sandbox}, …
 * @param expected its value
 * @param step the step that makes it so; none where only people can
 */
public record Expectation(String subject, String item, String expected, @Nullable String step) {

    /** The value of what is not there. */
    public static final String ABSENT = "absent";

    /** The value of a policy that is attached to the account itself. */
    public static final String ATTACHED = "attached";

    public static final String MEMBERSHIP = "membership";
    public static final String MEMBER = "member";
    public static final String STATE = "state";
    public static final String NAME = "name";
    public static final String EMAIL = "email";
    public static final String OU = "ou";
    public static final String POLICY = "policy:";
    public static final String TAG = "tag:";

    /** A group that is let in: {@code assignment:<group>/<permission set>}. */
    public static final String ASSIGNMENT = "assignment:";

    /** The value of a group that is let in. */
    public static final String ASSIGNED = "assigned";

    /** AWS Config's recorder of a Region: {@code config-recorder:<region>}. */
    public static final String RECORDER = "config-recorder:";

    /** The value of a recorder that runs. */
    public static final String RECORDING = "recording";

    /** The item of a policy's own text, which is a SHA-256. */
    public static final String CONTENT = "content";

    static final String MOVES = "move-to-ou";
    static final String ATTACHES = "organization-policies";
    static final String TAGS = "tag-account";
    static final String RENAMES = "rename";
    static final String ASSIGNS = "assignments";
    static final String RECORDS = "config-recorder";

    /** Everything that a request's account is to be once the request is done. What its steps were skipped for isn't expected. */
    static List<Expectation> of(VendingRequest request, String account) {
        List<Expectation> all = new ArrayList<>(List.of(
                new Expectation(account, MEMBERSHIP, MEMBER, null),
                new Expectation(account, STATE, "ACTIVE", null),
                new Expectation(account, NAME, request.name(), RENAMES),
                new Expectation(account, EMAIL, request.email(), null),
                new Expectation(account, OU, request.ouId(), MOVES)));
        if (!skipped(request, ATTACHES)) {
            request.blueprint()
                    .policies()
                    .forEach(each -> all.add(new Expectation(account, POLICY + each, ATTACHED, ATTACHES)));
        }
        if (!skipped(request, TAGS)) {
            AccountTags.of(request).forEach((key, value) -> all.add(new Expectation(account, TAG + key, value, TAGS)));
        }
        if (done(request, ASSIGNS)) {
            request.blueprint()
                    .assignments()
                    .forEach(each -> all.add(new Expectation(
                            account, ASSIGNMENT + each.group() + "/" + each.permissionSet(), ASSIGNED, ASSIGNS)));
        }
        if (done(request, RECORDS) && request.blueprint().baseline().configRecorder()) {
            request.blueprint()
                    .regions()
                    .forEach(each -> all.add(new Expectation(account, RECORDER + each, RECORDING, RECORDS)));
        }
        return all;
    }

    /** Whether a step of that request made it so; what a change doesn't touch stays expected as it was, with what was accepted. */
    boolean changedBy(VendingRequest request) {
        String doing =
                switch (item) {
                    case OU -> "relocate";
                    case NAME -> RENAMES;
                    case EMAIL -> "primary-email";
                    default -> item.startsWith(TAG) ? TAGS : "";
                };
        return done(request, doing);
    }

    private static boolean done(VendingRequest request, String step) {
        return request.step(step).map(each -> each.state() == StepState.DONE).orElse(false);
    }

    private static boolean skipped(VendingRequest request, String step) {
        return request.step(step).map(each -> each.state() == StepState.SKIPPED).orElse(false);
    }
}
