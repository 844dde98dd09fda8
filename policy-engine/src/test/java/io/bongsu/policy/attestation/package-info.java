@NullMarked
package io.bongsu.policy.attestation;

import org.jspecify.annotations.NullMarked;
