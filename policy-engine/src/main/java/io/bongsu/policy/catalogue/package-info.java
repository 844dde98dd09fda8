/**
 * Which guardrails and packs there are. Read once at start from the packs directory, checked wholly before anything is judged.
 */
@NullMarked
package io.bongsu.policy.catalogue;

import org.jspecify.annotations.NullMarked;
