/** How a request is carried on: steps that may be run again at any moment, their outcomes, and what operators may do. */
@NullMarked
package io.bongsu.factory.workflow;

import org.jspecify.annotations.NullMarked;
