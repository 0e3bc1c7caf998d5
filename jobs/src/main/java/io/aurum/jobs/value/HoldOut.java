package io.aurum.jobs.value;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;

import io.aurum.common.model.RegressionMetrics;
import io.aurum.common.run.ContentHash;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.clv.PurchaseFamily;
import io.aurum.common.stat.clv.PurchaseFit;
import io.aurum.common.stat.clv.PurchaseModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The last days of all histories, held out: models fitted to what was known before say how often
 * each customer buys in them, and are judged by how often the customers did.
 *
 * @param days that are held out
 * @param customers distinct histories before, sorted: repeat purchases, days to the last, days to
 *     the end, customers, and days with purchases among those held out
 * @param fits of every family to the histories before
 */
record HoldOut(int days, List<Row> customers, List<PurchaseFit> fits) {
  private static final String TASK = "value/";
  private static final String SPLIT = "test";
  private static final String LATER = "later";

  /** All tasks that it writes figures of. */
  static Object[] tasks() {
    return Arrays.stream(PurchaseFamily.values()).map(HoldOut::task).toArray();
  }

  /**
   * Holds the last of all days out, from the first purchase of anybody to the last one.
   *
   * @param judged rows of {@link Judgement}
   * @param share of the days, 0..1
   * @param most days at most
   * @return empty where none are held out, or too few customers bought again before
   */
  static Optional<HoldOut> of(Dataset<Row> judged, double share, int most) {
    Column bought = col(Judgement.BOUGHT_ON);
    Row ends =
        judged
            .where(size(bought).gt(0))
            .agg(min(element_at(bought, 1)), max(element_at(bought, -1)))
            .head();
    if (ends.isNullAt(0)) {
      return Optional.empty();
    }
    int last = ends.getInt(1);
    int days = Math.min(most, (int) ((last - ends.getInt(0) + 1) * share));
    if (days == 0) {
      return Optional.empty();
    }
    List<Row> customers = before(judged, last - days);
    return Models.enough(customers)
        ? Optional.of(new HoldOut(days, customers, Models.purchases(customers)))
        : Optional.empty();
  }

  /** Histories as they were known by the end of a day, and what came later. */
  private static List<Row> before(Dataset<Row> judged, int cut) {
    Column[] history = {col("x"), col("tx_days"), col("t_days"), col(LATER)};
    return judged
        .select(seen(cut).as("seen"), laterThan(cut).as(LATER))
        .where(size(col("seen")).gt(0))
        .select(
            size(col("seen")).minus(1).as("x"),
            element_at(col("seen"), -1).minus(element_at(col("seen"), 1)).as("tx_days"),
            lit(cut).minus(element_at(col("seen"), 1)).as("t_days"),
            col(LATER))
        .groupBy(history)
        .agg(count(lit(1)).as("customers"))
        .orderBy(history)
        .select("x", "tx_days", "t_days", "customers", LATER)
        .collectAsList();
  }

  private static Column seen(int cut) {
    return array_distinct(
        filter(
            col(Judgement.BOUGHT_ON),
            (day, i) ->
                day.leq(cut).and(element_at(col(Judgement.BOUGHT_KNOWN), i.plus(1)).leq(cut))));
  }

  private static Column laterThan(int cut) {
    return size(array_distinct(filter(col(Judgement.BOUGHT_ON), day -> day.gt(cut))));
  }

  /** Rows of {@code model_metric}: of each family, beside the saying that nobody buys again. */
  List<Row> rows(String runId) {
    return fits.stream().flatMap(fit -> rows(fit, runId)).toList();
  }

  private Stream<Row> rows(PurchaseFit fit, String runId) {
    double[] expected = expected(fit.model());
    RegressionMetrics own = metrics(expected);
    RegressionMetrics naive = metrics(new double[expected.length]);
    return Stream.of(
            row(fit, "mae", own.mae(), naive.mae().value(), runId),
            row(fit, "rmse", own.rmse(), naive.rmse().value(), runId),
            row(fit, "r2", own.rSquared(), naive.rSquared().value(), runId),
            row(fit, "total_ratio", alone(sum(expected) / sum(bought())), 0, runId))
        .flatMap(Optional::stream);
  }

  /** The figure of a family; empty where it cannot be told, as when nobody bought at all. */
  private Optional<Row> row(
      PurchaseFit fit, String metric, Estimate figure, double naive, String runId) {
    return Double.isFinite(figure.value()) && Double.isFinite(naive)
        ? Optional.of(
            RowFactory.create(
                task(fit.family()),
                metric,
                SPLIT,
                figure.value(),
                Models.known(figure.lower()),
                Models.known(figure.upper()),
                fit.customers(),
                naive,
                hash(fit),
                runId))
        : Optional.empty();
  }

  private RegressionMetrics metrics(double[] expected) {
    return new RegressionMetrics(expected, bought(), times());
  }

  private double[] expected(PurchaseModel model) {
    return customers.stream()
        .mapToDouble(
            row ->
                model.expectedPurchases(
                    row.getInt(0),
                    Models.weeks(row.getInt(1)),
                    Models.weeks(row.getInt(2)),
                    Models.weeks(days)))
        .toArray();
  }

  private double[] bought() {
    return customers.stream().mapToDouble(row -> row.getInt(4)).toArray();
  }

  private long[] times() {
    return customers.stream().mapToLong(row -> row.getLong(3)).toArray();
  }

  /** Of all customers. */
  private double sum(double[] each) {
    long[] times = times();
    double sum = 0;
    for (int i = 0; i < each.length; i++) {
      sum += times[i] * each[i];
    }
    return sum;
  }

  private static Estimate alone(double figure) {
    return new Estimate(figure, Double.NaN, Double.NaN, Double.NaN);
  }

  private static String task(PurchaseFamily family) {
    return TASK + Models.label(family);
  }

  private static String hash(PurchaseFit fit) {
    ContentHash hash = new ContentHash().add(Models.label(fit.family()));
    Arrays.stream(fit.model().parameters()).mapToObj(String::valueOf).forEach(hash::add);
    return hash.finish();
  }
}
