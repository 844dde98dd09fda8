/** What an account is made from: named, versioned templates, read from YAML and checked at start. */
@NullMarked
package io.bongsu.factory.blueprint;

import org.jspecify.annotations.NullMarked;
