package io.aurum.jobs.value;

import io.aurum.common.config.ValueSettings;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.clv.PurchaseFit;
import io.aurum.common.stat.clv.PurchaseModel;
import io.aurum.common.stat.clv.SpendFit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

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
  private static final int MEMORY = 100_000;

  /** A history of purchases. */
  private record Timing(int x, int txDays, int tDays) {}

  /** What is expected of it. */
  private record Outlook(
      Estimate alive, Estimate purchases, double discount, double relativeError) {}

  @Override
  public Iterator<Row> call(Iterator<Row> customers) {
    Map<Timing, Outlook> known = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    while (customers.hasNext()) {
      Row customer = customers.next();
      Timing history = new Timing(customer.getInt(1), customer.getInt(2), customer.getInt(3));
      if (known.size() >= MEMORY) {
        known.clear();
      }
      Outlook outlook = known.computeIfAbsent(history, this::outlook);
      rows.add(row(customer, history, outlook));
    }
    return rows.iterator();
  }

  private Outlook outlook(Timing history) {
    double tx = Models.weeks(history.txDays());
    double end = Models.weeks(history.tDays());
    PurchaseModel model = purchases.model();
    double alive = model.pAlive(history.x(), tx, end);
    double expected = ahead(model, history, PARTS);
    double error = purchases.standardError(m -> ahead(m, history, PARTS));
    double discounted = 0;
    double before = 0;
    for (int part = 1; part <= PARTS; part++) {
      double until = ahead(model, history, part);
      double years = (part - 0.5) / PARTS * settings.horizonDays() / DAYS_OF_YEAR;
      discounted += (until - before) / Math.pow(1 + settings.discountRate(), years);
      before = until;
    }
    return new Outlook(
        Estimate.probability(alive, purchases.standardError(m -> m.pAlive(history.x(), tx, end))),
        Estimate.positive(expected, error),
        discounted / expected,
        error / expected);
  }

  private double ahead(PurchaseModel model, Timing history, int parts) {
    return model.expectedPurchases(
        history.x(),
        Models.weeks(history.txDays()),
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
    int counted = repeatCents > 0 ? x : 0;
    double mean = counted == 0 ? 0 : Models.mean(x, repeatCents);
    double expected = spend.model().expectedAmount(counted, mean);
    return Double.isFinite(expected) && expected > 0
        ? Optional.of(
            Estimate.positive(
                expected, spend.standardError(model -> model.expectedAmount(counted, mean))))
        : Optional.empty();
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
