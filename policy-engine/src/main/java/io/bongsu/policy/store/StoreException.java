package io.bongsu.policy.store;

import org.jspecify.annotations.Nullable;

/** OpenSearch or Kafka could not be asked, or answered with an error; trying again later makes sense. */
public final class StoreException extends RuntimeException {

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
