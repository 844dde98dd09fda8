package io.bongsu.factory.baseline;

import java.util.Optional;

/**
 * What the baseline is told of the organization.
 *
 * @param logArchiveBucket where AWS Config delivers
 * @param logArchivePrefix what the names of its objects begin with
 * @param trail ARN of the organization's trail; any trail of the organization where not given
 * @param trailBucket where the collector reads CloudTrail; any bucket where not given
 * @param securityAccount the account that GuardDuty and Security Hub are delegated to, twelve digits
 */
public record BaselineSettings(
        String logArchiveBucket,
        Optional<String> logArchivePrefix,
        Optional<String> trail,
        Optional<String> trailBucket,
        Optional<String> securityAccount) {}
