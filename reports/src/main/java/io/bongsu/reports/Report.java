package io.bongsu.reports;

import io.bongsu.contracts.certificate.Ed25519KeyFile;
import io.bongsu.reports.exchange.AsffFile;
import io.bongsu.reports.exchange.OcsfFile;
import io.bongsu.reports.exchange.OscalFile;
import io.bongsu.reports.manifest.Manifest;
import io.bongsu.reports.manifest.ReportFiles;
import io.bongsu.reports.page.ReportPdf;
import io.bongsu.reports.table.CsvTables;
import io.bongsu.reports.table.ReportWorkbook;
import io.bongsu.reports.table.StatementWorkbook;
import io.bongsu.reports.tally.Results;
import io.bongsu.reports.tally.Tally;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes one report. */
public final class Report {

    private static final int FINDINGS_PER_NOTICE = 1_000;

    private final ReportRequest request;
    private final ReportSource source;
    private final Ed25519KeyFile key;
    private final Progress progress;

    public Report(ReportRequest request, ReportSource source, Ed25519KeyFile key, Progress progress) {
        this.request = request;
        this.source = source;
        this.key = key;
        this.progress = progress;
    }

    /** Hears how far the report is. */
    @FunctionalInterface
    public interface Progress {

        /**
         * Called now and then.
         *
         * @param findings read so far
         * @param expected findings altogether, about
         * @param step what is being made
         */
        void at(long findings, long expected, String step);
    }

    /**
     * Writes all files. The directory holds a report once this returns; when it throws, what it holds is to be thrown away.
     *
     * @param directory exists and is empty
     * @param id names the report in its manifest
     * @param madeAt stands in the manifest
     */
    public Results write(Path directory, String id, Instant madeAt) throws IOException {
        Assessment assessment = source.assessment();
        ReportFiles files = new ReportFiles(directory);
        Tally tally = new Tally(assessment);
        List<Closeable> open = new ArrayList<>();
        try {
            CsvTables csv = request.wants(Format.CSV) ? kept(open, new CsvTables(files, request.csvBom())) : null;
            List<ReportWorkbook> workbooks = new ArrayList<>();
            if (request.wants(Format.XLSX)) {
                for (Language language : request.languages()) {
                    workbooks.add(kept(open, new ReportWorkbook(files, assessment, language)));
                }
            }
            List<ReportSource.Sink> sinks = new ArrayList<>(workbooks);
            if (csv != null) {
                sinks.add(csv);
            }
            if (request.wants(Format.OCSF)) {
                sinks.add(kept(open, new OcsfFile(files.open("findings.ocsf.ndjson"))));
            }
            if (request.wants(Format.ASFF)) {
                sinks.add(kept(open, new AsffFile(files.open("findings.asff.json"), assessment)));
            }
            read(tally, sinks);
            Results results = tally.results(assessment);
            if (csv != null) {
                csv.results(results);
            }
            for (ReportWorkbook workbook : workbooks) {
                workbook.results(results);
            }
            for (Closeable each : open) {
                each.close();
            }
            open.clear();
            summaries(files, assessment, results);
            progress.at(results.findings(), results.findings(), "manifest");
            Manifest.write(directory, files, assessment, results, source.queries(), id, madeAt, key);
            return results;
        } finally {
            abandon(open);
        }
    }

    private void read(Tally tally, List<ReportSource.Sink> sinks) throws IOException {
        long expected = source.expected();
        long[] count = {0};
        source.findings(finding -> {
            tally.add(finding.view());
            for (ReportSource.Sink sink : sinks) {
                sink.accept(finding);
            }
            if (count[0]++ % FINDINGS_PER_NOTICE == 0) {
                progress.at(count[0], expected, "findings");
            }
        });
    }

    /** The files that say what it comes to. */
    private void summaries(ReportFiles files, Assessment assessment, Results results) throws IOException {
        if (request.wants(Format.XLSX)) {
            StatementWorkbook.write(files, assessment, results);
        }
        if (request.wants(Format.OSCAL)) {
            OscalFile.write(files.open("assessment-results.oscal.json"), assessment, results);
        }
        if (request.wants(Format.PDF)) {
            for (Language language : request.languages()) {
                progress.at(results.findings(), results.findings(), "report.%s.pdf".formatted(language.code()));
                try (OutputStream out = files.open("report.%s.pdf".formatted(language.code()))) {
                    ReportPdf.write(out, assessment, results, language);
                }
            }
        }
    }

    private static <T extends Closeable> T kept(List<Closeable> open, T file) {
        open.add(file);
        return file;
    }

    /** After a failure the files are of no use; that they can't be closed either changes nothing. */
    private static void abandon(List<Closeable> open) {
        for (Closeable each : open) {
            try {
                each.close();
            } catch (IOException | RuntimeException e) {
                continue;
            }
        }
    }
}
