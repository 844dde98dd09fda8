@NullMarked
package io.bongsu.policy.input;

import org.jspecify.annotations.NullMarked;
