package io.bongsu.factory.workflow;

import io.bongsu.factory.request.Who;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run of a step came to. */
public sealed interface Outcome {

    /**
     * It is so.
     *
     * @param result facts for later steps; {@link Step#ACCOUNT_ID} and {@link Step#OU_ID} become the request's and the inventory's
     */
    record Done(Map<String, String> result) implements Outcome {
        public Done {
            result = Map.copyOf(result);
        }
    }

    /**
     * Not yet; run it again.
     *
     * @param until when
     * @param reason for what, in words that stay the same from run to run
     * @param on whom it waits for
     */
    record Wait(Instant until, String reason, On on) implements Outcome {

        /** Whom a step waits for. */
        public enum On {
            /** AWS has to finish something; there is a limit to that ({@link Step#waitLimit}). */
            AWS,
            /** Others come first; that ends by itself. */
            TURN
        }
    }

    /**
     * Somebody must act.
     *
     * @param who must
     * @param code why, for programs
     * @param reason why, and what to do
     * @param retryFrom the step that a retry begins with, where not this one
     */
    record Hold(Who who, String code, String reason, @Nullable String retryFrom) implements Outcome {
        public Hold(Who who, String code, String reason) {
            this(who, code, reason, null);
        }
    }

    static Outcome done() {
        return new Done(Map.of());
    }

    static Outcome done(String key, String value) {
        return new Done(Map.of(key, value));
    }

    static Outcome waitForAws(Instant until, String reason) {
        return new Wait(until, reason, Wait.On.AWS);
    }

    static Outcome waitForTurn(Instant until, String reason) {
        return new Wait(until, reason, Wait.On.TURN);
    }
}
