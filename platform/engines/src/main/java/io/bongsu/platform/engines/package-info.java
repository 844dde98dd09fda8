/**
 * The real engines — OpenSearch, Kafka, PostgreSQL, OPA — as child processes on loopback: fetched once into a cache, prepared in a data
 * directory, started detached, found again by a later command, stopped in order.
 *
 * <p>An {@link io.bongsu.platform.engines.Engine} says what to run and when it is ready; {@link io.bongsu.platform.engines.ChildProcesses}
 * runs it. Nothing in here listens beyond 127.0.0.1, and nothing runs as root.
 */
@NullMarked
package io.bongsu.platform.engines;

import org.jspecify.annotations.NullMarked;
