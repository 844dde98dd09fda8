/**
 * The definitions as OpenSearch Dashboards' saved objects: index patterns, visualizations, searches and dashboards, and how they get there
 * without taking anything from the people who work in it.
 */
@NullMarked
package io.bongsu.dashboards.objects;

import org.jspecify.annotations.NullMarked;
