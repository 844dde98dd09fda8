/** Transactions over JDBC, and nothing that knows what is kept. */
@NullMarked
package io.bongsu.factory.database;

import org.jspecify.annotations.NullMarked;
