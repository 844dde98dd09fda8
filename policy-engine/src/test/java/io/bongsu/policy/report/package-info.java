@NullMarked
package io.bongsu.policy.report;

import org.jspecify.annotations.NullMarked;
