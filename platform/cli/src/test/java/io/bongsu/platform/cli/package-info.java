@NullMarked
package io.bongsu.platform.cli;

import org.jspecify.annotations.NullMarked;
