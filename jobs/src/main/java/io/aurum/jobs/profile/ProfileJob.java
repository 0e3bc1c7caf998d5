package io.aurum.jobs.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.aurum.common.config.Settings;
import io.aurum.common.feature.Feature;
import io.aurum.common.feature.FeatureStudy;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.snapshot.Conditions;
import io.aurum.common.snapshot.FittedFeatures;
import io.aurum.common.snapshot.LearnedShapes;
import io.aurum.common.snapshot.LearnedShapes.Shapes;
import io.aurum.common.snapshot.Snapshots;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Builds the wide table of customers.
 *
 * <p><b>In:</b> golden customers, the facts of every entity, the links that tell whose they are,
 * and what {@code value} says of buyers. <b>Out:</b> {@code customer_profile}, one row per active
 * customer with a column for each declared feature; {@code feature_parameter}, the bins and scales
 * that were learned; {@code feature_statistic}, how the features lie and which of them say nothing
 * of their own.
 *
 * <p><b>Features</b> are declared in the configuration: aggregates of facts in a window, ratios,
 * trends, recency, tenure, attributes, value and stage of life, expressions over other features;
 * shown as they are, in bins, scaled, generalised, or at the level of a hierarchy that enough
 * customers share. {@code conf/reference.conf} explains them and holds the built-in ones.
 *
 * <p><b>Point in time.</b> A profile at a date sees only what happened and was known by its end.
 * Bins and scales are learned of the customers of the latest learning date that the configuration
 * declares, or of that very date, see {@link LearnedShapes}: so no date's profile depends on which
 * other dates were run.
 *
 * <p><b>Money</b> is told in one currency, which stands beside it. Amounts in another one are
 * converted by the configured rates, or left out; they are never added as they are.
 *
 * <p><b>Accounting.</b> Rows in are the golden customers; accepted are the profiles written;
 * customers that are retired, or first seen after the date, are dropped.
 */
public final class ProfileJob implements Job {
  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String summary() {
    return "Builds one wide row of features for every customer.";
  }

  @Override
  public String purpose() {
    return "Know customers by what they did, to serve them better and to mine their behaviour.";
  }

  @Override
  public List<TableSpec> reads() {
    List<TableSpec> tables =
        new ArrayList<>(
            List.of(
                Tables.GOLDEN_CUSTOMER,
                Tables.CUSTOMER_LINK,
                Tables.CUSTOMER_RFM,
                Tables.CUSTOMER_LIFECYCLE,
                Tables.CUSTOMER_VALUE,
                Entities.PRODUCT.table()));
    Entities.all().stream()
        .filter(entity -> entity.customer() == Entity.Customer.REFERENCED)
        .map(Entity::table)
        .forEach(tables::add);
    return tables;
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(Tables.CUSTOMER_PROFILE, Tables.FEATURE_PARAMETER, Tables.FEATURE_STATISTIC);
  }

  @Override
  public void check(SparkSession spark, Settings settings, Run run) {
    Conditions.check(spark, settings);
  }

  @Override
  public JobResult run(JobContext context) {
    Lake lake = context.lake();
    List<Feature> features = context.settings().analysis().features();
    Snapshots snapshots = new Snapshots(lake, context.run(), context.settings());
    context.progress().phase("gathering features");
    Dataset<Row> snapshot =
        snapshots.at(context.run().asOf()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      context.progress().phase("learning bins and scales");
      LearnedShapes learned = new LearnedShapes(lake, context.settings(), snapshots);
      Shapes shapes = learned.at(context.run().asOf(), FittedFeatures.learn(features, snapshot));
      FittedFeatures fitted = shapes.fitted();
      context.progress().phase("writing profiles");
      List<Commit> commits =
          List.of(
              lake.publish(Tables.CUSTOMER_PROFILE, profiles(context, fitted, snapshot, snapshots)),
              publish(
                  context, Tables.FEATURE_PARAMETER, learned.rows(shapes, context.run().runId())),
              publish(context, Tables.FEATURE_STATISTIC, statistics(fitted, context)));
      return accounted(lake, context.run(), commits, notes(shapes, context));
    } finally {
      snapshot.unpersist();
    }
  }

  private static Dataset<Row> profiles(
      JobContext context, FittedFeatures fitted, Dataset<Row> snapshot, Snapshots snapshots) {
    return fitted
        .shape(snapshot, context.run().asOf())
        .withColumn("currency", lit(snapshots.currency().orElse(null)).cast("string"))
        .withColumn("run_id", lit(context.run().runId()));
  }

  /** As at which date bins and scales were learned, where dates are declared for that. */
  private static List<String> notes(Shapes shapes, JobContext context) {
    if (context.settings().analysis().learning().isEmpty() || shapes.learnedOn().isEmpty()) {
      return List.of();
    }
    Map<LocalDate, List<String>> byDate = new TreeMap<>();
    shapes
        .learnedOn()
        .forEach((name, date) -> byDate.computeIfAbsent(date, any -> new ArrayList<>()).add(name));
    return byDate.entrySet().stream()
        .map(
            entry ->
                "bins and scales as learned on %s: %s"
                    .formatted(entry.getKey(), String.join(", ", entry.getValue())))
        .toList();
  }

  private static List<Row> statistics(FittedFeatures fitted, JobContext context) {
    return fitted.studies().stream().map(study -> row(study, context.run().runId())).toList();
  }

  private static Row row(FeatureStudy study, String runId) {
    return RowFactory.create(
        study.feature(),
        study.customers(),
        study.values(),
        study.distinct(),
        known(study.mean()),
        known(study.deviation()),
        known(study.min()),
        known(study.median()),
        known(study.max()),
        study.redundant().orElse(null),
        runId);
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static Commit publish(JobContext context, TableSpec table, List<Row> rows) {
    return context
        .lake()
        .publish(
            table, context.spark().createDataFrame(rows, context.lake().contract(table).schema()));
  }

  private static JobResult accounted(Lake lake, Run run, List<Commit> commits, List<String> notes) {
    long left =
        lake.read(Tables.GOLDEN_CUSTOMER)
            .where(
                col("status")
                    .notEqual("active")
                    .or(col("first_seen").geq(lit(Timestamp.from(run.knownBefore())))))
            .count();
    return new JobResult(
        lake.count(Tables.GOLDEN_CUSTOMER),
        lake.count(Tables.CUSTOMER_PROFILE),
        0,
        left,
        left == 0
            ? Optional.empty()
            : Optional.of("%,d customers retired or not yet seen".formatted(left)),
        commits,
        Optional.empty(),
        notes);
  }
}
