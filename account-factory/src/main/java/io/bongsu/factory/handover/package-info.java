/** Telling others that an account is ready: Kafka and a webhook. */
@NullMarked
package io.bongsu.factory.handover;

import org.jspecify.annotations.NullMarked;
