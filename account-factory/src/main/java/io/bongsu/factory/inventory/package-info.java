/** All accounts of the organization, as last listed. */
@NullMarked
package io.bongsu.factory.inventory;

import org.jspecify.annotations.NullMarked;
