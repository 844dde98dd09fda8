/** Counts verdicts while findings stream by. */
@NullMarked
package io.bongsu.reports.tally;

import org.jspecify.annotations.NullMarked;
