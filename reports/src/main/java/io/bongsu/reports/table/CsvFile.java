package io.bongsu.reports.table;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** CSV as RFC 4180 has it, in UTF-8; no cell can be a formula. */
final class CsvFile implements Closeable {

    private static final char BOM = '\uFEFF';
    private static final int BUFFER = 1 << 16;

    private final Writer out;

    CsvFile(OutputStream out, boolean bom, List<String> head) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        if (bom) {
            this.out.write(BOM);
        }
        row(head.toArray(String[]::new));
    }

    void row(String... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            cell(SafeText.of(cells[i]));
        }
        out.write("\r\n");
    }

    private void cell(String text) throws IOException {
        if (text.indexOf('"') < 0 && text.indexOf(',') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            out.write(text);
            return;
        }
        out.write('"');
        out.write(text.replace("\"", "\"\""));
        out.write('"');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
