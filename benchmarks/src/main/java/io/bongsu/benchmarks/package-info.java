/**
 * Measurements that anyone can run again: {@code ./bongsu bench <name>}. Each states a ratio against a limit or a peer measured in the same
 * run, because absolute numbers tell more about the machine than about the code.
 */
@NullMarked
package io.bongsu.benchmarks;

import org.jspecify.annotations.NullMarked;
