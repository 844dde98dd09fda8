/** The steps of vending, one class each, in the order of {@link io.bongsu.factory.steps.VendingSteps}; each has a page in docs/account-factory/steps. */
@NullMarked
package io.bongsu.factory.steps;

import org.jspecify.annotations.NullMarked;
