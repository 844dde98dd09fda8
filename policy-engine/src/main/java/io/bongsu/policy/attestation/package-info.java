/**
 * What people say of controls: who answers for one, what they state and prove, who reviewed it. Kept in PostgreSQL, append-only: the newest
 * row counts, the older ones are its history.
 */
@NullMarked
package io.bongsu.policy.attestation;

import org.jspecify.annotations.NullMarked;
