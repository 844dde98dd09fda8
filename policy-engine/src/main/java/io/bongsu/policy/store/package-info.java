/**
 * Findings, their history and the resources' newest items in OpenSearch: written from Kafka, read by REST.
 */
@NullMarked
package io.bongsu.policy.store;

import org.jspecify.annotations.NullMarked;
