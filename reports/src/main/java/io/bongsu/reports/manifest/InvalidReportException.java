package io.bongsu.reports.manifest;

/** A report doesn't hold; the message names the file and says what is wrong with it. */
public final class InvalidReportException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String file;

    InvalidReportException(String file, String reason) {
        super(file + ": " + reason);
        this.file = file;
    }

    /** The first file that doesn't fit. */
    public String file() {
        return file;
    }
}
