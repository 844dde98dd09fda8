package io.bongsu.policy.attestation;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Who does something.
 *
 * @param name the person, as they name themselves
 * @param caller as signed in
 */
public record Actor(String name, String caller) {

    public Actor {
        requireNonNull(name, "name");
        requireNonNull(caller, "caller");
    }

    /** Whether that is the same person; the case of letters makes nobody somebody else. */
    public boolean is(String person) {
        return name.toLowerCase(Locale.ROOT).equals(person.toLowerCase(Locale.ROOT));
    }
}
