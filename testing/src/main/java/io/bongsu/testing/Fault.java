package io.bongsu.testing;

/** What goes wrong with a call. */
public sealed interface Fault {

    /** AWS refuses, and does nothing. */
    record Refusal(int status, String code, String message) implements Fault {}

    /** The connection breaks before AWS sees the call. */
    record LostRequest() implements Fault {}

    /** AWS does it, and the answer is lost. */
    record LostAnswer() implements Fault {}

    static Fault throttling() {
        return new Refusal(
                400, "TooManyRequestsException", "You have sent too many requests in too short a period of time.");
    }

    static Fault concurrentModification() {
        return new Refusal(
                400, "ConcurrentModificationException", "Somebody else is changing the organization at this moment.");
    }

    static Fault serverError() {
        return new Refusal(
                500, "ServiceException", "AWS can't complete your request because of an internal service error.");
    }

    /** A constraint of Organizations, by its reason. */
    static Fault constraint(String reason) {
        return new Refusal(
                400, "ConstraintViolationException:" + reason, "You have reached a limit of your organization.");
    }

    static Fault accessDenied() {
        return new Refusal(403, "AccessDenied", "You are not authorized to perform this operation.");
    }
}
