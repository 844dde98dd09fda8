/**
 * The index role: Kafka to OpenSearch. An offset is committed only after every record before it is in OpenSearch or in the dead-letter
 * topic, and the {@linkplain io.bongsu.collector.index.Books books} are committed with it.
 */
@NullMarked
package io.bongsu.collector.index;

import org.jspecify.annotations.NullMarked;
