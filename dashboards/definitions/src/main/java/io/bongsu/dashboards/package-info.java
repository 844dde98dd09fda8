/**
 * Dashboards as data. A <em>dashboard</em> has panels; a <em>panel</em> is a query and an aggregation over one <em>source</em> (a family of
 * indices), shown as one kind of picture. The console and OpenSearch Dashboards get the same definition, so they can't disagree.
 */
@NullMarked
package io.bongsu.dashboards;

import org.jspecify.annotations.NullMarked;
