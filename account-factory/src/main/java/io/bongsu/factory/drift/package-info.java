/** What each governed account is to be, what it is, and every difference between the two with who made it and when. */
@NullMarked
package io.bongsu.factory.drift;

import org.jspecify.annotations.NullMarked;
