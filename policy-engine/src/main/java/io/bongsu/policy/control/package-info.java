/**
 * Where every control of a standard stands: what the guardrails found and what people attest come together here. The one rule by which
 * they do is {@link io.bongsu.policy.control.Conclusion}.
 */
@NullMarked
package io.bongsu.policy.control;

import org.jspecify.annotations.NullMarked;
