package io.bongsu.factory.blueprint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A blueprint that can't be used; the message names the file, what stands there and what was expected. */
public final class BlueprintException extends RuntimeException {

    BlueprintException(Path file, @Nullable String problem, @Nullable Throwable cause) {
        super("%s: %s".formatted(file, problem), cause);
    }
}
