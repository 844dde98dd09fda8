/** Proves the definitions: read alone, and against a real OpenSearch that holds the sample organization. */
@NullMarked
package io.bongsu.dashboards;

import org.jspecify.annotations.NullMarked;
