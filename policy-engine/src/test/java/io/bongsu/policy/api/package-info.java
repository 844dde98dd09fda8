@NullMarked
package io.bongsu.policy.api;

import org.jspecify.annotations.NullMarked;
