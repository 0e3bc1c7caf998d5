/**
 * Rows with a basket and an item, encoded for the miners of {@link io.aurum.common.pattern}: the
 * jobs that look for what goes with what share it.
 */
package io.aurum.common.basket;
