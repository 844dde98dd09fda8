@NullMarked
package io.bongsu.factory.trail;

import org.jspecify.annotations.NullMarked;
