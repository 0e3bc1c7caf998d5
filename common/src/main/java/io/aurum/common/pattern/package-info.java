/**
 * Patterns in baskets, without Spark: frequent itemsets, association rules and what they are worth;
 * what to recommend to whom, by what people took.
 *
 * <p>A {@link io.aurum.common.pattern.Way} to recommend learns a {@link
 * io.aurum.common.pattern.RecommenderModel} from everybody's baskets: the weights of items for each
 * other, the neighbours of each item, or what most took. A {@link
 * io.aurum.common.pattern.Foresight} tells what people took apart into what is learnt from and what
 * is to be foreseen, so that a {@link io.aurum.common.pattern.Choice} among the ways can be made,
 * and judged.
 */
package io.aurum.common.pattern;
