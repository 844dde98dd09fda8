package io.bongsu.collector.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.contracts.QuarantineReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCodecTest {

    private static final int LIMIT = 1 << 20;

    @Test
    void elementsOfAnEnvelopeAreRecordsByteForByte() throws IOException {
        List<Piece> pieces = read("{\"v\":1,\"Records\":[{\"a\" : \"}]\\\"\"},\n {\"b\":[1,{}]}],\"x\":{}}", "Records");

        assertThat(texts(pieces)).containsExactly("{\"a\" : \"}]\\\"\"}", "{\"b\":[1,{}]}");
        assertThat(pieces).extracting(Piece::position).containsExactly(0, 1);
    }

    @Test
    void anEnvelopeMayBePrettyPrinted() throws IOException {
        assertThat(texts(read("{\n  \"Records\" : [\n    {\n \"a\": 1\n }\n  ]\n}\n", "Records")))
                .containsExactly("{\n \"a\": 1\n }");
    }

    @Test
    void aBareListIsAnEnvelopeWithoutItsFrame() throws IOException {
        assertThat(texts(read("[ {\"a\":1} , {\"b\":2} ]", "Records"))).containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void recordsMayStandByThemselvesWithOrWithoutLineFeeds() throws IOException {
        assertThat(texts(read("{\"a\":1}{\"b\":2}\n\n{\"c\":3}\r\n", null)))
                .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
    }

    @Test
    void anEmptyListHasNoRecordsAndNoFault() throws IOException {
        assertThat(read("{\"Records\":[]}", "Records")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"a\":1}", "\"text\"", "17", "true"})
    void aListThatIsNoneIsMissing(String value) throws IOException {
        assertThat(reasons(read("{\"Records\":" + value + "}", "Records")))
                .containsExactly(QuarantineReason.MISSING_RECORDS);
    }

    @Test
    void aNestedFieldOfTheSameNameIsNotTheList() throws IOException {
        List<Piece> pieces = read("{\"x\":{\"Records\":[{\"a\":1}]},\"Records\":[{\"b\":2}]}", "Records");

        assertThat(texts(pieces)).containsExactly("{\"b\":2}");
    }

    @Test
    void anEnvelopeWithoutAListIsHandedOnAsARecordOfItsOwn() throws IOException {
        List<Piece> pieces = read("{\"eventID\":\"1\"}", "Records");

        assertThat(pieces).singleElement().isInstanceOfSatisfying(Piece.Record.class, record -> {
            assertThat(record.alone()).isTrue();
            assertThat(text(record)).isEqualTo("{\"eventID\":\"1\"}");
        });
    }

    @Test
    void whatIsCutOffIsTruncatedAndWhatCameBeforeIsKept() throws IOException {
        List<Piece> pieces = read("{\"Records\":[{\"a\":1},{\"b\":", "Records");

        assertThat(texts(pieces)).containsExactly("{\"a\":1}");
        assertThat(reasons(pieces)).containsExactly(QuarantineReason.TRUNCATED);
        assertThat(((Piece.Broken) pieces.get(1)).bytes()).asString().isEqualTo("{\"b\":");
    }

    @Test
    void anEnvelopeThatIsNeverClosedSaysSo() throws IOException {
        List<Piece> pieces = read("{\"Records\":[{\"a\":1}]", "Records");

        assertThat(texts(pieces)).containsExactly("{\"a\":1}");
        assertThat(reasons(pieces)).containsExactly(QuarantineReason.TRUNCATED);
    }

    @Test
    void trailingJunkIsQuarantinedAndRecordsStay() throws IOException {
        List<Piece> pieces = read("{\"Records\":[{\"a\":1}]}garbage", "Records");

        assertThat(texts(pieces)).containsExactly("{\"a\":1}");
        assertThat(reasons(pieces)).containsExactly(QuarantineReason.TRAILING_DATA);
    }

    @Test
    void textThatIsNoJsonIsMalformedLineByLine() throws IOException {
        List<Piece> pieces = read("not json\n{\"a\":1}\n{\"cut\n{\"b\":2}\n", null);

        assertThat(texts(pieces)).containsExactly("{\"a\":1}", "{\"b\":2}");
        assertThat(reasons(pieces)).containsExactly(QuarantineReason.MALFORMED, QuarantineReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t "})
    void nothingIsEmpty(String text) throws IOException {
        assertThat(reasons(read(text, "Records"))).containsExactly(QuarantineReason.EMPTY);
    }

    @Test
    void aRecordOverTheLimitIsQuarantinedAndItsNeighboursAreNot() throws IOException {
        String large = "{\"x\":\"" + "y".repeat(3 * LIMIT) + "\"}";

        List<Piece> pieces = read("{\"Records\":[{\"a\":1}," + large + ",{\"b\":2}]}", "Records");

        assertThat(texts(pieces)).containsExactly("{\"a\":1}", "{\"b\":2}");
        assertThat(pieces.get(1)).isInstanceOfSatisfying(Piece.Broken.class, broken -> {
            assertThat(broken.reason()).isEqualTo(QuarantineReason.TOO_LARGE);
            assertThat(broken.message()).contains(Integer.toString(large.length()));
            assertThat(broken.bytes()).hasSize(Piece.MAX_EVIDENCE);
        });
    }

    @Test
    void elementsThatAreNoObjectsAreHandedOnForTheirReaderToRefuse() throws IOException {
        assertThat(texts(read("{\"Records\":[1,\"two\",null,[3],{\"a\":1}]}", "Records")))
                .containsExactly("1", "\"two\"", "null", "[3]", "{\"a\":1}");
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        assertThat(texts(read("\uFEFF{\"Records\":[{\"a\":1}]}", "Records"))).containsExactly("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void piecesDoNotDependOnHowTheStreamIsCut(int chunk) throws IOException {
        String text =
                "{\"q\":\"\\\\\",\"Records\":[{\"a\":\"\\\"{[\\\\\"},{\"ü\":[{\"}\":1}]}],\"z\":[{\"Records\":[1]}]} x";
        InputStream slow = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, chunk));
            }
        };

        List<Piece> pieces = drain(new JsonCodec(slow, "Records", LIMIT));

        assertThat(texts(pieces)).containsExactly("{\"a\":\"\\\"{[\\\\\"}", "{\"ü\":[{\"}\":1}]}");
        assertThat(reasons(pieces)).containsExactly(QuarantineReason.TRAILING_DATA);
    }

    private static List<Piece> read(String text, @Nullable String records) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return drain(new JsonCodec(in, records, LIMIT));
    }

    static List<Piece> drain(RecordCodec codec) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece = codec.next(); piece != null; piece = codec.next()) {
            pieces.add(piece);
        }
        return pieces;
    }

    static List<String> texts(List<Piece> pieces) {
        return pieces.stream()
                .filter(Piece.Record.class::isInstance)
                .map(piece -> text((Piece.Record) piece))
                .toList();
    }

    static List<QuarantineReason> reasons(List<Piece> pieces) {
        return pieces.stream()
                .filter(Piece.Broken.class::isInstance)
                .map(piece -> ((Piece.Broken) piece).reason())
                .toList();
    }

    private static String text(Piece.Record record) {
        return new String(record.bytes(), StandardCharsets.UTF_8);
    }
}
