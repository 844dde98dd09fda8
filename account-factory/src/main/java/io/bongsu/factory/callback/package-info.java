/** Work that others do for a request, Terraform runs: asked for through a hook, answered through a callback address that works once. */
@NullMarked
package io.bongsu.factory.callback;

import org.jspecify.annotations.NullMarked;
