/** Tests of the account factory as a whole, against real servers; what AWS does is moto's and the fault proxy's. */
@NullMarked
package io.bongsu.factory;

import org.jspecify.annotations.NullMarked;
