package io.aurum.jobs.value;

import io.aurum.common.model.WholeErrors;
import io.aurum.common.stat.clv.GammaGamma;
import io.aurum.common.stat.clv.PurchaseModel;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How far off the spend is that models expect of each customer in the days held out: purchases
 * expected in them x the amount expected of one. Refunds do not count. Customers of whom the models
 * know no amount are left out. Sums are whole cents: no order of customers changes them.
 *
 * @param families errors of each family of purchase models, in their order
 * @param naive those of the saying that each customer spends as much as in as many days before
 */
record HeldOutSpend(List<WholeErrors> families, WholeErrors naive) implements Serializable {
  private static final int CENTS = 100;

  /**
   * Judges models.
   *
   * @param trials rows of {@link Trial}
   * @param purchases fitted to them, one of each family
   * @param days that are held out
   */
  static HeldOutSpend of(
      Dataset<Row> trials, List<PurchaseModel> purchases, GammaGamma spend, int days) {
    HeldOutSpend all = none(purchases.size());
    trials.javaRDD().mapPartitions(new Judge(purchases, spend, days)).collect().forEach(all::add);
    return all;
  }

  private static HeldOutSpend none(int families) {
    return new HeldOutSpend(
        Stream.generate(() -> new WholeErrors(CENTS)).limit(families).toList(),
        new WholeErrors(CENTS));
  }

  private void add(HeldOutSpend other) {
    for (int family = 0; family < families.size(); family++) {
      families.get(family).add(other.families.get(family));
    }
    naive.add(other.naive);
  }

  /** Judges the customers of a partition. */
  private record Judge(List<PurchaseModel> purchases, GammaGamma spend, int days)
      implements FlatMapFunction<Iterator<Row>, HeldOutSpend> {

    @Override
    public Iterator<HeldOutSpend> call(Iterator<Row> customers) {
      HeldOutSpend errors = none(purchases.size());
      Timing.Memory<double[]> expected = new Timing.Memory<>(this::expected);
      customers.forEachRemaining(customer -> judge(customer, expected, errors));
      return Stream.of(errors).iterator();
    }

    private void judge(Row customer, Timing.Memory<double[]> known, HeldOutSpend errors) {
      double amount = Worth.amount(spend, customer.getInt(0), customer.getLong(3));
      if (!Worth.known(amount)) {
        return;
      }
      double[] expected =
          known.of(new Timing(customer.getInt(0), customer.getInt(1), customer.getInt(2)));
      long spent = customer.getLong(6);
      for (int family = 0; family < expected.length; family++) {
        errors.families.get(family).add(Math.round(CENTS * expected[family] * amount), spent);
      }
      errors.naive.add(customer.getLong(4), spent);
    }

    private double[] expected(Timing history) {
      return purchases.stream()
          .mapToDouble(model -> history.expectedPurchases(model, days))
          .toArray();
    }
  }
}
