package io.bongsu.policy.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {

    private static final byte[] PDF = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void nameAndContentMustAgree() {
        assertThat(FileKind.of("2026년 상반기 보안교육 결과(최종).pdf", PDF)).isEqualTo(FileKind.PDF);
        assertThat(FileKind.of("규정.HWPX", zip("Contents/content.hpf"))).isEqualTo(FileKind.HWPX);
        assertThat(FileKind.of("ledger.xlsx", zip("[Content_Types].xml", "xl/workbook.xml")))
                .isEqualTo(FileKind.XLSX);
        assertThat(FileKind.of("list.csv", "이름,부서\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FileKind.CSV);
        assertRefused("picture.png", PDF, "content is something else");
        assertRefused("ledger.xlsx", zip("word/document.xml"), "content is something else");
        assertRefused("ledger.xlsx", new byte[] {'P', 'K', 3, 4, 1}, "content is something else");
        assertRefused("page.txt", new byte[] {'a', 0, 'b'}, "content is something else");
        assertRefused("page.txt", new byte[] {(byte) 0xC3, 'b'}, "content is something else");
        assertRefused("page.txt", new byte[0], "is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.html", "run.exe", "image.svg", "all.zip"})
    void otherKindsAreNotTaken(String name) {
        assertRefused(name, PDF, "expected pdf, png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pdf",
                ".pdf",
                "../up.pdf",
                "a/b.pdf",
                "a\\b.pdf",
                "a\"b.pdf",
                "a\r\nb.pdf",
                "a;b.pdf",
                "a\u202Efdp.pdf"
            })
    void namesThatCouldBeSomethingElseAreNotTaken(String name) {
        assertRefused(name, PDF, "The file's name is");
    }

    private static void assertRefused(String name, byte[] content, String message) {
        assertThatThrownBy(() -> FileKind.of(name, content))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(message);
    }

    private static byte[] zip(String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
