package io.bongsu.factory.quota;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which bucket a call takes its token from, and the bucket's rate: the published ones, unless the settings say otherwise. Names are
 * {@code service:Operation} as in IAM, or {@code service:*} for all others of a service together.
 */
public final class Rates {

    /** The step that floors everything: one account in ten seconds. */
    public static final String CREATE_ACCOUNT = "organizations:CreateAccount";

    /** The call that floors a great clearing-up: one account in twenty seconds. */
    public static final String CLOSE_ACCOUNT = "organizations:CloseAccount";

    /** "Quotas and service limits for AWS Organizations", throttle limits of the management account; IAM Identity Center's quota page. */
    private static final Map<String, Rate> PUBLISHED = Map.ofEntries(
            Map.entry(CREATE_ACCOUNT, new Rate(0.1, 3)),
            Map.entry("organizations:DescribeCreateAccountStatus", new Rate(2, 2)),
            Map.entry("organizations:ListCreateAccountStatus", new Rate(5, 8)),
            Map.entry("organizations:ListAccounts", new Rate(8, 12)),
            Map.entry("organizations:ListRoots", new Rate(1, 2)),
            Map.entry("organizations:ListOrganizationalUnitsForParent", new Rate(5, 8)),
            Map.entry("organizations:MoveAccount", new Rate(2, 3)),
            Map.entry("organizations:TagResource", new Rate(4, 6)),
            Map.entry("organizations:CreatePolicy", new Rate(2, 3)),
            Map.entry("organizations:AttachPolicy", new Rate(2, 3)),
            Map.entry(CLOSE_ACCOUNT, new Rate(0.05, 1)),
            Map.entry("organizations:RemoveAccountFromOrganization", new Rate(2, 2)),
            Map.entry("sso:*", new Rate(20, 20)));

    /** Services whose calls count against another one's bucket: "20 transactions per second for all APIs" of Identity Center. */
    private static final Map<String, String> COUNTED_AS = Map.of("identitystore", "sso");

    private final Map<String, Rate> rates;

    /** The published rates, with these in their place or beside them. */
    public Rates(Map<String, Rate> different) {
        Map<String, Rate> all = new TreeMap<>(PUBLISHED);
        all.putAll(different);
        rates = Map.copyOf(all);
    }

    /** The published rates alone. */
    public static Map<String, Rate> published() {
        return PUBLISHED;
    }

    /** The bucket of a call, where there is one. */
    public Optional<String> bucket(String operation) {
        if (rates.containsKey(operation)) {
            return Optional.of(operation);
        }
        String prefix = operation.substring(0, operation.indexOf(':'));
        String service = COUNTED_AS.getOrDefault(prefix, prefix) + ":*";
        return rates.containsKey(service) ? Optional.of(service) : Optional.empty();
    }

    Rate of(String bucket) {
        Rate rate = rates.get(bucket);
        if (rate == null) {
            throw new IllegalArgumentException(
                    "There is no bucket '%s'; expected one of %s".formatted(bucket, rates.keySet()));
        }
        return rate;
    }
}
