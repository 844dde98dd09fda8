package io.bongsu.reports.table;

import io.bongsu.reports.ReportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Reads a statement of operation that comes back. Nothing in it is trusted: its size is bounded before it is parsed. */
public final class StatementReader {

    /** Bytes of an uploaded workbook, at most. */
    public static final int MAX_BYTES = 8 << 20;

    private static final long MAX_UNPACKED = 64L << 20;
    private static final int MAX_PARTS = 500;
    private static final int MAX_ROWS = 5_000;

    private StatementReader() {}

    /**
     * A cell that people may write.
     *
     * @param now what stands there
     * @param shown what stood there when the workbook was made
     * @param draft what the report had proposed then
     */
    public record StatementCell(String now, String shown, String draft) {

        boolean edited() {
            return !now.equals(shown);
        }
    }

    /**
     * The cells by control and column.
     *
     * @throws ReportException when it is no statement of operation that a report made
     */
    public static Map<String, Map<StatementColumn, StatementCell>> read(byte[] workbook) {
        check(workbook);
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            Map<String, String[]> memory = memory(sheet(book, StatementWorkbook.MEMORY));
            Map<String, Map<StatementColumn, StatementCell>> controls = new TreeMap<>();
            try (Stream<Row> rows = sheet(book, StatementWorkbook.SHEET).openStream()) {
                rows.limit(MAX_ROWS).forEach(row -> {
                    String control = text(row, 0);
                    for (StatementColumn column : StatementColumn.values()) {
                        String[] before = memory.get(control + "/" + column.name());
                        if (before != null) {
                            controls.computeIfAbsent(control, unused -> new TreeMap<>())
                                    .put(
                                            column,
                                            new StatementCell(
                                                    text(row, StatementWorkbook.FIRST_COLUMN + column.ordinal()),
                                                    before[0],
                                                    before[1]));
                        }
                    }
                });
            }
            return controls;
        } catch (IOException | RuntimeException e) {
            if (e instanceof ReportException own) {
                throw own;
            }
            throw new ReportException(
                    "The file is no workbook that can be read (%s); expected %s of a report, saved as .xlsx"
                            .formatted(e.getMessage(), StatementWorkbook.FILE),
                    e);
        }
    }

    private static Map<String, String[]> memory(Sheet sheet) throws IOException {
        Map<String, String[]> memory = new HashMap<>();
        try (Stream<Row> rows = sheet.openStream()) {
            rows.limit(MAX_ROWS)
                    .forEach(row ->
                            memory.put(text(row, 0) + "/" + text(row, 1), new String[] {text(row, 2), text(row, 3)}));
        }
        return memory;
    }

    private static Sheet sheet(ReadableWorkbook book, String name) {
        return book.findSheet(name)
                .orElseThrow(() -> new ReportException(
                        "The workbook has no sheet '%s'; expected %s of a report, of which no sheet was removed"
                                .formatted(name, StatementWorkbook.FILE)));
    }

    private static String text(Row row, int column) {
        Cell cell = row.getCellCount() > column ? row.getCell(column) : null;
        if (cell == null || cell.getRawValue() == null) {
            return "";
        }
        return SafeText.original(cell.getText().replace("\r\n", "\n").replace('\r', '\n'));
    }

    private static void check(byte[] workbook) {
        if (workbook.length > MAX_BYTES) {
            throw new ReportException(
                    "The workbook has %,d bytes; expected at most %,d".formatted(workbook.length, MAX_BYTES));
        }
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            long unpacked = 0;
            int parts = 0;
            byte[] buffer = new byte[1 << 16];
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                parts++;
                try (InputStream in = zip.getInputStream(part)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        unpacked += read;
                        if (unpacked > MAX_UNPACKED || parts > MAX_PARTS) {
                            throw new ReportException(
                                    "The workbook unpacks to more than %,d bytes or %d parts; expected a statement of operation"
                                            .formatted(MAX_UNPACKED, MAX_PARTS));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new ReportException(
                    "The file is no workbook; expected %s of a report, saved as .xlsx"
                            .formatted(StatementWorkbook.FILE),
                    e);
        }
    }
}
