@NullMarked
package io.bongsu.reports;

import org.jspecify.annotations.NullMarked;
