/** The logs and the quarantine in OpenSearch: what is asked of them, and the answers as the pages need them. opensearch-java stays in here. */
@NullMarked
package io.bongsu.console.logs;

import org.jspecify.annotations.NullMarked;
