@NullMarked
package io.bongsu.platform.engines;

import org.jspecify.annotations.NullMarked;
