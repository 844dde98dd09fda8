/**
 * IAM Identity Center: its groups and permission sets by name, and who is assigned to which account. The one place that speaks with the
 * services {@code sso} and {@code identitystore}; all of their calls share one rate.
 */
@NullMarked
package io.bongsu.factory.identity;

import org.jspecify.annotations.NullMarked;
