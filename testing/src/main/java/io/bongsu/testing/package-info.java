/**
 * JUnit extensions that start the real servers. Each server is started at most once in a test run, on free ports of loopback, when the first
 * test asks for it; tests stay apart by names: {@code Indices}, {@code Topics}, databases, buckets and queues that nobody else has.
 *
 * <pre>{@code
 * @ExtendWith({OpenSearchServer.class, KafkaServer.class})
 * class IndexIT {
 *     @Test
 *     void storesOnce(OpenSearchServer openSearch, KafkaServer kafka, Topics topics, Indices indices) { … }
 * }
 * }</pre>
 *
 * <p>Outside of a test class (in a Quarkus test resource, say) {@code new OpenSearchServer().url()} gives the same server. The servers end
 * with the test JVM, also when that is killed. Where the environment variable {@code BONGSU_TEST_ENGINES} (or the system property
 * {@code bongsu.test.engines}) names a directory with a file {@code engines.properties}, the servers listed there are used instead;
 * {@code ./bongsu test} does that, so that a whole build starts each only once.
 */
@NullMarked
package io.bongsu.testing;

import org.jspecify.annotations.NullMarked;
