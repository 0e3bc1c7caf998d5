package io.aurum.jobs.validate;

import io.aurum.jobs.validate.JudgedRows.Outcome;
import io.aurum.jobs.validate.RecordJudge.Part;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings the summaries of all partitions together. */
final class Findings {
  private Findings() {}

  /**
   * What the checks of each source add up to, with the drift of its newest delivery, and with what
   * they added up to before it.
   *
   * @param judged all judged rows
   * @param former summaries of the snapshots before the current ones; empty where there are none
   */
  static Map<String, SourceSummary> of(Dataset<Row> judged, Optional<Dataset<Row>> former) {
    Map<Part, SourceSummary> parts = byPart(judged);
    Map<Part, SourceSummary> before = former.map(Findings::byPart).orElse(Map.of());
    Map<String, SourceSummary> bySource = new TreeMap<>();
    parts.forEach(
        (part, summary) -> {
          if (part.newest()) {
            Optional.ofNullable(bySource.get(part.source()))
                .ifPresent(earlier -> follow(summary, earlier));
          } else {
            summary.standAsFormer();
          }
          bySource.put(part.source(), summary);
        });
    before.forEach(
        (part, summary) -> {
          if (bySource.containsKey(part.source())) {
            bySource.get(part.source()).compareWith(summary);
            bySource.get(part.source()).followUpon(summary);
          }
        });
    return bySource;
  }

  /**
   * Where all that was delivered earlier has been replaced since, no values are left to compare.
   */
  private static void follow(SourceSummary newest, SourceSummary earlier) {
    if (earlier.records() > 0) {
      newest.compareWith(earlier);
    }
    newest.merge(earlier);
  }

  /** The summaries; of a source the earlier part goes first. */
  private static Map<Part, SourceSummary> byPart(Dataset<Row> rows) {
    Map<Part, SourceSummary> byPart = new TreeMap<>();
    for (Row row :
        JudgedRows.of(rows, Outcome.SUMMARY).select(JudgedRows.SUMMARY).collectAsList()) {
      RecordJudge.summaries(row.getAs(0))
          .forEach(
              (part, summary) ->
                  byPart.merge(
                      part,
                      summary,
                      (mine, theirs) -> {
                        mine.merge(theirs);
                        return mine;
                      }));
    }
    return byPart;
  }
}
