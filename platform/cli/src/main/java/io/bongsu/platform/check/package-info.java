/**
 * Judges a Terraform plan by the guardrails that judge live resources. {@link io.bongsu.platform.check.PlanFile} reads the plan, {@link
 * io.bongsu.platform.check.Mappings} (data: {@code compliance-packs/terraform/}) turns what it plans into the rule contract's resources,
 * {@link io.bongsu.platform.check.PlanCheck} has OPA judge them.
 *
 * <p>A value that is not known until apply is {@link io.bongsu.platform.check.Unknown}: a verdict that depends on it is ERROR, never PASS.
 */
@NullMarked
package io.bongsu.platform.check;

import org.jspecify.annotations.NullMarked;
