package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.aurum.jobs.validate.JudgedRows.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts again the values that may be frequent in attributes with too many distinct ones to count
 * them all: one query over the judged rows for all sources and attributes, and none where every
 * value has been counted.
 */
final class FrequentValues {
  private static final StructType CANDIDATE =
      new StructType()
          .add("source", DataTypes.StringType, false)
          .add("position", DataTypes.IntegerType, false)
          .add("value", DataTypes.StringType, false);

  private FrequentValues() {}

  /** Gives every profile that needs them the exact counts of its candidates. */
  static void recount(
      Dataset<Row> judged,
      Map<String, Checklist> checklists,
      Map<String, SourceSummary> summaries) {
    List<Row> candidates = candidates(checklists, summaries);
    if (candidates.isEmpty()) {
      return;
    }
    Map<String, Map<Integer, Map<String, Long>>> counts = new HashMap<>();
    for (Row row : countAgain(judged, candidates)) {
      counts
          .computeIfAbsent(row.getString(0), source -> new HashMap<>())
          .computeIfAbsent(row.getInt(1), position -> new HashMap<>())
          .put(row.getString(2), row.getLong(3));
    }
    counts.forEach(
        (source, byPosition) ->
            byPosition.forEach(
                (position, byValue) ->
                    summaries
                        .get(source)
                        .profile(checklists.get(source).names().get(position))
                        .recount(byValue)));
  }

  private static List<Row> candidates(
      Map<String, Checklist> checklists, Map<String, SourceSummary> summaries) {
    List<Row> candidates = new ArrayList<>();
    summaries.forEach(
        (source, summary) -> {
          for (String attribute : summary.attributes()) {
            int position = checklists.get(source).names().indexOf(attribute);
            for (String value : summary.profile(attribute).values().candidates()) {
              candidates.add(RowFactory.create(source, position, value));
            }
          }
        });
    return candidates;
  }

  private static List<Row> countAgain(Dataset<Row> judged, List<Row> candidates) {
    var positions = new TreeSet<Integer>();
    candidates.forEach(candidate -> positions.add(candidate.getInt(1)));
    Column values =
        array(
            positions.stream()
                .map(
                    position ->
                        struct(
                            lit(position).as("position"),
                            JudgedRows.canonical(position).as("value")))
                .toArray(Column[]::new));
    return judged
        .where(
            col(JudgedRows.OUTCOME)
                .isin(
                    Outcome.ACCEPTED.name(),
                    Outcome.QUARANTINED.name(),
                    Outcome.OUT_OF_SCOPE.name()))
        .select(col("source"), explode(values).as("cell"))
        .select("source", "cell.position", "cell.value")
        .join(
            broadcast(judged.sparkSession().createDataFrame(candidates, CANDIDATE)),
            new String[] {"source", "position", "value"})
        .groupBy("source", "position", "value")
        .agg(count(lit(1)))
        .collectAsList();
  }
}
