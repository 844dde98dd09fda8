/** The packaged services as production runs them, between the real engines: exact counts, exact findings, and kills at random moments. */
@NullMarked
package io.bongsu.endtoend;

import org.jspecify.annotations.NullMarked;
