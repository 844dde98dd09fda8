/** Tests of signatures. */
@NullMarked
package io.bongsu.factory.callback;

import org.jspecify.annotations.NullMarked;
