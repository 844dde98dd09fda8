/** Tests without input or output of {@code io.bongsu.console.session}. */
@NullMarked
package io.bongsu.console.session;

import org.jspecify.annotations.NullMarked;
