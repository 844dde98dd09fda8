/** The console's settings. The rooms below: {@code session} (who may look), {@code logs} and {@code upstream} (where the facts come from), {@code page} (what is shown), {@code text} (in which words). */
@NullMarked
package io.bongsu.console;

import org.jspecify.annotations.NullMarked;
