/** Where a request is checked before it is kept: accepted with a plan, or refused with every reason. */
@NullMarked
package io.bongsu.factory.intake;

import org.jspecify.annotations.NullMarked;
