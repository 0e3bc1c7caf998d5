package io.aurum.jobs.value;

import static org.apache.spark.sql.functions.bin;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.aurum.common.config.PurchaseChoice;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.clv.Cohort;
import io.aurum.common.stat.clv.PurchaseFamily;
import io.aurum.common.stat.clv.PurchaseFit;
import io.aurum.common.stat.clv.SpendFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;

/**
 * The models of repeat purchases and of spend, fitted to all customers who bought. All families of
 * purchase models have four parameters, so their likelihoods may be compared as they are.
 *
 * @param histories distinct ones that the models are fitted to
 * @param purchases one fit for each family
 * @param spend empty where too few customers bought again
 */
record Models(int histories, List<PurchaseFit> purchases, Optional<SpendFit> spend) {
  /** Customers who bought again below which nothing is fitted. */
  static final int LEAST_REPEATERS = 10;

  /** Customers who bought again above which those who spent about as much count as one. */
  private static final long MOST_SPENDERS = 1 << 16;

  /** Binary digits of a mean amount that are told apart then: it is known to 1 in 256 or better. */
  private static final int DIGITS = 9;

  private static final double DAYS_OF_WEEK = 7;
  private static final double CENTS_OF_UNIT = 100;
  private static final List<String> GAMMA_GAMMA = List.of("p", "q", "gamma");

  /**
   * Fits all models.
   *
   * @param judged rows of {@link Judgement}
   * @return empty where too few customers bought again
   */
  static Optional<Models> fit(Dataset<Row> judged) {
    List<Row> histories =
        judged
            .where(col("x").isNotNull())
            .groupBy("x", "tx_days", "t_days")
            .agg(count(lit(1)))
            .collectAsList();
    return enough(histories)
        ? Optional.of(
            new Models(histories.size(), purchases(histories), spend(judged, repeaters(histories))))
        : Optional.empty();
  }

  /**
   * Whether enough customers bought again.
   *
   * @param histories rows of repeat purchases, days to the last, days to the end, and customers
   */
  static boolean enough(List<Row> histories) {
    return repeaters(histories) >= LEAST_REPEATERS;
  }

  /** Customers of such histories who bought again. */
  static long repeaters(List<Row> histories) {
    return histories.stream()
        .filter(row -> row.getInt(0) > 0)
        .mapToLong(row -> row.getLong(3))
        .sum();
  }

  /** Every family fitted to such histories. */
  static List<PurchaseFit> purchases(List<Row> histories) {
    Cohort cohort =
        Cohort.of(
            histories.stream().mapToInt(row -> row.getInt(0)).toArray(),
            histories.stream().mapToDouble(row -> weeks(row.getInt(1))).toArray(),
            histories.stream().mapToDouble(row -> weeks(row.getInt(2))).toArray(),
            histories.stream().mapToLong(row -> row.getLong(3)).toArray());
    return Arrays.stream(PurchaseFamily.values())
        .map(family -> PurchaseFit.of(family, cohort))
        .toList();
  }

  /**
   * The model of spend.
   *
   * @param judged rows with {@code x} and {@code repeat_cents}
   * @param repeaters customers among them who bought again
   * @return empty where too few of them spent anything
   */
  static Optional<SpendFit> spend(Dataset<Row> judged, long repeaters) {
    List<Row> spenders =
        judged
            .where(col("x").gt(0).and(col("repeat_cents").gt(0)))
            .groupBy(col("x"), repeaters > MOST_SPENDERS ? rounded() : col("repeat_cents"))
            .agg(sum("repeat_cents"), count(lit(1)))
            .collectAsList()
            .stream()
            .sorted(
                Comparator.<Row>comparingInt(row -> row.getInt(0))
                    .thenComparingLong(row -> row.getLong(1)))
            .toList();
    if (spenders.stream().mapToLong(row -> row.getLong(3)).sum() < LEAST_REPEATERS) {
      return Optional.empty();
    }
    return Optional.of(
        SpendFit.of(
            spenders.stream().mapToInt(row -> row.getInt(0)).toArray(),
            spenders.stream()
                .mapToDouble(row -> mean(row.getInt(0), row.getLong(2)) / row.getLong(3))
                .toArray(),
            spenders.stream().mapToLong(row -> row.getLong(3)).toArray()));
  }

  /** The mean cents of a purchase by their first binary digits. */
  private static Column rounded() {
    Column mean = floor(col("repeat_cents").divide(col("x"))).cast(DataTypes.LongType);
    Column digits = length(bin(mean));
    Column cut = greatest(lit(0), digits.minus(DIGITS));
    return call_function("shiftright", mean, cut).plus(cut.multiply(1 << DIGITS));
  }

  /**
   * The model of repeat purchases that customer value rests on.
   *
   * @param held the judgement of the families by the last days; where there is none, {@link
   *     PurchaseChoice#HELD_OUT} is the likeliest
   */
  PurchaseFit chosen(PurchaseChoice choice, Optional<HoldOut> held) {
    return switch (choice) {
      case LIKELIEST -> likeliest();
      case HELD_OUT -> held.map(HoldOut::closest).map(this::of).orElseGet(this::likeliest);
      case BG_NBD -> of(PurchaseFamily.BG_NBD);
      case MBG_NBD -> of(PurchaseFamily.MBG_NBD);
      case PARETO_NBD -> of(PurchaseFamily.PARETO_NBD);
    };
  }

  /** The first of equals. */
  PurchaseFit likeliest() {
    PurchaseFit best = purchases.get(0);
    for (PurchaseFit fit : purchases) {
      best = fit.logLikelihood() > best.logLikelihood() ? fit : best;
    }
    return best;
  }

  private PurchaseFit of(PurchaseFamily family) {
    return purchases.stream().filter(fit -> fit.family() == family).findFirst().orElseThrow();
  }

  /** Rows of {@code value_model}. */
  List<Row> rows(PurchaseFit chosen, String runId) {
    List<Row> rows = new ArrayList<>();
    for (PurchaseFit fit : purchases) {
      List<String> names = names(fit.family());
      for (int i = 0; i < names.size(); i++) {
        rows.add(
            row(
                label(fit.family()),
                names.get(i),
                fit.parameters()[i],
                fit.logLikelihood(),
                fit.customers(),
                fit.family() == chosen.family(),
                runId));
      }
    }
    spend.ifPresent(
        fit -> {
          for (int i = 0; i < GAMMA_GAMMA.size(); i++) {
            rows.add(
                row(
                    "gamma-gamma",
                    GAMMA_GAMMA.get(i),
                    fit.parameters()[i],
                    fit.logLikelihood(),
                    fit.customers(),
                    true,
                    runId));
          }
        });
    return rows;
  }

  private static Row row(
      String model,
      String parameter,
      Estimate estimate,
      double likelihood,
      long customers,
      boolean chosen,
      String runId) {
    return RowFactory.create(
        model,
        parameter,
        estimate.value(),
        known(estimate.standardError()),
        known(estimate.lower()),
        known(estimate.upper()),
        likelihood,
        customers,
        chosen,
        runId);
  }

  /** As it is written in tables and in the configuration. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> names(PurchaseFamily family) {
    return family == PurchaseFamily.PARETO_NBD
        ? List.of("r", "alpha", "s", "beta")
        : List.of("r", "alpha", "a", "b");
  }

  /** The figure, or null where it cannot be told. */
  static Double known(double figure) {
    return Double.isFinite(figure) ? figure : null;
  }

  static double weeks(int days) {
    return days / DAYS_OF_WEEK;
  }

  /** Mean amount of a repeat purchase, in the unit of the currency. */
  static double mean(int x, long repeatCents) {
    return repeatCents / CENTS_OF_UNIT / x;
  }
}
