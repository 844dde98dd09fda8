package io.bongsu.factory.workflow;

import java.util.UUID;

/** Another instance or a person has taken the request over; this run must not write or call anything more. */
final class SupersededException extends RuntimeException {
    SupersededException(UUID request, long run) {
        super("Request %s was taken over after run %d".formatted(request, run));
    }
}
