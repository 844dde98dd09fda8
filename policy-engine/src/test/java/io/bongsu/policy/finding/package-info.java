@NullMarked
package io.bongsu.policy.finding;

import org.jspecify.annotations.NullMarked;
