package io.bongsu.collector.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.contracts.QuarantineReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class GzipMembersTest {

    private static final byte[] DATA = data(300_000);

    @Test
    void oneMemberIsRead() throws IOException {
        assertThat(Codec.decompress(new ByteArrayInputStream(gzip(DATA)), "a.gz")
                        .readAllBytes())
                .isEqualTo(DATA);
    }

    @Test
    void severalMembersAreOneStream() throws IOException {
        byte[] joined = join(
                gzip(Arrays.copyOf(DATA, 1000)), gzip(new byte[0]), gzip(Arrays.copyOfRange(DATA, 1000, DATA.length)));

        assertThat(Codec.decompress(new ByteArrayInputStream(joined), "a.gz").readAllBytes())
                .isEqualTo(DATA);
    }

    @Test
    void severalMembersAreOneStreamHoweverItIsCut() throws IOException {
        byte[] joined = join(gzip(Arrays.copyOf(DATA, 1000)), gzip(Arrays.copyOfRange(DATA, 1000, DATA.length)));
        InputStream slow = new ByteArrayInputStream(joined) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 13));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };

        assertThat(new GzipMembers(slow).readAllBytes()).isEqualTo(DATA);
    }

    @Test
    void bodyCutOffIsTruncatedAfterWhatCouldBeRead() throws IOException {
        byte[] cut = Arrays.copyOf(gzip(DATA), gzip(DATA).length / 2);

        assertBroken(cut, QuarantineReason.TRUNCATED, 1_000);
    }

    @Test
    void trailerCutOffIsTruncatedAfterAllTheData() throws IOException {
        byte[] whole = gzip(DATA);

        assertBroken(Arrays.copyOf(whole, whole.length - 3), QuarantineReason.TRUNCATED, DATA.length);
    }

    @Test
    void trailingJunkIsFoundAfterAllTheData() throws IOException {
        assertBroken(join(gzip(DATA), new byte[] {7}), QuarantineReason.TRAILING_DATA, DATA.length);
        assertBroken(join(gzip(DATA), new byte[100]), QuarantineReason.TRAILING_DATA, DATA.length);
    }

    @Test
    void wrongChecksumIsCorruptAfterAllTheData() throws IOException {
        byte[] damaged = gzip(DATA);
        damaged[damaged.length - 6] ^= 1;

        assertBroken(damaged, QuarantineReason.CORRUPT, DATA.length);
    }

    @Test
    void wrongLengthIsCorruptAfterAllTheData() throws IOException {
        byte[] damaged = gzip(DATA);
        damaged[damaged.length - 1] ^= 1;

        assertBroken(damaged, QuarantineReason.CORRUPT, DATA.length);
    }

    @Test
    void plainBytesUnderAGzipNameAreRefused() {
        assertThatThrownBy(() -> Codec.decompress(new ByteArrayInputStream(new byte[] {'{', '}'}), "a.json.gz"))
                .isInstanceOfSatisfying(
                        BrokenStreamException.class, e -> assertThat(e.reason()).isEqualTo(QuarantineReason.NOT_GZIP))
                .hasMessageContaining("7b 7d");
    }

    @Test
    void plainBytesUnderAnotherNameAreTakenAsTheyAre() throws IOException {
        assertThat(Codec.decompress(new ByteArrayInputStream(DATA), "a.json").readAllBytes())
                .isEqualTo(DATA);
    }

    private static void assertBroken(byte[] compressed, QuarantineReason reason, int atLeast) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        assertThatThrownBy(() -> new GzipMembers(new ByteArrayInputStream(compressed)).transferTo(read))
                .isInstanceOfSatisfying(
                        BrokenStreamException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(read.size()).isGreaterThanOrEqualTo(atLeast);
        assertThat(read.toByteArray()).isEqualTo(Arrays.copyOf(DATA, read.size()));
    }

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] data(int length) {
        byte[] data = new byte[length];
        Random random = new Random(1);
        for (int i = 0; i < length; i++) {
            data[i] = (byte) ('a' + random.nextInt(20));
        }
        return data;
    }
}
