/**
 * Compliance reports: takes a wish for one, reads findings as of a cut-off and what people had said by then, has the files made by {@code
 * io.bongsu.reports}, and keeps them. A report is a directory below the one that is configured; it is complete when its manifest is signed, so
 * a restart needs no other memory: a directory without a signature is made anew.
 */
@NullMarked
package io.bongsu.policy.report;

import org.jspecify.annotations.NullMarked;
