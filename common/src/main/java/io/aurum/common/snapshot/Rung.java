package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.feature.Feature;
import io.aurum.common.feature.Feature.Climb;
import io.aurum.common.feature.Feature.OfLevels;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The level of a hierarchy at which a feature is told.
 *
 * @param level from 1, the finest
 * @param values different ones that enough customers share, among those learned from
 */
record Rung(int level, int values) implements Serializable {
  private static final String FEATURE = "feature";
  private static final String LEVEL = "level";
  private static final String VALUE = "value";
  private static final String SHARED_BY = "shared_by";

  /** Whether a feature climbs a hierarchy. */
  static boolean isClimbed(Feature feature) {
    return feature.shape() instanceof Climb;
  }

  /** The finest level at which few enough have a rare value, of each feature with levels. */
  static Map<String, Rung> learn(List<Feature> features, Dataset<Row> snapshot) {
    Map<String, Rung> rungs = new TreeMap<>();
    List<Feature> climbed = features.stream().filter(Rung::isClimbed).toList();
    if (climbed.isEmpty()) {
      return rungs;
    }
    Map<String, List<Row>> levels = new TreeMap<>();
    for (Row row : levels(climbed, snapshot).collectAsList()) {
      levels.computeIfAbsent(row.getString(0), name -> new ArrayList<>()).add(row);
    }
    for (Feature feature : climbed) {
      rungs.put(feature.name(), of(feature, levels.getOrDefault(feature.name(), List.of())));
    }
    return rungs;
  }

  /** Where no level has few enough, and where nobody has a value, the coarsest one counts. */
  private static Rung of(Feature feature, List<Row> levels) {
    int coarsest = ((OfLevels) feature.origin()).levels().size();
    double allowed = ((Climb) feature.shape()).rare();
    return levels.stream()
        .filter(row -> row.getInt(1) == coarsest || row.getLong(3) <= allowed * row.getLong(2))
        .findFirst()
        .map(row -> new Rung(row.getInt(1), (int) row.getLong(4)))
        .orElse(new Rung(coarsest, 0));
  }

  /**
   * Of each level the customers with a value, those whose value is rare, and the values that are
   * not, the finest levels first.
   */
  private static Dataset<Row> levels(List<Feature> climbed, Dataset<Row> snapshot) {
    Column each =
        array(
            climbed.stream()
                .map(
                    feature ->
                        struct(
                            lit(feature.name()).as(FEATURE),
                            lit(((Climb) feature.shape()).least()).as("least"),
                            col(feature.name()).as("levels")))
                .toArray(Column[]::new));
    Column rare = col(SHARED_BY).lt(col("least"));
    return snapshot
        .select(explode(each).as("of"))
        .select(
            col("of.feature").as(FEATURE),
            col("of.least").as("least"),
            posexplode(col("of.levels")).as(new String[] {LEVEL, VALUE}))
        .where(col(VALUE).isNotNull())
        .groupBy(FEATURE, "least", LEVEL, VALUE)
        .agg(count(lit(1)).as(SHARED_BY))
        .groupBy(FEATURE, LEVEL)
        .agg(
            sum(SHARED_BY).as("customers"),
            sum(when(rare, col(SHARED_BY)).otherwise(0)).as("rare"),
            count_if(not(rare)).as("values"))
        .select(
            col(FEATURE),
            col(LEVEL).plus(1).as(LEVEL),
            col("customers"),
            col("rare"),
            col("values"))
        .orderBy(FEATURE, LEVEL);
  }

  /**
   * The value at this level, or {@value Climb#OTHER} where too few of the rows share it.
   *
   * @param levels column with the values of all levels
   */
  Column told(Column levels, Climb climb) {
    Column value = levels.getItem(level - 1);
    Column sharedBy = count(lit(1)).over(Window.partitionBy(value));
    return when(value.isNull(), value)
        .when(sharedBy.lt(climb.least()), Climb.OTHER)
        .otherwise(value);
  }
}
