package io.bongsu.platform.check;

import static java.util.Objects.requireNonNull;

/**
 * The account and region that a provider works in.
 *
 * @param account twelve digits; {@link #NO_ACCOUNT} where neither plan nor caller says
 * @param region for example {@code ap-northeast-2}; {@link #NO_REGION} where neither says
 */
record Place(String account, String region) {

    /** In the form of an account's id, and no account's: rules on accounts demand the form, and their verdicts don't depend on the digits. */
    static final String NO_ACCOUNT = "000000000000";

    /** In the form of a region's name, and no region's. */
    static final String NO_REGION = "unknown-region-0";

    Place {
        requireNonNull(account, "account");
        requireNonNull(region, "region");
    }

    String partition() {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
