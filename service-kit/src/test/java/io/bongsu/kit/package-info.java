@NullMarked
package io.bongsu.kit;

import org.jspecify.annotations.NullMarked;
