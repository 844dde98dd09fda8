/**
 * The gate: what an account is, read back through AWS' own APIs, judged by the policy engine with the blueprint's pack. It opens for a proof
 * and for nothing else.
 */
@NullMarked
package io.bongsu.factory.gate;

import org.jspecify.annotations.NullMarked;
