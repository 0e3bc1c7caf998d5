package io.aurum.jobs;

import io.aurum.common.lake.Commit;
import java.util.List;
import java.util.Optional;

/**
 * The accounting of a job: rows in = accepted + quarantined + dropped, each counted on its own.
 *
 * @param rowsIn records that came in, counted on what was read
 * @param accepted records accepted, counted on what was committed
 * @param quarantined records quarantined, counted on what was committed
 * @param dropped records left out for a stated reason, counted by a query of their own
 * @param droppedReason why, with counts; empty where nothing was dropped
 * @param commits everything the job made durable
 * @param gateClosed why the quality gate closed; empty where it is open
 */
public record JobResult(
    long rowsIn,
    long accepted,
    long quarantined,
    long dropped,
    Optional<String> droppedReason,
    List<Commit> commits,
    Optional<String> gateClosed) {

  public JobResult {
    commits = List.copyOf(commits);
  }

  /** A result without quarantine and drops. */
  public static JobResult of(long rowsIn, long accepted, List<Commit> commits) {
    return new JobResult(rowsIn, accepted, 0, 0, Optional.empty(), commits, Optional.empty());
  }

  /** Whether the accounting identity holds. */
  public boolean balances() {
    return rowsIn == accepted + quarantined + dropped;
  }

  /** Rows in all commits. */
  public long rowsOut() {
    return commits.stream().mapToLong(Commit::rowsAdded).sum();
  }
}
