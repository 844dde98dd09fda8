/**
 * The account factory: takes requests for accounts and vends them, one journalled step after the other (ADR 0015). {@code request},
 * {@code blueprint}, {@code workflow}, {@code intake} and {@code approval} know no framework; {@code aws} and {@code steps} are AWS',
 * {@code handover} is Kafka's, {@code scheduling} is db-scheduler's, {@code database} is JDBC's, {@code api} is REST's. Everything is put
 * together in {@link io.bongsu.factory.AccountFactory}; the order of the steps stands in {@link io.bongsu.factory.steps.VendingSteps}.
 */
@NullMarked
package io.bongsu.factory;

import org.jspecify.annotations.NullMarked;
