/** The REST API. */
@NullMarked
package io.bongsu.factory.api;

import org.jspecify.annotations.NullMarked;
