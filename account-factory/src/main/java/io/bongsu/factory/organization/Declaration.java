package io.bongsu.factory.organization;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.factory.blueprint.PermissionSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The organization as it should be. What is left out is left alone. JSON and YAML names are snake_case.
 *
 * @param root the tree of organizational units, with what is attached to each
 * @param policies SCPs and RCPs of the organization's own
 * @param delegatedAdministrators accounts that administer an AWS service for the organization
 * @param identityCenter groups, permission sets and who is assigned where
 * @param prune whether what isn't declared goes, as far as nothing hangs on it: organizational units without accounts, policies that no
 *     account has, delegated administrators
 */
public record Declaration(
        @Nullable Unit root,
        List<Policy> policies,
        List<DelegatedAdministrator> delegatedAdministrators,
        IdentityCenter identityCenter,
        boolean prune) {

    /** Path of the root. */
    public static final String ROOT = "/";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]{1,128}\\.amazonaws\\.com");

    @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
    public Declaration {
        policies = policies == null ? List.of() : List.copyOf(policies);
        delegatedAdministrators = delegatedAdministrators == null ? List.of() : List.copyOf(delegatedAdministrators);
        identityCenter = identityCenter == null ? new IdentityCenter(null, null, null) : identityCenter;
    }

    /**
     * The root or an organizational unit.
     *
     * @param name unique among its siblings; the root has none
     * @param policies exactly these SCPs and RCPs are attached to it; null leaves its attachments alone
     * @param children organizational units in it
     */
    public record Unit(@Nullable String name, @Nullable List<String> policies, List<Unit> children) {
        @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
        public Unit {
            policies = policies == null ? null : List.copyOf(policies);
            children = children == null ? List.of() : List.copyOf(children);
        }
    }

    /** What a policy limits. */
    public enum PolicyType {
        SERVICE_CONTROL_POLICY,
        RESOURCE_CONTROL_POLICY
    }

    /**
     * A policy of the organization's own.
     *
     * @param name unique among policies of its type
     * @param type what it limits
     * @param description at most 512 characters
     * @param content the document
     */
    public record Policy(String name, PolicyType type, String description, JsonNode content) {
        @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
        public Policy {
            required(name, "policies.name");
            required(type, "policies.type");
            required(content, "policies." + name + ".file or .content");
            description = description == null ? "" : description;
        }
    }

    /**
     * An account that administers a service.
     *
     * @param service for example {@code config.amazonaws.com}
     * @param account twelve digits
     */
    public record DelegatedAdministrator(String service, String account) {
        public DelegatedAdministrator {
            that(service, SERVICE, "delegated_administrators.service", "a principal such as config.amazonaws.com");
            that(account, ACCOUNT, "delegated_administrators.account", "twelve digits");
        }
    }

    /**
     * Who may do what where.
     *
     * @param groups are made where they aren't
     * @param permissionSets are made and changed
     * @param assignments are added
     */
    public record IdentityCenter(List<Group> groups, List<PermissionSet> permissionSets, List<Assignment> assignments) {
        @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
        public IdentityCenter {
            groups = groups == null ? List.of() : List.copyOf(groups);
            permissionSets = permissionSets == null ? List.of() : List.copyOf(permissionSets);
            assignments = assignments == null ? List.of() : List.copyOf(assignments);
        }

        /** Whether nothing of Identity Center is declared. */
        public boolean nothing() {
            return groups.isEmpty() && permissionSets.isEmpty() && assignments.isEmpty();
        }
    }

    /**
     * A group.
     *
     * @param name its display name
     * @param description what it is for
     */
    public record Group(String name, String description) {
        @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
        public Group {
            required(name, "identity_center.groups.name");
            description = description == null ? "" : description;
        }
    }

    /**
     * One permission set for one group in one account.
     *
     * @param account twelve digits
     * @param group display name
     * @param permissionSet name
     */
    public record Assignment(String account, String group, String permissionSet) {
        public Assignment {
            that(account, ACCOUNT, "identity_center.assignments.account", "twelve digits");
            required(group, "identity_center.assignments.group");
            required(permissionSet, "identity_center.assignments.permission_set");
        }
    }

    /** Every node by its path, parents first; nothing where no tree is declared. */
    public Map<String, Unit> units() {
        Map<String, Unit> all = new LinkedHashMap<>();
        List<Map.Entry<String, Unit>> level = root == null ? List.of() : List.of(Map.entry(ROOT, root));
        while (!level.isEmpty()) {
            List<Map.Entry<String, Unit>> below = new ArrayList<>();
            for (Map.Entry<String, Unit> each : level) {
                all.put(each.getKey(), each.getValue());
                each.getValue().children().forEach(child -> below.add(Map.entry(path(each.getKey(), child), child)));
            }
            level = below;
        }
        return all;
    }

    /** A declared policy. */
    public Optional<Policy> policy(String name) {
        return policies.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static String path(String parent, Unit child) {
        return (parent.equals(ROOT) ? "" : parent) + "/" + child.name();
    }

    private static void required(@Nullable Object given, String field) {
        if (given == null || given.equals("")) {
            throw new IllegalArgumentException("%s is missing; expected a value".formatted(field));
        }
    }

    private static void that(@Nullable String given, Pattern pattern, String field, String expected) {
        required(given, field);
        if (!pattern.matcher(String.valueOf(given)).matches()) {
            throw new IllegalArgumentException("%s is '%s'; expected %s".formatted(field, given, expected));
        }
    }
}
