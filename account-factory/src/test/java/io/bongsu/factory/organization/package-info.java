/** Tests of plans, without any AWS. */
@NullMarked
package io.bongsu.factory.organization;

import org.jspecify.annotations.NullMarked;
