package io.bongsu.policy.judge;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How OPA replied to one request. */
sealed interface OpaReply {

    /** Verdicts by the question's position. */
    record Verdicts(ObjectNode byPosition) implements OpaReply {}

    /** OPA is there, and this request as a whole failed: one of its questions spoils it. */
    record Failed(String words) implements OpaReply {}

    /** OPA is not there, or not ready, or overloaded. */
    record Away(String words) implements OpaReply {}
}
