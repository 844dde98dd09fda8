package io.bongsu.reports.exchange;

import io.bongsu.reports.ReportFinding;
import io.bongsu.reports.ReportSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Findings in OCSF, one JSON object a line. */
public final class OcsfFile implements ReportSource.Sink, Closeable {

    private final OutputStream out;

    public OcsfFile(OutputStream out) {
        this.out = out;
    }

    @Override
    public void accept(ReportFinding finding) throws IOException {
        out.write(finding.ocsf());
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
