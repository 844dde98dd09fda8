/** The organization as AWS has it: read for a plan, changed by its application. */
@NullMarked
package io.bongsu.factory.organization.live;

import org.jspecify.annotations.NullMarked;
