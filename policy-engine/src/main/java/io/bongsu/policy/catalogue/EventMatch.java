package io.bongsu.policy.catalogue;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which CloudTrail records an event guardrail is asked about. A set that is empty demands nothing; every other one must contain the
 * record's value.
 *
 * @param eventSources values of {@code eventSource}
 * @param eventNames values of {@code eventName}
 * @param userIdentityTypes values of {@code userIdentity.type}
 */
public record EventMatch(Set<String> eventSources, Set<String> eventNames, Set<String> userIdentityTypes) {

    public EventMatch {
        eventSources = Set.copyOf(eventSources);
        eventNames = Set.copyOf(eventNames);
        userIdentityTypes = Set.copyOf(userIdentityTypes);
    }

    /** Whether a record with these values is one; null where the record has no such text. */
    public boolean matches(
            @Nullable String eventSource, @Nullable String eventName, @Nullable String userIdentityType) {
        return accepts(eventSources, eventSource)
                && accepts(eventNames, eventName)
                && accepts(userIdentityTypes, userIdentityType);
    }

    boolean demandsNothing() {
        return eventSources.isEmpty() && eventNames.isEmpty() && userIdentityTypes.isEmpty();
    }

    private static boolean accepts(Set<String> wanted, @Nullable String given) {
        return wanted.isEmpty() || (given != null && wanted.contains(given));
    }
}
