/**
 * The policy engine: keeps the newest state of every resource, asks OPA about each change and each event of interest, and keeps what was
 * found. The packages point one way: {@code catalogue}, {@code input}, {@code judge} and {@code finding} know no framework; {@code topology}
 * is Kafka's, {@code store} is OpenSearch's, {@code api} is REST's.
 */
@NullMarked
package io.bongsu.policy;

import org.jspecify.annotations.NullMarked;
