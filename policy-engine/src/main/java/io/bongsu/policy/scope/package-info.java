/** Which accounts and organizational units a standard's certificate is about, from when on, and who decided so. */
@NullMarked
package io.bongsu.policy.scope;

import org.jspecify.annotations.NullMarked;
