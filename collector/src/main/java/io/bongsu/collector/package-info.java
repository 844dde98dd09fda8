/**
 * The collector: one application, two roles. {@code ship} reads objects and puts their records on Kafka; {@code index} takes records from
 * Kafka and stores them as documents in OpenSearch.
 */
@NullMarked
package io.bongsu.collector;

import org.jspecify.annotations.NullMarked;
