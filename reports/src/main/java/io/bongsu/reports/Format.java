package io.bongsu.reports;

/** What a report can be made as. */
public enum Format {
    /** Workbooks: the statement of operation (운영명세서, Korean) and the report itself. */
    XLSX,
    /** The report as pages. */
    PDF,
    /** Controls, controls by account, findings: one file each. */
    CSV,
    /** OSCAL assessment results. */
    OSCAL,
    /** The findings as they are stored, one a line. */
    OCSF,
    /** The findings as AWS Security Hub takes them. */
    ASFF
}
