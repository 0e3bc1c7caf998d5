package io.aurum.jobs;

import io.aurum.common.lake.Commit;
import io.aurum.common.table.TableSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A job whose tables and behaviour a test chooses. */
public record FakeJob(
    String name,
    List<TableSpec> reads,
    List<TableSpec> writes,
    Function<JobContext, JobResult> work)
    implements Job {

  /** A job that takes in 10 rows, accepts 7, quarantines 2 and drops 1. */
  public static FakeJob of(String name, List<TableSpec> reads, List<TableSpec> writes) {
    return new FakeJob(name, reads, writes, context -> result(writes));
  }

  /** The same job doing something else. */
  public FakeJob doing(Function<JobContext, JobResult> other) {
    return new FakeJob(name, reads, writes, other);
  }

  private static JobResult result(List<TableSpec> writes) {
    return new JobResult(
        10,
        7,
        2,
        1,
        Optional.of("1 superseded"),
        writes.stream().map(table -> new Commit(table.name(), 3, 7, 7)).toList(),
        Optional.empty());
  }

  @Override
  public String summary() {
    return "Does the work of " + name + ".";
  }

  @Override
  public String purpose() {
    return "Test of " + name + ".";
  }

  @Override
  public JobResult run(JobContext context) {
    return work.apply(context);
  }
}
