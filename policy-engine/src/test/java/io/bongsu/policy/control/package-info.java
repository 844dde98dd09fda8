@NullMarked
package io.bongsu.policy.control;

import org.jspecify.annotations.NullMarked;
