/** CloudTrail records from Kafka: which of them changed something that is expected. */
@NullMarked
package io.bongsu.factory.trail;

import org.jspecify.annotations.NullMarked;
