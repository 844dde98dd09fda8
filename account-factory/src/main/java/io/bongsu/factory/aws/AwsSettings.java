package io.bongsu.factory.aws;

import java.net.URI;
import java.util.Optional;

/**
 * How AWS is reached.
 *
 * @param region the home Region
 * @param globalRegion where Organizations and Account Management live
 * @param endpoint one address for every service, for tests
 * @param memberRole the role that is assumed in member accounts
 * @param timeoutSeconds until a call without answer counts as unanswered
 */
public record AwsSettings(
        String region, String globalRegion, Optional<URI> endpoint, String memberRole, int timeoutSeconds) {}
