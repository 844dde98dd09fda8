/**
 * The organization as code: what is declared in YAML, what is live, the ordered difference between them, and its careful application. A node
 * of the tree is named by its path: {@code /} is the root, {@code /workloads/prod} an organizational unit.
 */
@NullMarked
package io.bongsu.factory.organization;

import org.jspecify.annotations.NullMarked;
