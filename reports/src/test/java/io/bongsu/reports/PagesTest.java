package io.bongsu.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.reports.page.ReportPdf;
import io.bongsu.reports.tally.Tally;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages as a reader gets them: rendered, and read back. With {@code -Dpages=<dir>} each page is kept as a picture. */
final class PagesTest {

    private static final int DPI = 40;
    private static byte[] korean = {};
    private static byte[] english = {};

    @BeforeAll
    static void make() throws IOException {
        korean = pdf(Language.KO);
        english = pdf(Language.EN);
    }

    private static byte[] pdf(Language language) throws IOException {
        SampleSource source = new SampleSource();
        Tally tally = new Tally(source.assessment());
        source.findings(each -> tally.add(each.view()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportPdf.write(out, source.assessment(), tally.results(source.assessment()), language);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void noPageIsBlank(Language language) throws IOException {
        String keep = System.getProperty("pages");
        try (PDDocument document = Loader.loadPDF(language == Language.KO ? korean : english)) {
            assertThat(document.getNumberOfPages()).isBetween(30, 120);
            PDFRenderer renderer = new PDFRenderer(document);
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                BufferedImage image = renderer.renderImageWithDPI(i, keep == null ? DPI : 2 * DPI);
                assertThat(ink(image)).as("ink on page %d", i + 1).isGreaterThan(0.004);
                if (keep != null) {
                    Path folder = Files.createDirectories(Path.of(keep));
                    ImageIO.write(
                            image,
                            "png",
                            folder.resolve("%s-%03d.png".formatted(language.code(), i + 1))
                                    .toFile());
                }
            }
        }
    }

    /** Share of the points that aren't white. */
    private static double ink(BufferedImage image) {
        long dark = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFF) < 0xE0) {
                    dark++;
                }
            }
        }
        return (double) dark / ((long) image.getWidth() * image.getHeight());
    }

    @Test
    void textCanBeReadAndEveryGlyphIsThere() throws IOException {
        try (PDDocument document = Loader.loadPDF(korean)) {
            StringBuilder missing = new StringBuilder();
            PDFTextStripper reader = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    int[] codes = text.getCharacterCodes();
                    for (int code : codes) {
                        if (code == 0) {
                            missing.append(text.getUnicode());
                        }
                    }
                    super.processTextPosition(text);
                }
            };
            String text = reader.getText(document);
            assertThat(missing).isEmpty();
            assertThat(text)
                    .contains("준수 현황 보고서", "한빛커머스", "2.6.1", "네트워크 접근", "조치가 필요한 자원", "경영진의 참여", "결제 서비스")
                    .contains("=HYPERLINK")
                    .doesNotContain("#{");
        }
    }

    @Test
    void fontsAreEmbeddedAndThePdfIsTaggedAndHasBookmarks() throws IOException {
        try (PDDocument document = Loader.loadPDF(korean)) {
            for (PDPage page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).contains("Pretendard");
                }
            }
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getStructureTreeRoot()).isNotNull();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getLanguage()).isEqualTo("ko");
            var outline = catalog.getDocumentOutline();
            assertThat(outline.getFirstChild().getTitle()).isEqualTo("요약");
            assertThat(outline.getOpenCount()).isNotZero();
        }
    }

    @Test
    void theSameDataMakeTheSamePages() throws IOException {
        assertThat(pdf(Language.KO)).isEqualTo(korean);
    }
}
