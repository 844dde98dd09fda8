/** The report in the formats of other tools: OCSF, ASFF, OSCAL. */
@NullMarked
package io.bongsu.reports.exchange;

import org.jspecify.annotations.NullMarked;
