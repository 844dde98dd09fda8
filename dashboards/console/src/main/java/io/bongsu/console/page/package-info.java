/** What is shown. One resource class per page makes a view record, the template of the same name writes it; no fact is computed in a template. */
@NullMarked
package io.bongsu.console.page;

import org.jspecify.annotations.NullMarked;
