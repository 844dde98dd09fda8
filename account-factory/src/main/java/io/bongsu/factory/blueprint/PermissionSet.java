package io.bongsu.factory.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do in an account that they are assigned to. JSON and YAML names are snake_case.
 *
 * @param name unique in Identity Center, 1 to 32 characters
 * @param description at most 700 characters
 * @param sessionDuration how long a session lasts, ISO 8601, from {@code PT1H} to {@code PT12H}
 * @param managedPolicies ARNs of AWS' own policies
 * @param customerPolicies policies that every account has to have under that path and name: {@code /path/name}
 * @param inlinePolicy a policy document of its own
 */
public record PermissionSet(
        String name,
        String description,
        String sessionDuration,
        List<String> managedPolicies,
        List<String> customerPolicies,
        @Nullable JsonNode inlinePolicy) {

    /** "Quotas for IAM Identity Center": the inline policy, in characters without white space. */
    public static final int MAX_INLINE = 10_240;

    /** "Quotas for IAM Identity Center": managed policies of both kinds together. */
    public static final int MAX_POLICIES = 20;

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,32}");
    private static final Pattern DURATION = Pattern.compile("PT(\\d{1,2}H)?(\\d{1,3}M)?(\\d{1,5}S)?");
    private static final Pattern MANAGED = Pattern.compile("arn:aws[\\w-]*:iam::aws:policy/[\\w+=,.@/-]+");
    private static final Pattern CUSTOMER = Pattern.compile("/([\\w+=,.@/-]+/)?[\\w+=,.@-]{1,128}");

    @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
    public PermissionSet {
        Expect.that(name, "permission_sets.name", NAME, "1 to 32 letters, digits or + = , . @ _ -");
        description = description == null ? "" : description;
        sessionDuration = sessionDuration == null ? "PT1H" : sessionDuration;
        Expect.that(sessionDuration, "permission_sets.session_duration", DURATION, "PT1H to PT12H");
        managedPolicies = managedPolicies == null ? List.of() : List.copyOf(managedPolicies);
        customerPolicies = customerPolicies == null ? List.of() : List.copyOf(customerPolicies);
        managedPolicies.forEach(each -> Expect.that(
                each,
                "permission_sets.managed_policies",
                MANAGED,
                "ARNs such as arn:aws:iam::aws:policy/ReadOnlyAccess"));
        customerPolicies.forEach(each -> Expect.that(
                each, "permission_sets.customer_policies", CUSTOMER, "a path and a name such as /team/deploy"));
        int policies = managedPolicies.size() + customerPolicies.size();
        Expect.that(
                policies <= MAX_POLICIES, "permission_sets." + name, policies + " policies", "at most " + MAX_POLICIES);
        int inline = inlinePolicy == null ? 0 : inlinePolicy.toString().length();
        Expect.that(
                inline <= MAX_INLINE, "permission_sets.inline_policy", inline + " characters", "at most " + MAX_INLINE);
    }

    /** In words, what changes when this one becomes the wanted one; nothing where they are the same. */
    public List<String> differences(PermissionSet wanted) {
        List<String> differences = new ArrayList<>();
        if (!description.equals(wanted.description)) {
            differences.add("description");
        }
        if (!sessionDuration.equals(wanted.sessionDuration)) {
            differences.add("session_duration " + sessionDuration + " → " + wanted.sessionDuration);
        }
        lists(differences, managedPolicies, wanted.managedPolicies);
        lists(differences, customerPolicies, wanted.customerPolicies);
        if (!Objects.equals(inlinePolicy, wanted.inlinePolicy)) {
            differences.add("inline_policy");
        }
        return differences;
    }

    private static void lists(List<String> differences, List<String> is, List<String> wanted) {
        wanted.stream().filter(each -> !is.contains(each)).forEach(each -> differences.add("+" + each));
        is.stream().filter(each -> !wanted.contains(each)).forEach(each -> differences.add("-" + each));
    }
}
