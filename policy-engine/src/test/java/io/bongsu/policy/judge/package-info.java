@NullMarked
package io.bongsu.policy.judge;

import org.jspecify.annotations.NullMarked;
