package io.bongsu.platform.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the running installation was started; another command finds it by this.
 *
 * @param portBase see {@link PortPlan}
 * @param small whether it uses the memory sizes for laptops
 */
record Settings(@JsonProperty("port_base") int portBase, @JsonProperty("small") boolean small) {

    private static final String FILE = "settings.json";

    static Optional<Settings> read(Path runDirectory) {
        Path file = runDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readValue(file.toFile(), Settings.class));
        } catch (IOException e) {
            // Torn by a crash: as good as none, the parts say themselves where they are.
            return Optional.empty();
        }
    }

    void write(Path runDirectory) {
        try {
            Json.MAPPER.writeValue(runDirectory.resolve(FILE).toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException("The settings can't be written to %s".formatted(runDirectory), e);
        }
    }
}
