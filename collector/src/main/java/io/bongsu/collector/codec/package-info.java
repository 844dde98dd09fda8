/**
 * From an object's bytes to its records, one record in memory at a time. A piece that can't be read is a {@link
 * io.bongsu.collector.codec.Piece.Broken} with its reason and place, and reading goes on behind it wherever the format allows. Nothing in
 * here knows a log type, Kafka or AWS.
 */
@NullMarked
package io.bongsu.collector.codec;

import org.jspecify.annotations.NullMarked;
