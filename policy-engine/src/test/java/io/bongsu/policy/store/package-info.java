@NullMarked
package io.bongsu.policy.store;

import org.jspecify.annotations.NullMarked;
