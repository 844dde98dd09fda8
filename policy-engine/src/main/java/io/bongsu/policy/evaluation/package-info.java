/**
 * Judges resources that somebody holds, now, by one pack: an account before it is handed over, a plan before it is applied. Nothing is
 * stored and no finding is made; the verdicts are the answer.
 */
@NullMarked
package io.bongsu.policy.evaluation;

import org.jspecify.annotations.NullMarked;
