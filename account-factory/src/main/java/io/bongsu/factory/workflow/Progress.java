package io.bongsu.factory.workflow;

import java.time.Instant;

/** How a request goes on. */
public sealed interface Progress {

    /** Look at it again at this time. */
    record Again(Instant at) implements Progress {}

    /** Nothing to do until a person acts, or ever. */
    record Rest() implements Progress {}
}
