/**
 * Learning from plain tables and from what customers did: what the jobs that predict share.
 *
 * <p>{@link io.aurum.common.learn.Learning} does the tasks of one job: it reads a task's rows, asks
 * whether they can be learnt from honestly, learns a model on one worker or takes the one that the
 * registry has of the same rows, scores every row with its reasons, and writes down how good the
 * model is. {@link io.aurum.common.learn.Backtest} says what would have been said at past dates,
 * {@link io.aurum.common.learn.PublishedScores} what was said then, and both what became of it;
 * {@link io.aurum.common.learn.Inference} what goes with a label, by a linear model of all rows.
 *
 * <p>The mathematics are in {@link io.aurum.common.model}, without Spark.
 */
package io.aurum.common.learn;
