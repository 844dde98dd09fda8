/** Who may look: one-time login links, browser sessions, and the guard against requests that another site makes a browser send. */
@NullMarked
package io.bongsu.console.session;

import org.jspecify.annotations.NullMarked;
