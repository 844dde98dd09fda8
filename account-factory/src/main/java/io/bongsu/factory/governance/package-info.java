/** Requests about accounts that are there: importing, changing, repairing, closing. */
@NullMarked
package io.bongsu.factory.governance;

import org.jspecify.annotations.NullMarked;
