/**
 * Reading and committing state (Delta) and results (Parquet); the only code that touches tables.
 *
 * <p>{@link io.aurum.common.lake.Lakes} opens a {@link io.aurum.common.lake.Lake} below an output
 * folder, on a session of {@link io.aurum.common.lake.SparkSessions}:
 *
 * <pre>
 * &lt;out&gt;/lake/&lt;table&gt;/                    state: Delta, reader version 1
 * &lt;out&gt;/publish/&lt;table&gt;/as_of=&lt;date&gt;/    results: Parquet
 * &lt;out&gt;/.staging, &lt;out&gt;/.trash         results on their way in and out
 * &lt;out&gt;/.backfill/&lt;attempt&gt;/           state that a backfill writes for itself
 * </pre>
 *
 * <p>What holds here, each for a reason learned by experiment:
 *
 * <ul>
 *   <li>Nothing is overwritten in place. State changes in one Delta commit; results are renamed in.
 *       A killed process loses nothing that was committed, and the next run repairs the rest.
 *   <li>A run sees state as it was when it opened the lake, plus what it committed itself.
 *   <li>A backfill, a run of a date before that of the state, sees the state and changes nothing in
 *       it: what it writes to a state table goes to a table of its own that is gone afterwards.
 *       Even newly delivered files are its own: the next run forward takes them in.
 *   <li>Rows are checked against the contract before and while they are written. Types must be
 *       equal: the lake casts nothing.
 *   <li>Counts come from what was committed: the log of Delta, the footers of Parquet.
 *   <li>Personal tables keep no smallest and largest values in Delta's log, and what Spark and
 *       Delta throw (it may print rows) is replaced by an error of the suite.
 *   <li>Contracts only grow: a column that an older table lacks reads as null of its type and is
 *       added by the first write.
 *   <li>Commits to a local disk go through {@link io.aurum.common.lake.LinkLogStore}, which cannot
 *       lose one of two concurrent commits.
 * </ul>
 */
package io.aurum.common.lake;
