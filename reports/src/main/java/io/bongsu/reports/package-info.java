/**
 * A report: the state of every control at a cut-off and every finding behind it, in the files that an assessor asks for. {@link
 * io.bongsu.reports.Report} reads the findings once, one at a time, and gives each to all files that want it; nothing here holds them all.
 * Every byte follows from the data and the cut-off; the time of making stands in the manifest alone.
 */
@NullMarked
package io.bongsu.reports;

import org.jspecify.annotations.NullMarked;
