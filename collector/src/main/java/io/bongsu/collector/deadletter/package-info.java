/** What could not be stored as a document goes to the dead-letter topic, with its reason and its place, and from there to an index. */
@NullMarked
package io.bongsu.collector.deadletter;

import org.jspecify.annotations.NullMarked;
