package io.bongsu.console.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern USED = Pattern.compile("\\bt:([a-z_0-9]+)");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\d}");

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertThat(Texts.bundle(Language.KO).keySet())
                .isEqualTo(Texts.bundle(Language.EN).keySet());
    }

    @Test
    void bothLanguagesUseTheSameParameters() {
        Map<String, String> english = Texts.bundle(Language.EN);
        Texts.bundle(Language.KO)
                .forEach((key, korean) ->
                        assertThat(parameters(korean)).as(key).isEqualTo(parameters(english.get(key))));
    }

    @Test
    void everyTextThatATemplateNamesExists() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = USED.matcher(Files.readString(file));
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
        }
        used.removeAll(Set.of("of", "key"));
        assertThat(used).hasSizeGreaterThan(100);
        assertThat(Texts.bundle(Language.EN).keySet()).containsAll(used);
    }

    @Test
    void everyWayAPartCanFailHasItsSentence() {
        for (var part : io.bongsu.console.upstream.Part.values()) {
            for (var code : io.bongsu.console.upstream.UpstreamErrorCode.values()) {
                assertThat(Texts.bundle(Language.KO)).containsKey("missing_" + part.key() + "_" + code.key());
            }
        }
    }

    @Test
    void everyReasonOfQuarantineHasItsName() {
        for (var reason : io.bongsu.contracts.QuarantineReason.values()) {
            assertThat(Texts.named(Language.KO, "reason", reason)).isNotEqualTo(reason.name());
        }
    }

    @Test
    void numbersAreWrittenAsTheLanguageDoes() {
        assertThat(Texts.text(Language.EN, "findings_found", 1_234)).isEqualTo("1,234 findings");
    }

    @Test
    void valueOfAnOpenSetThatNobodyKnowsIsShownAsItIs() {
        assertThat(Texts.named(Language.KO, "dataset", "aws.alb")).isEqualTo("aws.alb");
    }

    @Test
    void missingTextIsToldByItsName() {
        assertThatThrownBy(() -> Texts.text(Language.EN, "no_such_text"))
                .hasMessageContaining("no_such_text")
                .hasMessageContaining("messages_en.properties");
    }

    private static Set<String> parameters(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
