/** db-scheduler, which runs requests when they are due and takes over from instances that died. */
@NullMarked
package io.bongsu.factory.scheduling;

import org.jspecify.annotations.NullMarked;
