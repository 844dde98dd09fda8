/** A request for an account and everything the database keeps of it: its steps, its journal, its audit trail. */
@NullMarked
package io.bongsu.factory.request;

import org.jspecify.annotations.NullMarked;
