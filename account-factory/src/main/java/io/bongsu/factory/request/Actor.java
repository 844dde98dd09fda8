package io.bongsu.factory.request;

import java.util.Set;

/**
 * Who does something.
 *
 * @param name as signed in
 * @param roles that they have
 */
public record Actor(String name, Set<String> roles) {
    public Actor {
        roles = Set.copyOf(roles);
    }
}
