/**
 * Replays verdicts that other projects recorded against our guardrails, through the engine's own way: a configuration item or a record
 * becomes a rule input, OPA answers. An <em>opinion</em> is what the other project said; a <em>difference</em> is explained in
 * {@code recorded/differences.yaml} and in {@code docs/recorded-verdicts.md}.
 */
@NullMarked
package io.bongsu.policy.recorded;

import org.jspecify.annotations.NullMarked;
