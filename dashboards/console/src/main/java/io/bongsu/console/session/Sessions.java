package io.bongsu.console.session;

import io.bongsu.console.ConsoleConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Login tickets and the sessions they open. Both live in memory: a restart of the console ends them all, which is the safe side. */
@Singleton
final class Sessions {

    private static final int MAX_TICKETS = 100;
    private static final int MAX_SESSIONS = 1_000;

    private final ExpiringSecrets tickets;
    private final ExpiringSecrets sessions;

    @Inject
    Sessions(ConsoleConfig config) {
        this(config, InstantSource.system());
    }

    Sessions(ConsoleConfig config, InstantSource clock) {
        tickets = new ExpiringSecrets(clock, config.loginLinkLifetime(), MAX_TICKETS);
        sessions = new ExpiringSecrets(clock, config.sessionLifetime(), MAX_SESSIONS);
    }

    ExpiringSecrets tickets() {
        return tickets;
    }

    ExpiringSecrets sessions() {
        return sessions;
    }
}
