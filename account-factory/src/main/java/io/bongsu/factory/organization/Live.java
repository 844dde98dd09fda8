package io.bongsu.factory.organization;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.factory.blueprint.PermissionSet;
import io.bongsu.factory.organization.Declaration.Assignment;
import io.bongsu.factory.organization.Declaration.DelegatedAdministrator;
import io.bongsu.factory.organization.Declaration.PolicyType;
import io.bongsu.factory.request.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The organization as it is, by names, as far as a declaration touches it. Sorted, so that the same organization always reads the same.
 *
 * @param attached names of the policies attached to each node, by path and type; every organizational unit is in it
 * @param occupied paths of organizational units that accounts are in
 * @param policies policies by name
 * @param delegatedAdministrators who administers what
 * @param trusted services that may act in the organization
 * @param groups display names
 * @param permissionSets the declared ones that are there, by name
 * @param permissionSetCount how many there are at all
 * @param assignments those in the declared accounts for the declared groups, as {@code account group permission-set}
 */
public record Live(
        SortedMap<String, SortedMap<PolicyType, SortedSet<String>>> attached,
        SortedSet<String> occupied,
        SortedMap<String, LivePolicy> policies,
        List<DelegatedAdministrator> delegatedAdministrators,
        SortedSet<String> trusted,
        SortedSet<String> groups,
        SortedMap<String, PermissionSet> permissionSets,
        int permissionSetCount,
        SortedSet<String> assignments) {

    /**
     * A policy.
     *
     * @param type what it limits
     * @param aws whether it is AWS' own
     * @param description in words
     * @param content the document; of AWS' own an empty one
     * @param onAccounts whether it is attached to an account itself
     */
    public record LivePolicy(PolicyType type, boolean aws, String description, JsonNode content, boolean onAccounts) {}

    /** How an assignment is named here. */
    public static String key(Assignment assignment) {
        return assignment.account() + " " + assignment.group() + " " + assignment.permissionSet();
    }

    /** The same as long as nothing changed that the plan was made from. */
    String fingerprint() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(Json.write(this).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }
}
