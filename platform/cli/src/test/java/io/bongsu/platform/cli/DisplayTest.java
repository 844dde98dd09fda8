package io.bongsu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KB", "160542029, 153 MB", "5368709120, 5.0 GB"})
    void sizesAreShort(long bytes, String text) {
        assertThat(Display.size(bytes)).isEqualTo(text);
    }
}
