/**
 * Asking OPA. Whatever is not a well-formed verdict comes back as {@code ERROR}, never as a pass.
 */
@NullMarked
package io.bongsu.policy.judge;

import org.jspecify.annotations.NullMarked;
