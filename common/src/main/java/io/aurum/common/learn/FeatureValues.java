package io.aurum.common.learn;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.model.FeatureColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Columns of a table as features: each a number (double) or a category (text). Dates and times are
 * days since 1970-01-01. A text column whose values are all numbers, more than a few of them, is a
 * number.
 */
public final class FeatureValues {
  private static final String EPOCH = "1970-01-01";
  private static final double SECONDS_PER_DAY = 86_400;

  /** Different numbers in texts up to which they are names of categories. */
  private static final int CODES = 10;

  /** Of numbers as such: none are names. */
  private static final int NO_CODES = 0;

  private FeatureValues() {}

  /** Tells which features are numbers; asks the rows, in one pass, where they are texts. */
  public static List<FeatureColumn> columns(Dataset<Row> rows, List<String> features) {
    return columns(rows, features, CODES);
  }

  /**
   * The same where a text that is always a number is one, be it a grade from 1 to 5: how far it
   * lies from the others then counts, and not only how rare it is.
   */
  public static List<FeatureColumn> measures(Dataset<Row> rows, List<String> features) {
    return columns(rows, features, NO_CODES);
  }

  private static List<FeatureColumn> columns(Dataset<Row> rows, List<String> features, int codes) {
    Set<String> numbers = numbersInTexts(rows, features, codes);
    return features.stream()
        .map(
            name ->
                new FeatureColumn(
                    name,
                    isText(rows, name) && !numbers.contains(name)
                        ? FeatureColumn.Type.CATEGORY
                        : FeatureColumn.Type.NUMBER))
        .toList();
  }

  /** The values of a feature, under its name; null where one is missing or not finite. */
  public static Column of(Dataset<Row> rows, FeatureColumn column) {
    Column value =
        column.isNumber() ? number(rows, column.name()) : col(column.name()).cast("string");
    return value.as(column.name());
  }

  private static boolean isText(Dataset<Row> rows, String name) {
    DataType type = rows.schema().apply(name).dataType();
    return type.equals(DataTypes.StringType) || type.equals(DataTypes.BooleanType);
  }

  /**
   * Text columns of which every value is a number, and that have more different ones than codes.
   */
  private static Set<String> numbersInTexts(Dataset<Row> rows, List<String> features, int codes) {
    List<String> texts =
        features.stream()
            .filter(f -> rows.schema().apply(f).dataType().equals(DataTypes.StringType))
            .toList();
    Set<String> numbers = new TreeSet<>();
    if (texts.isEmpty()) {
      return numbers;
    }
    List<Column> asked = new ArrayList<>();
    for (String name : texts) {
      asked.add(count(col(name)));
      asked.add(count(col(name).try_cast("double")));
      asked.add(approx_count_distinct(col(name)));
    }
    Row counts =
        rows.agg(asked.get(0), asked.subList(1, asked.size()).toArray(Column[]::new)).head();
    for (int i = 0; i < texts.size(); i++) {
      boolean all = counts.getLong(3 * i) == counts.getLong(3 * i + 1);
      if (all && counts.getLong(3 * i + 2) > codes) {
        numbers.add(texts.get(i));
      }
    }
    return numbers;
  }

  static Column number(Dataset<Row> table, String name) {
    DataType type = table.schema().apply(name).dataType();
    if (type.equals(DataTypes.DateType)) {
      return date_diff(col(name), lit(EPOCH).cast("date")).cast("double");
    }
    if (type.equals(DataTypes.TimestampType)) {
      return col(name).cast("double").divide(SECONDS_PER_DAY);
    }
    Column number = col(name).try_cast("double");
    return when(abs(number).lt(lit(Double.POSITIVE_INFINITY)), number);
  }
}
