/** Tests without input or output of {@code io.bongsu.console.page}. */
@NullMarked
package io.bongsu.console.page;

import org.jspecify.annotations.NullMarked;
