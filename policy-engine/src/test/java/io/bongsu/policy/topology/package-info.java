@NullMarked
package io.bongsu.policy.topology;

import org.jspecify.annotations.NullMarked;
