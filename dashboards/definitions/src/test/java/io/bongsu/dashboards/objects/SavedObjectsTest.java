package io.bongsu.dashboards.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.contracts.Indices;
import io.bongsu.dashboards.Dashboard;
import io.bongsu.dashboards.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** To write the files anew after a definition changed, run with {@code -Dbongsu.saved-objects.write=true} and read the difference. */
final class SavedObjectsTest {

    private static final Path DIRECTORY = Path.of("..", "saved-objects");
    private static final Definitions DEFINITIONS = Definitions.load();
    private static final SavedObjects OBJECTS = new SavedObjects(DEFINITIONS, new Indices("bongsu-"));

    static List<Dashboard> dashboards() {
        return DEFINITIONS.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void theFileIsWhatTheDefinitionGives(Dashboard dashboard) throws IOException {
        Path file = DIRECTORY.resolve(dashboard.name() + ".ndjson");
        String text = SavedObjects.ndjson(OBJECTS.of(dashboard));
        if (Boolean.getBoolean("bongsu.saved-objects.write")) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file, text);
        }

        assertThat(Files.readString(file)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyObjectCanBeImported(Dashboard dashboard) {
        assertThat(ImportRules.faults(SavedObjects.ndjson(OBJECTS.of(dashboard))))
                .isEmpty();
    }

    @Test
    void noFileIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Definitions.NAMES.stream()
                            .map(name -> name + ".ndjson")
                            .toList());
        }
    }

    @Test
    void aStampTellsWhetherPeopleChangedAnObject() {
        SavedObject ours = OBJECTS.of(DEFINITIONS.all().getFirst()).getLast();
        assertThat(ours.untouched()).isTrue();

        SavedObject theirs = new SavedObject(
                ours.type(), ours.id(), ours.attributes().deepCopy().put("title", "mine"), ours.references());
        assertThat(theirs.untouched()).isFalse();
    }
}
