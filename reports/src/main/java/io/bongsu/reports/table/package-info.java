/** Workbooks, CSV, and the statement of operation with what people wrote into it. */
@NullMarked
package io.bongsu.reports.table;

import org.jspecify.annotations.NullMarked;
