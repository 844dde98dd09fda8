/**
 * Makes the container images. An image is: a base with the C library and what Java needs of it, a Java runtime, the service's libraries,
 * the service with the data it works with, and on request an AOT cache; each a layer, so that a new version of the service is a small one.
 */
@NullMarked
package io.bongsu.images;

import org.jspecify.annotations.NullMarked;
