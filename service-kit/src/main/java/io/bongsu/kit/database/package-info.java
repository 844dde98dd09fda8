/** Transactions over JDBC, and nothing that knows what is kept. */
@NullMarked
package io.bongsu.kit.database;

import org.jspecify.annotations.NullMarked;
