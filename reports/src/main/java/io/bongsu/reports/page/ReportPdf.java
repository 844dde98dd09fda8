package io.bongsu.reports.page;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.Language;
import io.bongsu.reports.tally.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The report as a tagged PDF (PDF/UA-1 structure) with embedded fonts, bookmarks and page numbers. Its document id and dates come from the
 * cut-off, so that the same data make the same bytes.
 */
public final class ReportPdf {

    private static final String FONT = "Report";

    static {
        // It tells every step of its layout to java.util.logging.
        XRLog.setLoggingEnabled(false);
    }

    private ReportPdf() {}

    /** Writes the report; the stream stays open. */
    public static void write(OutputStream out, Assessment assessment, Results results, Language language)
            throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFont(() -> resource("Pretendard-Regular.ttf"), FONT, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> resource("Pretendard-SemiBold.ttf"), FONT, 600, FontStyle.NORMAL, true);
        builder.usePdfUaAccessibility(true);
        builder.useFastMode();
        builder.withProducer("Bongsu");
        // The page is whole in itself; nothing is fetched, from whatever place a text may name.
        builder.useUriResolver((base, uri) -> uri.startsWith("#") ? uri : null);
        builder.withHtmlContent(new ReportPage(assessment, results, language, css()).html(), null);
        builder.toStream(out);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            document.setDocumentId(assessment.asOf().toEpochMilli());
            Calendar asOf = GregorianCalendar.from(assessment.asOf().atZone(ZoneOffset.UTC));
            document.getDocumentInformation().setCreationDate(asOf);
            document.getDocumentInformation().setModificationDate(asOf);
            document.save(out);
        }
    }

    private static String css() throws IOException {
        try (InputStream in = resource("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = ReportPdf.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("%s belongs into this jar, beside %s".formatted(name, ReportPdf.class));
        }
        return in;
    }
}
