/**
 * The {@code bongsu} command. {@link io.bongsu.platform.cli.Installation} is one place on disk with its ports and processes;
 * {@link io.bongsu.platform.cli.Startup} brings it up; one class per command says what a person asked for.
 *
 * <p>Standard output has what was asked for and nothing else; progress and errors go to standard error.
 */
@NullMarked
package io.bongsu.platform.cli;

import org.jspecify.annotations.NullMarked;
