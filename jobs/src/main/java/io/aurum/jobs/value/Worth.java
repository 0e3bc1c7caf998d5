package io.aurum.jobs.value;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.aurum.common.config.ValueSettings;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.Smooth.Tangent;
import io.aurum.common.stat.clv.GammaGamma;
import io.aurum.common.stat.clv.PurchaseFit;
import io.aurum.common.stat.clv.PurchaseModel;
import io.aurum.common.stat.clv.SpendFit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Looks ahead for each customer: rows of {@code customer_value} from the columns {@code
 * customer_id, x, tx_days, t_days, repeat_cents}.
 *
 * <p>The value is margin x expected spend of a purchase x expected purchases, those of later parts
 * of the horizon discounted. Standard errors are those of the fitted parameters, by the delta
 * method; purchases and spend are fitted apart, so their relative variances add. What is expected
 * of equal histories is worked out once.
 *
 * @param spend null where none could be fitted
 * @param currency null where no line names one
 */
record Worth(
    PurchaseFit purchases, SpendFit spend, ValueSettings settings, String currency, String runId)
    implements MapPartitionsFunction<Row, Row> {
  private static final int PARTS = 4;
  private static final double DAYS_OF_YEAR = 365.25;

  /** What is expected of a history. */
  private record Outlook(
      Estimate alive, Estimate purchases, double discount, double relativeError) {}

  /**
   * What is expected of each customer who bought. Of more distinct histories than a task remembers,
   * equal ones are brought together first: by a hash, which sorts faster than the history does.
   *
   * @param judged rows of {@link Judgement}
   * @param histories distinct ones among them
   */
  Dataset<Row> of(Dataset<Row> judged, long histories, StructType schema) {
    Dataset<Row> buyers =
        judged
            .where(col("x").isNotNull())
            .select(Histories.ID, "x", "tx_days", "t_days", "repeat_cents");
    Column[] history = {col("x"), col("tx_days"), col("t_days")};
    return (histories > Timing.Memory.MOST
            ? buyers.repartition(history).sortWithinPartitions(xxhash64(history))
            : buyers)
        .mapPartitions(this, Encoders.row(schema));
  }

  @Override
  public Iterator<Row> call(Iterator<Row> customers) {
    Timing.Memory<Outlook> known = new Timing.Memory<>(this::outlook);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(customers, 0), false)
        .map(
            customer -> {
              Timing history =
                  new Timing(customer.getInt(1), customer.getInt(2), customer.getInt(3));
              return row(customer, history, known.of(history));
            })
        .iterator();
  }

  private Outlook outlook(Timing history) {
    PurchaseModel model = purchases.model();
    Tangent odds =
        model.logOddsAlive(
            history.x(), Models.weeks(history.txDays()), Models.weeks(history.tDays()));
    double now = 1 / (1 + Math.exp(-odds.value()));
    double ifAlive = ifAlive(model, history, PARTS);
    double[] ofAlive = odds.slopes();
    double[] ofExpected = purchases.slopes(aside -> ifAlive(aside, history, PARTS));
    for (int i = 0; i < ofAlive.length; i++) {
      ofAlive[i] *= now * (1 - now);
      ofExpected[i] = ofAlive[i] * ifAlive + now * ofExpected[i];
    }
    double expected = now * ifAlive;
    double error = purchases.standardError(ofExpected);
    double discounted = 0;
    double before = 0;
    for (int part = 1; part <= PARTS; part++) {
      double until = now * ifAlive(model, history, part);
      double years = (part - 0.5) / PARTS * settings.horizonDays() / DAYS_OF_YEAR;
      discounted += (until - before) / Math.pow(1 + settings.discountRate(), years);
      before = until;
    }
    return new Outlook(
        Estimate.probability(now, purchases.standardError(ofAlive)),
        Estimate.positive(expected, error),
        discounted / expected,
        error / expected);
  }

  private double ifAlive(PurchaseModel model, Timing history, int parts) {
    return model.expectedIfAlive(
        history.x(),
        Models.weeks(history.tDays()),
        Models.weeks(settings.horizonDays()) * parts / PARTS);
  }

  private Row row(Row customer, Timing history, Outlook outlook) {
    Optional<Estimate> amount = spend(history.x(), customer.getLong(4));
    Optional<Estimate> value = amount.map(a -> value(outlook, a));
    return RowFactory.create(
        customer.getString(0),
        Models.label(purchases.family()),
        history.x(),
        Models.weeks(history.txDays()),
        Models.weeks(history.tDays()),
        Models.known(outlook.alive().value()),
        Models.known(outlook.alive().lower()),
        Models.known(outlook.alive().upper()),
        Models.known(outlook.purchases().value()),
        Models.known(outlook.purchases().standardError()),
        Models.known(outlook.purchases().lower()),
        Models.known(outlook.purchases().upper()),
        amount.map(a -> Models.known(a.value())).orElse(null),
        amount.map(a -> Models.known(a.standardError())).orElse(null),
        value.map(v -> money(v.value())).orElse(null),
        value.map(v -> money(v.lower())).orElse(null),
        value.map(v -> money(v.upper())).orElse(null),
        currency,
        settings.horizonDays(),
        runId);
  }

  /** Spend of a purchase; empty where the model knows no mean. */
  private Optional<Estimate> spend(int x, long repeatCents) {
    if (spend == null) {
      return Optional.empty();
    }
    double expected = amount(spend.model(), x, repeatCents);
    return known(expected)
        ? Optional.of(
            Estimate.positive(
                expected, spend.standardError(model -> amount(model, x, repeatCents))))
        : Optional.empty();
  }

  /** Amount expected of a purchase. */
  static double amount(GammaGamma model, int x, long repeatCents) {
    return repeatCents > 0
        ? model.expectedAmount(x, Models.mean(x, repeatCents))
        : model.expectedAmount(0, 0);
  }

  /** Whether that is an amount: a model may know none of who has not bought again. */
  static boolean known(double amount) {
    return Double.isFinite(amount) && amount > 0;
  }

  private Estimate value(Outlook outlook, Estimate amount) {
    double value =
        settings.marginRate() * outlook.discount() * outlook.purchases().value() * amount.value();
    double relative = Math.hypot(outlook.relativeError(), amount.standardError() / amount.value());
    return Estimate.positive(value, value * relative);
  }

  /** To the cent, half up; null where it cannot be told or no such amount can be written. */
  private static BigDecimal money(double amount) {
    return Double.isFinite(amount) && Math.abs(amount) < 1e15
        ? BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP)
        : null;
  }
}
