/** In which words, and how numbers and times are written. Every text lies in {@code texts/messages_<language>.properties}; none is in code or templates. */
@NullMarked
package io.bongsu.console.text;

import org.jspecify.annotations.NullMarked;
