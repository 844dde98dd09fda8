@NullMarked
package io.bongsu.testing;

import org.jspecify.annotations.NullMarked;
