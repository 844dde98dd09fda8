/**
 * From a record to its OpenSearch document: a small head in ECS names, the same for all log types, and the record as delivered under
 * {@code aws.<type>}. Terms: a <em>plain</em> document carries the record's own bytes; a <em>mended</em> one carries a form that the
 * mapping accepts, with the exact text in {@code event.original}; a <em>bare</em> one carries the exact text alone.
 */
@NullMarked
package io.bongsu.collector.document;

import org.jspecify.annotations.NullMarked;
