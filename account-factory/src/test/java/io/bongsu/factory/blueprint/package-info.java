@NullMarked
package io.bongsu.factory.blueprint;

import org.jspecify.annotations.NullMarked;
