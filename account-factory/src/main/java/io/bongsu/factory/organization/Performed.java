package io.bongsu.factory.organization;

import java.time.Duration;
import java.util.Map;

/** What one attempt at a change came to. */
public sealed interface Performed {

    /** It is so. */
    record Done() implements Performed {}

    /**
     * AWS is at it.
     *
     * @param after when to look again
     * @param noted what the next attempt has to know
     */
    record Wait(Duration after, Map<String, String> noted) implements Performed {
        public Wait {
            noted = Map.copyOf(noted);
        }
    }
}
