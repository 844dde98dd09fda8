/** The policy engine's tests; {@code FooTest} is without I/O, {@code FooIT} runs against the real Kafka, OpenSearch and OPA. */
@NullMarked
package io.bongsu.policy;

import org.jspecify.annotations.NullMarked;
