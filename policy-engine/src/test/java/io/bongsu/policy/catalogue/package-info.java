@NullMarked
package io.bongsu.policy.catalogue;

import org.jspecify.annotations.NullMarked;
