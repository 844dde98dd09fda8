package io.bongsu.platform.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineStoreTest {

    @TempDir
    private Path directory = Path.of("/");

    private EngineStore store = new EngineStore(directory);

    @BeforeEach
    void openStore() {
        store = new EngineStore(directory);
    }

    @Test
    void ofManyWhoWantItOneFills() {
        AtomicInteger fills = new AtomicInteger();

        IntStream.range(0, 8)
                .parallel()
                .forEach(ignored -> store.get("engine-1", target -> {
                    fills.incrementAndGet();
                    Files.writeString(target.resolve("file"), "content");
                }));

        assertThat(fills).hasValue(1);
        assertThat(directory.resolve("engine-1/file")).hasContent("content");
    }

    @Test
    void whatWasFilledHalfIsFilledAnew() {
        assertThatThrownBy(() -> store.get("engine-1", target -> {
                    Files.writeString(target.resolve("half"), "");
                    throw new IOException("connection reset");
                }))
                .hasMessageContaining("engine-1")
                .hasRootCauseMessage("connection reset");
        assertThat(store.has("engine-1")).isFalse();

        Path filled = store.get("engine-1", target -> Files.writeString(target.resolve("whole"), ""));

        assertThat(filled.resolve("whole")).exists();
        assertThat(filled.resolve("half")).doesNotExist();
    }
}
