/** The report as pages: HTML, then PDF. */
@NullMarked
package io.bongsu.reports.page;

import org.jspecify.annotations.NullMarked;
