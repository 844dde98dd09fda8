package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import java.util.Set;
import software.amazon.awssdk.services.organizations.model.Account;

/** How far Organizations is with closing an account. */
final class Closure {

    private static final Set<String> BEGUN = Set.of("PENDING_CLOSURE", "SUSPENDED", "CLOSED");

    private Closure() {}

    static boolean begun(AwsClients aws, String account) {
        return BEGUN.contains(state(aws, account));
    }

    /** {@code ACTIVE}, {@code PENDING_CLOSURE}, {@code SUSPENDED}, {@code CLOSED}. */
    static String state(AwsClients aws, String account) {
        Account is = aws.organizations()
                .describeAccount(request -> request.accountId(account))
                .account();
        return is.stateAsString() == null ? is.statusAsString() : is.stateAsString();
    }
}
