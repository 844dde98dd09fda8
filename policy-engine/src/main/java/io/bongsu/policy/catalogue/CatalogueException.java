package io.bongsu.policy.catalogue;

import java.nio.file.Path;

/** A pack or a guardrail that can't be used; the message names the file, what stands there and what was expected. */
public final class CatalogueException extends RuntimeException {

    CatalogueException(Path file, String problem) {
        super("%s: %s".formatted(file, problem));
    }

    CatalogueException(Path file, String problem, Throwable cause) {
        super("%s: %s".formatted(file, problem), cause);
    }
}
