/**
 * Who buys again, how often, for how much: models of repeat purchases without a contract.
 *
 * <p>A customer is a history: {@code x} repeat purchases (purchases after the first), the last at
 * {@code tx}, watched until {@code end}, all counted from the first purchase in one unit of time.
 * {@link io.aurum.common.stat.clv.Cohort} holds histories collapsed to distinct ones, so that ten
 * million customers cost as much as their distinct histories. {@link
 * io.aurum.common.stat.clv.PurchaseFit} fits one of the {@link
 * io.aurum.common.stat.clv.PurchaseFamily families} to it by maximum likelihood; the {@link
 * io.aurum.common.stat.clv.PurchaseModel} tells who is still a customer and what to expect, and the
 * fit with what standard error. {@link io.aurum.common.stat.clv.GammaGamma} does the same for the
 * amount of a purchase.
 *
 * <p>Intervals are those of the parameters, by the delta method. They hold what they say for times
 * up to a few times those that customers were watched for; of much longer ones they are too narrow
 * where the data do not tell whether customers differ in how soon they leave.
 */
package io.aurum.common.stat.clv;
