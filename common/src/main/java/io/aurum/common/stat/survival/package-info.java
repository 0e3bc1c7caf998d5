/**
 * How long until something happens, where for some it has not happened yet.
 *
 * <p>{@link io.aurum.common.stat.survival.Survivors} holds who was watched how long and whether the
 * event came; {@link io.aurum.common.stat.survival.KaplanMeier} is the share that is still without
 * it, {@link io.aurum.common.stat.survival.CoxRegression} how covariates speed it up ({@link
 * io.aurum.common.stat.survival.Covariates} leaves out those that say nothing of their own), and
 * {@link io.aurum.common.stat.survival.Concordance} how well a score tells who comes first.
 */
package io.aurum.common.stat.survival;
