/** The one place where clients of AWS are made, counted, kept to the published rates, and their errors understood. */
@NullMarked
package io.bongsu.factory.aws;

import org.jspecify.annotations.NullMarked;
