/**
 * From what AWS delivers to what a guardrail sees. The shape is the rule contract's: {@code input.resource}, {@code input.event}.
 */
@NullMarked
package io.bongsu.policy.input;

import org.jspecify.annotations.NullMarked;
