/**
 * What a treatment does that was given by chance: {@link io.aurum.common.stat.uplift.UpliftCurve}
 * judges how well scores tell for whom it does most.
 */
package io.aurum.common.stat.uplift;
