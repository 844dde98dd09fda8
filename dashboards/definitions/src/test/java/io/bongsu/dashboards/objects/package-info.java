/** Proves the saved objects: their shape, that they are the definitions', and how they are installed. */
@NullMarked
package io.bongsu.dashboards.objects;

import org.jspecify.annotations.NullMarked;
