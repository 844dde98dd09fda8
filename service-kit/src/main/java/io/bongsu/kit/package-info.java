/**
 * What every service has and none should write twice: authentication, problem details (RFC 9457), the settings all services share, and
 * clients for Kafka and OpenSearch made from them. Small on purpose; a class belongs here when two services need it today.
 */
@NullMarked
package io.bongsu.kit;

import org.jspecify.annotations.NullMarked;
