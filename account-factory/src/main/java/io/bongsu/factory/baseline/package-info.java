/**
 * What every account is given before it is judged: one class for each item of the pack {@code account-baseline} that somebody has to build.
 * Each looks first, Region by Region, and changes only what isn't so.
 */
@NullMarked
package io.bongsu.factory.baseline;

import org.jspecify.annotations.NullMarked;
