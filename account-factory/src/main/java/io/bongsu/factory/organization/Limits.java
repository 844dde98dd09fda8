package io.bongsu.factory.organization;

import io.bongsu.factory.organization.Declaration.PolicyType;

/**
 * "Quotas and service limits for AWS Organizations" and "Quotas for IAM Identity Center", as far as a declaration can break them.
 *
 * @param scpCharacters the longest SCP
 * @param rcpCharacters the longest RCP
 * @param scpsPerTarget SCPs on one root, organizational unit or account
 * @param rcpsPerTarget RCPs on one
 * @param scps SCPs in the organization
 * @param rcps RCPs in it
 * @param units organizational units in it
 * @param depth how deep they may be nested below the root
 * @param permissionSets permission sets in Identity Center
 * @param permissionSetsPerAccount permission sets assigned in one account
 */
public record Limits(
        int scpCharacters,
        int rcpCharacters,
        int scpsPerTarget,
        int rcpsPerTarget,
        int scps,
        int rcps,
        int units,
        int depth,
        int permissionSets,
        int permissionSetsPerAccount) {

    /** As published in 2026. */
    public static final Limits PUBLISHED = new Limits(10_240, 5_120, 10, 5, 10_000, 2_000, 2_000, 5, 2_000, 50);

    int characters(PolicyType type) {
        return type == PolicyType.SERVICE_CONTROL_POLICY ? scpCharacters : rcpCharacters;
    }

    int perTarget(PolicyType type) {
        return type == PolicyType.SERVICE_CONTROL_POLICY ? scpsPerTarget : rcpsPerTarget;
    }

    int policies(PolicyType type) {
        return type == PolicyType.SERVICE_CONTROL_POLICY ? scps : rcps;
    }
}
