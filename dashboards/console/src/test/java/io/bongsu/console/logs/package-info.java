/** Tests without input or output of {@code io.bongsu.console.logs}. */
@NullMarked
package io.bongsu.console.logs;

import org.jspecify.annotations.NullMarked;
