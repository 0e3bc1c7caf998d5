package io.aurum.jobs.cluster;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.ClusterSettings;
import io.aurum.common.lake.Facts;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.rule.Condition;
import io.aurum.common.snapshot.FittedFeatures;
import io.aurum.common.snapshot.LearnedShapes;
import io.aurum.common.snapshot.Purchases;
import io.aurum.common.snapshot.Snapshots;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The rows of an analysis' table, now and as they were known earlier. */
final class TableRows {
  static final String SOURCE = MiningRows.SOURCE;
  static final String ENTITY = MiningRows.ENTITY_ID;
  static final String CUSTOMER = Facts.CUSTOMER_ID;

  private static final String EPOCH = "1970-01-01";
  private static final double SECONDS_PER_DAY = 86_400;

  private final JobContext context;
  private final String table;
  private final Condition where;

  TableRows(JobContext context, ClusterSettings analysis) {
    this.context = context;
    this.table = analysis.table();
    this.where = analysis.where();
  }

  /** Whether each row is a customer. */
  boolean isAboutCustomers() {
    return Mineable.result(table).isPresent();
  }

  /**
   * The rows of the run's date that count: source, entity_id, customer_id, and the table's own
   * columns.
   */
  Dataset<Row> now() {
    return counted(all());
  }

  /** How many rows of the run's date do not count. */
  long left() {
    if (where.isNone()) {
      return 0;
    }
    Dataset<Row> all = all();
    return all.where(not(MiningRows.holds(all, where))).count();
  }

  /** The rows that count as they were known at the end of an earlier day. */
  Dataset<Row> at(LocalDate date) {
    return counted(allAt(date));
  }

  private Dataset<Row> counted(Dataset<Row> rows) {
    return where.isNone() ? rows : rows.where(MiningRows.holds(rows, where));
  }

  private Dataset<Row> all() {
    return new MiningRows(context.lake(), context.run(), context.settings()).of(table);
  }

  private Dataset<Row> allAt(LocalDate date) {
    if (table.equals(Tables.CUSTOMER_PROFILE.name())) {
      return ofCustomers(profiles(date));
    }
    return table.equals(Tables.CUSTOMER_RFM.name())
        ? ofCustomers(buyers(date))
        : all().where(col("known_at").lt(end(date)));
  }

  /** In the shapes that the profile of that date has. */
  private Dataset<Row> profiles(LocalDate date) {
    Snapshots snapshots = new Snapshots(context.lake(), context.run(), context.settings());
    Dataset<Row> snapshot = snapshots.at(date);
    return new LearnedShapes(context.lake(), context.settings(), snapshots)
        .at(date, FittedFeatures.learn(context.settings().analysis().features(), snapshot))
        .fitted()
        .shape(snapshot, date);
  }

  /** As in customer_rfm: an order is known when the last of its lines is. */
  private Dataset<Row> buyers(LocalDate date) {
    Column bought = not(col("is_return"));
    Dataset<Row> orders =
        Purchases.of(context.lake(), context.run(), context.settings())
            .lines()
            .groupBy(CUSTOMER, "order_id", "is_return")
            .agg(
                min("ordered_at").as("ordered_at"),
                max("known_at").as("known_at"),
                sum("amount").as("amount"))
            .where(col("ordered_at").lt(end(date)).and(col("known_at").lt(end(date))));
    Column frequency = count(when(bought, lit(1)));
    return orders
        .groupBy(CUSTOMER)
        .agg(
            date_diff(lit(Date.valueOf(date)), to_date(max(when(bought, col("ordered_at")))))
                .as("recency_days"),
            frequency.as("frequency"),
            sum("amount").as("monetary_amount"),
            round(sum("amount").divide(frequency), 2).as("average_order_amount"))
        .where(col("frequency").gt(0));
  }

  private Dataset<Row> ofCustomers(Dataset<Row> rows) {
    return rows.withColumn(SOURCE, lit(table)).withColumn(ENTITY, col(CUSTOMER));
  }

  private static Column end(LocalDate date) {
    return lit(Timestamp.from(date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  /** What the columns hold, as clusterings take them. */
  static List<FeatureColumn> types(Dataset<Row> rows, List<String> names) {
    return names.stream()
        .map(
            name ->
                new FeatureColumn(
                    name,
                    isText(type(rows, name))
                        ? FeatureColumn.Type.CATEGORY
                        : FeatureColumn.Type.NUMBER))
        .toList();
  }

  /** The columns as clusterings take them: texts, and numbers; dates as days since 1970. */
  static List<Column> values(Dataset<Row> rows, List<FeatureColumn> columns) {
    List<Column> values = new ArrayList<>();
    for (FeatureColumn column : columns) {
      values.add(
          (column.isNumber() ? number(rows, column.name()) : quoted(column.name()).cast("string"))
              .as(column.name()));
    }
    return values;
  }

  private static Column number(Dataset<Row> rows, String name) {
    DataType type = type(rows, name);
    if (type.equals(DataTypes.DateType)) {
      return date_diff(quoted(name), lit(EPOCH).cast("date")).cast("double");
    }
    if (type.equals(DataTypes.TimestampType)) {
      return quoted(name).cast("double").divide(SECONDS_PER_DAY);
    }
    Column number = quoted(name).cast("double");
    return when(not(isnan(number)), number);
  }

  static Column quoted(String name) {
    return col("`" + name + "`");
  }

  private static DataType type(Dataset<Row> rows, String name) {
    return rows.schema().apply(name).dataType();
  }

  private static boolean isText(DataType type) {
    return type.equals(DataTypes.StringType) || type.equals(DataTypes.BooleanType);
  }
}
