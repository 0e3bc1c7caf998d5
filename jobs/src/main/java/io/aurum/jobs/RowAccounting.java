package io.aurum.jobs;

import io.aurum.common.lake.Commit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of the rows of the analyses' tables.
 *
 * @param in rows of the tables
 * @param accepted rows that make baskets, counted on the baskets
 * @param leftOut the others, by the reason in words
 */
public record RowAccounting(long in, long accepted, Map<String, Long> leftOut) {
  /** The sum of the parts. */
  public static RowAccounting of(List<RowAccounting> parts) {
    Map<String, Long> leftOut = new TreeMap<>();
    parts.forEach(part -> part.leftOut.forEach((why, n) -> leftOut.merge(why, n, Long::sum)));
    return new RowAccounting(
        parts.stream().mapToLong(RowAccounting::in).sum(),
        parts.stream().mapToLong(RowAccounting::accepted).sum(),
        leftOut);
  }

  /** The result of the job. */
  public JobResult result(List<Commit> commits, List<String> notes) {
    long dropped = leftOut.values().stream().mapToLong(Long::longValue).sum();
    String reasons =
        leftOut.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%,d rows %s", e.getValue(), e.getKey()))
            .collect(Collectors.joining("; "));
    return new JobResult(
        in,
        accepted,
        0,
        dropped,
        dropped == 0 ? Optional.empty() : Optional.of(reasons),
        commits,
        Optional.empty(),
        notes);
  }
}
