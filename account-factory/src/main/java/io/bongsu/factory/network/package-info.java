/** Address ranges of the accounts' networks, where the factory itself keeps count of them. */
@NullMarked
package io.bongsu.factory.network;

import org.jspecify.annotations.NullMarked;
