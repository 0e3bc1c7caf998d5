package io.aurum.jobs.cluster;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.ClusterSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.rule.Condition;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The families beside the clusters: for each a column {@code segment <family>} with the segment of
 * each row, empty where it belongs to none.
 */
final class Families {
  private static final String PREFIX = "segment ";
  private static final String UNKNOWN = "(unknown)";
  private static final double[] QUARTERS = {0.25, 0.5, 0.75};

  private final Lake lake;
  private final ClusterSettings analysis;
  private final List<String> names = new ArrayList<>();

  Families(Lake lake, ClusterSettings analysis) {
    this.lake = lake;
    this.analysis = analysis;
  }

  /** Names of the families that rows have, after {@link #added}. */
  List<String> names() {
    return List.copyOf(names);
  }

  static String column(String family) {
    return PREFIX + family;
  }

  /**
   * Rows with their segments in every family.
   *
   * @param tables whether and of what rows are customers
   */
  Dataset<Row> added(Dataset<Row> rows, TableRows tables) {
    Dataset<Row> result = rows;
    if (!analysis.rules().isEmpty()) {
      result = with(result, Family.RULE, byRules(rows));
    }
    for (var family : analysis.families().entrySet()) {
      result = with(result, family.getKey().label(), shared(rows, family.getValue()));
    }
    if (tables.isAboutCustomers()) {
      result = joined(result, Family.RFM, Tables.CUSTOMER_RFM, "segment");
      result = joined(result, Family.LIFECYCLE, Tables.CUSTOMER_LIFECYCLE, "stage");
    }
    return result;
  }

  private Dataset<Row> with(Dataset<Row> rows, String family, Column segment) {
    names.add(family);
    return rows.withColumn(column(family), segment);
  }

  /** The first rule that holds. */
  private Column byRules(Dataset<Row> rows) {
    Column segment = lit(Family.OTHER);
    List<Map.Entry<String, Condition>> rules = new ArrayList<>(analysis.rules().entrySet());
    for (int at = rules.size() - 1; at >= 0; at--) {
      Column holds = MiningRows.holds(rows, rules.get(at).getValue());
      segment = when(holds, rules.get(at).getKey()).otherwise(segment);
    }
    return segment;
  }

  private static Column shared(Dataset<Row> rows, List<String> names) {
    List<Column> parts = new ArrayList<>();
    for (FeatureColumn column : TableRows.types(rows, names)) {
      Column value = TableRows.values(rows, List.of(column)).get(0);
      parts.add(column.isNumber() ? band(rows, value) : coalesce(value, lit(UNKNOWN)));
    }
    return concat_ws(Family.AND, parts.toArray(Column[]::new));
  }

  /** Quarters of the rows by a number. */
  private static Column band(Dataset<Row> rows, Column value) {
    Column shares = array(lit(QUARTERS[0]), lit(QUARTERS[1]), lit(QUARTERS[2]));
    Row found = rows.agg(percentile(value, shares)).head();
    if (found.isNullAt(0)) {
      return lit(UNKNOWN);
    }
    List<Double> cuts = found.<Double>getList(0).stream().distinct().toList();
    Column band = lit("above " + inWords(cuts.get(cuts.size() - 1)));
    for (int c = cuts.size() - 1; c >= 0; c--) {
      String words =
          c == 0
              ? "up to " + inWords(cuts.get(0))
              : "%s to %s".formatted(inWords(cuts.get(c - 1)), inWords(cuts.get(c)));
      band = when(value.leq(cuts.get(c)), words).otherwise(band);
    }
    return when(value.isNull(), UNKNOWN).otherwise(band);
  }

  private static String inWords(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, "%.4g", number);
  }

  private Dataset<Row> joined(Dataset<Row> rows, String family, TableSpec table, String column) {
    if (!lake.exists(table)) {
      return rows;
    }
    names.add(family);
    return rows.join(
        lake.read(table)
            .select(col(TableRows.CUSTOMER).as("its " + family), col(column).as(column(family))),
        col(TableRows.CUSTOMER).equalTo(TableRows.quoted("its " + family)),
        "left");
  }
}
