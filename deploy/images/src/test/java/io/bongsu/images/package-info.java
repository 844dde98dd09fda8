@NullMarked
package io.bongsu.images;

import org.jspecify.annotations.NullMarked;
