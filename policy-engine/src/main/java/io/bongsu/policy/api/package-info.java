/**
 * The REST API. Every parameter is bounded; every error is a problem document (RFC 9457).
 */
@NullMarked
package io.bongsu.policy.api;

import org.jspecify.annotations.NullMarked;
