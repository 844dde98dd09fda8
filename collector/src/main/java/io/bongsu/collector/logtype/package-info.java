/**
 * What a log type is: how its objects are recognised, split and identified, and which of its fields become the document's head. All of it
 * is data in {@code collector/log-types/<type>/type.yaml}; this package reads that file, checks it, and turns it into something fast.
 * Knows nothing of Kafka, OpenSearch or AWS's API.
 */
@NullMarked
package io.bongsu.collector.logtype;

import org.jspecify.annotations.NullMarked;
