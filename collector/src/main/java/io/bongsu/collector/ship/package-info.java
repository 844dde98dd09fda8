/**
 * The ship role: objects to Kafka. A source's message is acknowledged only after Kafka has every record of the objects it names;
 * everything before that may happen twice and changes nothing, because a record's id is the same each time.
 */
@NullMarked
package io.bongsu.collector.ship;

import org.jspecify.annotations.NullMarked;
