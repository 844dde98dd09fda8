/** How fast AWS may be called and how much may be under way; shared by all instances through the database. */
@NullMarked
package io.bongsu.factory.quota;

import org.jspecify.annotations.NullMarked;
