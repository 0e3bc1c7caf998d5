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
   * What the checks of each source add up to, with the drift of its newest delivery.
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
          SourceSummary earlier = bySource.get(part.source());
          if (earlier != null) {
            summary.compareWith(earlier);
            summary.merge(earlier);
          }
          bySource.put(part.source(), summary);
        });
    before.forEach(
        (part, summary) -> {
          if (bySource.containsKey(part.source())) {
            bySource.get(part.source()).compareWith(summary);
          }
        });
    return bySource;
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
