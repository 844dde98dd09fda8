/**
 * What two services must agree on, and nothing else: names of topics and indices, the headers a record carries on Kafka, the reasons
 * a record is quarantined. No framework is allowed in here (the build enforces it).
 */
@NullMarked
package io.bongsu.contracts;

import org.jspecify.annotations.NullMarked;
