package io.bongsu.platform.cli;

import io.bongsu.platform.cli.ServiceClient.ServiceException;
import java.util.Optional;

/** The address that lets a person into the console once. */
final class LoginLink {

    private LoginLink() {}

    /** A fresh link, or empty (said on standard error) if the console doesn't give one. */
    static Optional<String> fresh(Installation installation) {
        try {
            return Optional.of(new ServiceClient(installation)
                    .post(Parts.CONSOLE, "/api/v1/login-links", Json.object())
                    .path("url")
                    .asText());
        } catch (ServiceException e) {
            System.err.println("No login link for the console: " + e.getMessage());
            return Optional.empty();
        }
    }

    static void print(Installation installation) {
        fresh(installation).ifPresent(link -> System.out.printf("Console (this link works once): %s%n", link));
    }
}
