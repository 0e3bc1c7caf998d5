package io.aurum.jobs.value;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;

import io.aurum.common.model.RegressionMetrics;
import io.aurum.common.model.WholeErrors;
import io.aurum.common.run.ContentHash;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.clv.PurchaseFamily;
import io.aurum.common.stat.clv.PurchaseFit;
import io.aurum.common.stat.clv.PurchaseModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The last days of all histories, held out: models fitted to what was known before say how often
 * each customer buys in them and what is spent, and are judged by what the customers did.
 *
 * @param days that are held out
 * @param customers distinct histories before, sorted: repeat purchases, days to the last, days to
 *     the end, customers, and days with purchases among those held out
 * @param fits of every family to the histories before
 * @param spend how far off what they expect to be spent is; empty where no amounts are known
 */
record HoldOut(
    int days, List<Row> customers, List<PurchaseFit> fits, Optional<HeldOutSpend> spend) {
  private static final String TASK = "value/";
  private static final String SPLIT = "test";
  private static final String SPEND = "/spend";
  private static final String TOTAL = "total_ratio";

  /** All tasks that it writes figures of. */
  static Object[] tasks() {
    return Arrays.stream(PurchaseFamily.values())
        .map(HoldOut::task)
        .flatMap(task -> Stream.of(task, task + SPEND))
        .toArray();
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
    Dataset<Row> trials =
        judged.flatMap(new Trial(last - days, days), Encoders.row(Trial.schema()));
    List<Row> customers = collapsed(trials);
    return Models.enough(customers) ? Optional.of(of(trials, customers, days)) : Optional.empty();
  }

  private static HoldOut of(Dataset<Row> trials, List<Row> customers, int days) {
    List<PurchaseFit> fits = Models.purchases(customers);
    List<PurchaseModel> models = fits.stream().map(PurchaseFit::model).toList();
    return new HoldOut(
        days,
        customers,
        fits,
        Models.spend(trials, Models.repeaters(customers))
            .map(spend -> HeldOutSpend.of(trials, models, spend.model(), days)));
  }

  /** Equal histories, and what came later, counted. */
  private static List<Row> collapsed(Dataset<Row> trials) {
    Column[] history = {col("x"), col("tx_days"), col("t_days"), col(Trial.LATER)};
    return trials
        .groupBy(history)
        .agg(count(lit(1)).as("customers"))
        .orderBy(history)
        .select("x", "tx_days", "t_days", "customers", Trial.LATER)
        .collectAsList();
  }

  /** The family whose expectations have the least mean squared error, the first of equals. */
  PurchaseFamily closest() {
    return fits.stream()
        .min(Comparator.comparingDouble(fit -> metrics(expected(fit.model())).rmse().value()))
        .orElseThrow()
        .family();
  }

  /**
   * Rows of {@code model_metric}: of each family, of purchases beside the saying that nobody buys
   * again, and of spend beside the saying that each customer spends as much as in as many days
   * before.
   */
  List<Row> rows(String runId) {
    List<Row> rows = new ArrayList<>();
    for (int family = 0; family < fits.size(); family++) {
      PurchaseFit fit = fits.get(family);
      rows.addAll(ofPurchases(fit, runId));
      if (spend.isPresent()) {
        rows.addAll(ofSpend(fit, spend.get().families().get(family), spend.get().naive(), runId));
      }
    }
    return rows;
  }

  private List<Row> ofPurchases(PurchaseFit fit, String runId) {
    double[] expected = expected(fit.model());
    RegressionMetrics own = metrics(expected);
    RegressionMetrics naive = metrics(new double[expected.length]);
    Judged judged = new Judged(task(fit.family()), hash(fit), fit.customers(), runId);
    return Stream.of(
            judged.row("mae", own.mae(), naive.mae().value()),
            judged.row("rmse", own.rmse(), naive.rmse().value()),
            judged.row("r2", own.rSquared(), naive.rSquared().value()),
            judged.row(TOTAL, alone(sum(expected) / sum(bought())), 0))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Row> ofSpend(
      PurchaseFit fit, WholeErrors own, WholeErrors naive, String runId) {
    Judged judged = new Judged(task(fit.family()) + SPEND, hash(fit), own.n(), runId);
    return Stream.of(
            judged.row("mae", own.mae(), naive.mae().value()),
            judged.row("rmse", own.rmse(), naive.rmse().value()),
            judged.row("r2", alone(own.rSquared()), naive.rSquared()),
            judged.row(TOTAL, alone(own.totalRatio()), naive.totalRatio()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What the rows of a task have in common. */
  private record Judged(String task, String hash, long customers, String runId) {

    /** The figure; empty where it cannot be told, as when nobody bought at all. */
    Optional<Row> row(String metric, Estimate figure, double naive) {
      return Double.isFinite(figure.value()) && Double.isFinite(naive)
          ? Optional.of(
              RowFactory.create(
                  task,
                  metric,
                  SPLIT,
                  figure.value(),
                  Models.known(figure.lower()),
                  Models.known(figure.upper()),
                  customers,
                  naive,
                  hash,
                  null,
                  runId))
          : Optional.empty();
    }
  }

  private RegressionMetrics metrics(double[] expected) {
    return new RegressionMetrics(expected, bought(), times());
  }

  private double[] expected(PurchaseModel model) {
    return customers.stream()
        .map(row -> new Timing(row.getInt(0), row.getInt(1), row.getInt(2)))
        .mapToDouble(history -> history.expectedPurchases(model, days))
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
