package io.bongsu.collector.codec;

import static io.bongsu.collector.codec.JsonCodecTest.drain;
import static io.bongsu.collector.codec.JsonCodecTest.reasons;
import static io.bongsu.collector.codec.JsonCodecTest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.contracts.QuarantineReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LinesCodecTest {

    @Test
    void linesStandUnderTheirHeader() throws IOException {
        List<Piece> pieces = read("version srcaddr\n2 10.0.0.1\r\n\n2 10.0.0.2", null);

        assertThat(texts(pieces)).containsExactly("2 10.0.0.1", "2 10.0.0.2");
        assertThat(pieces).extracting(piece -> ((Piece.Record) piece).schema()).containsOnly("version srcaddr");
    }

    @Test
    void aHeaderInTheMiddleChangesTheColumns() throws IOException {
        List<Piece> pieces = read("version srcaddr\n2 a1\nsrcaddr version\n10.0.0.1 2\n", null);

        assertThat(pieces)
                .extracting(piece -> ((Piece.Record) piece).schema())
                .containsExactly("version srcaddr", "srcaddr version");
    }

    @Test
    void withoutAHeaderTheAssumedOneHolds() throws IOException {
        assertThat(read("2 10.0.0.1\n", "version srcaddr"))
                .extracting(piece -> ((Piece.Record) piece).schema())
                .containsExactly("version srcaddr");
    }

    @Test
    void withoutAnyHeaderALineIsMalformed() throws IOException {
        assertThat(reasons(read("2 10.0.0.1\n", null))).containsExactly(QuarantineReason.MALFORMED);
    }

    @Test
    void aLineOverTheLimitIsQuarantinedAndTheNextOneIsNot() throws IOException {
        List<Piece> pieces = read("version srcaddr\n" + "9".repeat(400_000) + "\n2 10.0.0.1\n", null);

        assertThat(reasons(pieces)).containsExactly(QuarantineReason.TOO_LARGE);
        assertThat(texts(pieces)).containsExactly("2 10.0.0.1");
    }

    @Test
    void aHeaderAloneIsNoFault() throws IOException {
        assertThat(read("version srcaddr\n", null)).isEmpty();
    }

    @Test
    void nothingIsEmpty() throws IOException {
        assertThat(reasons(read("", null))).containsExactly(QuarantineReason.EMPTY);
    }

    private static List<Piece> read(String text, @Nullable String assumed) throws IOException {
        return drain(new LinesCodec(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                line -> line.matches("[a-z-]+( [a-z-]+)*"),
                assumed,
                100_000));
    }
}
