/** The parts behind the console: the policy engine's and the pipeline's REST APIs, and how any of them being away is told. */
@NullMarked
package io.bongsu.console.upstream;

import org.jspecify.annotations.NullMarked;
