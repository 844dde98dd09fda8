/** What belongs to a report, its signature, and a check of both that needs nothing but the files. */
@NullMarked
package io.bongsu.reports.manifest;

import org.jspecify.annotations.NullMarked;
