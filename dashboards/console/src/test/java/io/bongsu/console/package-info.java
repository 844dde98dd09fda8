/** The console before a real browser and a real OpenSearch; the services behind it are played by one hand-written server. */
@NullMarked
package io.bongsu.console;

import org.jspecify.annotations.NullMarked;
