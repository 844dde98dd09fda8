package io.bongsu.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // JUnit fills the fields.
class CatalogueReaderTest {

    private static final String RULE = read(Path.of("src/test/resources/guardrails/rules/test/well-behaved/rule.rego"));
    private static final String PACK =
            """
            id: demo
            version: 1.0.0
            kind: standard
            title: {en: Demo, ko: 데모}
            controls:
              - {id: "1.1", chapter: One, title: {en: A, ko: 가}, rules: [{id: well-behaved, parameters: {limit: 5}, reason: {en: r, ko: 이유}}]}
              - {id: "1.2", chapter: One, title: {en: B, ko: 나}, assessment: manual, rules: []}
            """;

    @TempDir
    private Path directory;

    @Test
    void ruleCarriesItsMetadataAndThePacksParameters() throws IOException {
        write("packs/demo/pack.yaml", PACK);

        Catalogue catalogue = catalogue(RULE);

        Rule rule = catalogue.rule("well-behaved").orElseThrow();
        assertThat(rule.entrypoint()).isEqualTo("test.well_behaved");
        assertThat(rule.severity()).isEqualTo(Severity.LOW);
        assertThat(rule.parameters().path("limit").asInt()).isEqualTo(5);
        assertThat(rule.controls()).containsExactly("1.1");
        assertThat(rule.standards()).containsExactly("Demo");
        assertThat(catalogue.rulesFor("AWS::EC2::Volume")).containsExactly(rule);
        assertThat(catalogue.rulesFor("AWS::S3::Bucket")).isEmpty();
        assertThat(catalogue.pack("demo").orElseThrow().controls())
                .extracting(Pack.Control::manual)
                .containsExactly(false, true);
    }

    @Test
    void withoutAPackTheDefaultsHold() throws IOException {
        assertThat(catalogue(RULE)
                        .rule("well-behaved")
                        .orElseThrow()
                        .parameters()
                        .path("limit")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void fingerprintChangesWithRuleLibraryAndPack() throws IOException {
        String first = catalogue(RULE).fingerprint();
        write("rules/test/well-behaved/rule_test.rego", "package x");
        assertThat(catalogue(RULE).fingerprint()).isEqualTo(first);
        write("lib/x.rego", "package x");
        String second = catalogue(RULE).fingerprint();
        assertThat(second).isNotEqualTo(first);
        write("packs/demo/pack.yaml", PACK);
        assertThat(catalogue(RULE).fingerprint()).isNotEqualTo(second);
    }

    @Test
    void everyMistakeIsNamedWithItsFile() {
        assertRefused(
                RULE.replace("id: well-behaved", "id: other"),
                "has id: other; expected the folder's name, well-behaved");
        assertRefused(
                RULE.replace("severity: low", "severity: bad"),
                "severity: bad; expected critical, high, medium or low");
        assertRefused(RULE.replace("relations: []", "relations: [vpc]"), "asks for relations [vpc]; expected none");
        assertRefused(
                RULE.replace("bongsu.rules.test.well_behaved", "bongsu.rules.x"),
                "expected bongsu.rules.test.well_behaved");
        assertRefused(RULE.replace("trigger: configuration", "trigger: cron"), "expected configuration or event");
        assertRefused(
                RULE.replace("resource_types: [AWS::EC2::Volume]", "resource_types: []"),
                "expected resource_types and no match");
        assertRefused(RULE.replace("default: 3", "default: 12"), "parameter 'limit' is 12; expected at most 9");
        assertRefused(RULE.replace("minimum: 1", "multipleOf: 1"), "schema word 'multipleOf'");
        assertRefused(RULE.replace("relations:", "relation:"), "has the key 'relation'");
        assertRefused(RULE.replace("# METADATA", "# NOTHING"), "has no line '# METADATA'");
        assertRefused(RULE.replace("en: \"none\", ko: \"없음\"", "en: none"), "has ko: null; expected text");
    }

    @Test
    void packsMistakesAreNamedToo() throws IOException {
        assertPackRefused(
                PACK.replace("limit: 5", "limit: x"), "parameter 'limit' is \"x\"; expected a value of type integer");
        assertPackRefused(PACK.replace("limit: 5", "max: 5"), "parameter 'max' is given; the guardrail in");
        assertPackRefused(
                PACK.replace("{id: well-behaved,", "{id: unknown,"),
                "names the rule unknown; expected one of [well-behaved]");
        assertPackRefused(PACK.replace("1.0.0", "\"1\""), "has version: 1; expected three numbers");
        assertPackRefused(PACK.replace("kind: standard", "kind: law"), "has kind: law; expected standard or baseline");
        assertPackRefused(PACK.replace("assessment: manual, ", ""), "has 0 rules and assessment missing");
        assertPackRefused(PACK.replace("id: \"1.2\"", "id: \"1.1\""), "1.1 a second time");
    }

    @Test
    void aStandardOfKnownSizeNeedsEveryControlAndItsCheckPoints() throws IOException {
        String sized = PACK.replace("kind: standard", "kind: standard\nsize: 2");
        String points = "[{en: a, ko: 가}, {en: b, ko: 나}]";
        String texts = "\"1.1\": %s\n\"1.2\": %s".formatted(points, points);
        write("packs/demo/pack.yaml", sized);
        write("packs/demo/texts/1.yaml", texts);
        assertThat(catalogue(RULE)
                        .pack("demo")
                        .orElseThrow()
                        .control("1.2")
                        .orElseThrow()
                        .checkPoints())
                .containsExactly(new LocalText("a", "가"), new LocalText("b", "나"));

        assertPackRefused(sized.replace("size: 2", "size: 3"), "has 2 controls; expected 3");
        assertTextsRefused(
                texts.replace("\"1.2\"", "\"1.3\""), "1.yaml", "has the key '1.3'; expected only [1.1, 1.2]");
        assertTextsRefused(texts.replace("ko: 가", "ko: a"), "1.yaml", "texts.1.1[0] has ko: a; expected Korean");
        assertTextsRefused(texts.replace("en: a", "en: 가"), "1.yaml", "has en: 가; expected English");
        assertTextsRefused(texts.replace(", ko: 나", ""), "1.yaml", "has ko: null; expected text");
        assertTextsRefused(
                texts.replace("[{en: a, ko: 가}, ", "["), "1.yaml", "has 1 check points of 1.1; expected 2 to 4");
        assertTextsRefused(
                texts.replace("{en: b, ko: 나}", "{en: a, ko: 가}"), "1.yaml", "says a check point of 1.1 twice");
        assertTextsRefused("\"1.1\": " + points, "pack.yaml", "has no check points for the controls [1.2]");
        assertTextsRefused(texts + "\n\"1.2\": " + points, "1.yaml", "is no YAML");
    }

    @Test
    void all101ControlsOfIsmsPHaveTheirTexts() {
        Pack pack = CatalogueReader.read(Path.of(System.getProperty("bongsu.root", ".."), "compliance-packs"))
                .pack("isms-p")
                .orElseThrow();

        assertThat(pack.controls()).hasSize(101).extracting(Pack.Control::id).doesNotHaveDuplicates();
        assertThat(pack.controls())
                .allSatisfy(control -> assertThat(control.checkPoints()).hasSizeBetween(2, 4));
        assertThat(pack.controls()).extracting(Pack.Control::areaId).containsOnly("1", "2", "3");
        assertThat(pack.controls())
                .extracting(Pack.Control::chapterId)
                .contains("2.10")
                .hasSize(101);
    }

    @Test
    void standardsComeBeforeBaselines() throws IOException {
        write("packs/a/pack.yaml", PACK.replace("id: demo", "id: a").replace("kind: standard", "kind: baseline"));
        write("packs/demo/pack.yaml", PACK);

        assertThat(catalogue(RULE).packs()).extracting(Pack::id).containsExactly("demo", "a");
    }

    @Test
    void packsThatDisagreeOnParametersAreRefused() throws IOException {
        write("packs/demo/pack.yaml", PACK);
        write("packs/other/pack.yaml", PACK.replace("id: demo", "id: other").replace("limit: 5", "limit: 6"));

        assertThatThrownBy(() -> catalogue(RULE)).hasMessageContaining("expected the same everywhere");
    }

    @Test
    void eventRuleMatchesOnEveryListedKey() {
        EventMatch match = new EventMatch(Set.of("s"), Set.of("A", "B"), Set.of());

        assertThat(match.matches("s", "B", null)).isTrue();
        assertThat(match.matches("t", "B", null)).isFalse();
        assertThat(match.matches("s", null, "Root")).isFalse();
    }

    private void assertRefused(String rule, String message) {
        assertThatThrownBy(() -> catalogue(rule))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("rule.rego");
    }

    private void assertPackRefused(String pack, String message) throws IOException {
        write("packs/demo/pack.yaml", pack);
        assertThatThrownBy(() -> catalogue(RULE))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(".yaml");
    }

    private void assertTextsRefused(String texts, String file, String message) throws IOException {
        write("packs/demo/pack.yaml", PACK.replace("kind: standard", "kind: standard\nsize: 2"));
        write("packs/demo/texts/1.yaml", texts);
        assertThatThrownBy(() -> catalogue(RULE))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining(file + ": ")
                .hasMessageContaining(message);
    }

    private Catalogue catalogue(String rule) throws IOException {
        write("rules/test/well-behaved/rule.rego", rule);
        return CatalogueReader.read(directory);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(text.split("\n")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
