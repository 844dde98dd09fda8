/** Hands out single steps to the tests of the factory. */
@NullMarked
package io.bongsu.factory.steps;

import org.jspecify.annotations.NullMarked;
