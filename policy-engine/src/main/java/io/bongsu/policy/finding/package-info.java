/**
 * What is known about one (guardrail, resource) or (guardrail, event), and how it is said in OCSF.
 */
@NullMarked
package io.bongsu.policy.finding;

import org.jspecify.annotations.NullMarked;
