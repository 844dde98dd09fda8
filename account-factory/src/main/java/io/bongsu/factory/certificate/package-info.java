/** The vending certificate: what was judged, by which pack, with which verdicts; signed, stored, and checked by anybody with the public key. */
@NullMarked
package io.bongsu.factory.certificate;

import org.jspecify.annotations.NullMarked;
