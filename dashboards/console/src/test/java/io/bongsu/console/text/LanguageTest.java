package io.bongsu.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void browserDecidesUntilTheReaderDoes() {
        assertThat(Language.choose(null, "ko-KR,ko;q=0.9,en;q=0.8")).isEqualTo(Language.KO);
        assertThat(Language.choose(null, "de-DE,ko;q=0.5")).isEqualTo(Language.KO);
        assertThat(Language.choose("en", "ko-KR")).isEqualTo(Language.EN);
    }

    @Test
    void unreadableOrUnknownWishIsEnglish() {
        assertThat(Language.choose(null, null)).isEqualTo(Language.EN);
        assertThat(Language.choose(null, ";;q=x")).isEqualTo(Language.EN);
        assertThat(Language.choose("tlh", "tlh")).isEqualTo(Language.EN);
    }
}
