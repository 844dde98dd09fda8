/** Tests of the judging of plans; the plans in {@code plans/} were made by Terraform, see {@code terraform/record-plans.sh}. */
@NullMarked
package io.bongsu.platform.check;

import org.jspecify.annotations.NullMarked;
