/**
 * The job {@code associate}: what goes with what, and what follows on what.
 *
 * <p>{@code Search} finds how often an itemset has to occur and mines in parallel; {@code
 * RuleJudge} marks redundant rules and adjusts their p-values; {@code Sequences} looks at what
 * customers do one after the other; {@code PatternRows} puts it all into words and rows.
 */
package io.aurum.jobs.associate;
