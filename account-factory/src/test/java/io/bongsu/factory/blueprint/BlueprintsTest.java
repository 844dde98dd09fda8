package io.bongsu.factory.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlueprintsTest {

    private static final String GOOD =
            """
            description: {en: A place, ko: 장소}
            ou: sandbox
            environments: [dev]
            regions: [ap-northeast-2]
            pack: account-baseline
            """;

    @Test
    void ownBlueprintsAreGood() {
        Blueprints all = Blueprints.read(
                Path.of(System.getProperty("bongsu.root", "..")).resolve("account-factory/blueprints"),
                Set.of("sandbox", "prod"));

        assertThat(all.all()).extracting(Blueprint::id).containsExactly("sandbox@1", "workload-prod@1");
    }

    @Test
    void newestVersionIsMeantUnlessAnotherIsNamed(@TempDir Path directory) throws IOException {
        write(directory, "box/2.yaml", GOOD);
        write(directory, "box/10.yaml", GOOD + "baseline: {config_recorder: false}\n");
        Blueprints all = Blueprints.read(directory, Set.of("sandbox"));

        assertThat(all.find("box").orElseThrow().version()).isEqualTo(10);
        assertThat(all.find("box@2").orElseThrow().baseline().configRecorder()).isTrue();
        assertThat(all.find("box").orElseThrow().baseline().configRecorder()).isFalse();
        assertThat(all.find("box@3")).isEmpty();
        assertThat(all.find("../box")).isEmpty();
    }

    @Test
    void whatIsWrongIsNamedWithItsFile(@TempDir Path directory) throws IOException {
        refused(directory, GOOD.replace("ou: sandbox", "ou: moon"), "ou is 'moon'; expected one of [sandbox]");
        refused(directory, GOOD.replace("pack: account-baseline", ""), "pack is missing; expected the id of a pack");
        refused(directory, GOOD.replace("[ap-northeast-2]", "[Seoul]"), "regions is 'Seoul'; expected Regions such as");
        refused(directory, GOOD.replace("[dev]", "[]"), "environments is empty; expected at least one");
        refused(directory, GOOD + "budget: {monthly_usd: 0}\n", "budget.monthly_usd is '0'");
        refused(directory, GOOD + "netwrk: {}\n", "netwrk");
        refused(directory, GOOD + "name: other\n", "leave name and version to the path");
        refused(directory, "- a\n", "is no mapping");
        refused(directory, GOOD + "ou: prod\n", "Duplicate field 'ou'");
    }

    @Test
    void aFolderWithoutBlueprintsIsRefused(@TempDir Path directory) {
        assertThatThrownBy(() -> Blueprints.read(directory, Set.of())).hasMessageContaining("has no blueprint");
        assertThatThrownBy(() -> Blueprints.read(directory.resolve("none"), Set.of()))
                .hasMessageContaining("account-factory.blueprints-directory");
    }

    private static void refused(Path directory, String text, String words) throws IOException {
        Path file = write(directory, "box/1.yaml", text);
        assertThatThrownBy(() -> Blueprints.read(directory, Set.of("sandbox")))
                .isInstanceOf(BlueprintException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }

    private static Path write(Path directory, String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
