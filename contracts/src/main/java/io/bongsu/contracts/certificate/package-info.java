/**
 * The vending certificate: its form, what is signed of it, and a verifier that needs nothing but the JDK and the public key, so that an
 * auditor can check a certificate anywhere.
 */
@NullMarked
package io.bongsu.contracts.certificate;

import org.jspecify.annotations.NullMarked;
