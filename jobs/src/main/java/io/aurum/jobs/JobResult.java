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
 * @param notes what people should know of the run beside figures, in sentences without personal
 *     data
 */
public record JobResult(
    long rowsIn,
    long accepted,
    long quarantined,
    long dropped,
    Optional<String> droppedReason,
    List<Commit> commits,
    Optional<String> gateClosed,
    List<String> notes) {

  public JobResult {
    commits = List.copyOf(commits);
    notes = List.copyOf(notes);
  }

  /** A result that needs no notes. */
  public JobResult(
      long rowsIn,
      long accepted,
      long quarantined,
      long dropped,
      Optional<String> droppedReason,
      List<Commit> commits,
      Optional<String> gateClosed) {
    this(rowsIn, accepted, quarantined, dropped, droppedReason, commits, gateClosed, List.of());
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
