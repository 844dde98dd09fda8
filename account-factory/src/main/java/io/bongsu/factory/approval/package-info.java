/** Who may let a request through; the decision is OPA's. */
@NullMarked
package io.bongsu.factory.approval;

import org.jspecify.annotations.NullMarked;
