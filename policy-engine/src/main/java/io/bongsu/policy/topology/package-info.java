/**
 * The Kafka Streams application: intake of items and events, what still waits to be judged, and the judging itself.
 */
@NullMarked
package io.bongsu.policy.topology;

import org.jspecify.annotations.NullMarked;
