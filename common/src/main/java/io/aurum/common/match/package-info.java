/**
 * Identity resolution and survivorship as plain Java: no Spark, testable in microseconds.
 *
 * <p>In the order in which {@code resolve} uses it:
 *
 * <ul>
 *   <li>{@link io.aurum.common.match.RecordBatch}, {@link io.aurum.common.match.MatchInput}, {@link
 *       io.aurum.common.match.EncodedTable}: records dictionary-encoded where they lie, merged and
 *       ordered by content on the driver, equal ones in one row.
 *   <li>{@link io.aurum.common.match.BlockingKeys}, {@link io.aurum.common.match.BlockIndex},
 *       {@link io.aurum.common.match.BlockingAudit}: which records meet, and what was given up.
 *   <li>{@link io.aurum.common.match.Comparators}: named levels of agreement of two {@link
 *       io.aurum.common.match.Value}s.
 *   <li>{@link io.aurum.common.match.PairTasks}: the parts that run in parallel over a {@link
 *       io.aurum.common.match.RowRange}: counting agreement patterns, scoring candidates.
 *   <li>{@link io.aurum.common.match.MatchModelEstimator}, {@link
 *       io.aurum.common.match.MatchModel}, {@link io.aurum.common.match.PairScorer}: what each
 *       level says, in exact bits, with its {@link io.aurum.common.match.PairEvidence}.
 *   <li>{@link io.aurum.common.match.LinkThreshold}, {@link io.aurum.common.match.AverageLinkage},
 *       {@link io.aurum.common.match.CleanSources}: from pairs to customers.
 *   <li>{@link io.aurum.common.match.IdentityLedger}: permanent ids and their history.
 *   <li>{@link io.aurum.common.match.Survivorship}: which of several values survives ({@code
 *       golden}).
 *   <li>{@link io.aurum.common.match.ClusterEvaluation}, {@link io.aurum.common.match.Evidence}:
 *       customers against the truth, and the evidence of a pair spelled out.
 * </ul>
 */
package io.aurum.common.match;
