/** Tests without input or output of {@code io.bongsu.console.text}. */
@NullMarked
package io.bongsu.console.text;

import org.jspecify.annotations.NullMarked;
