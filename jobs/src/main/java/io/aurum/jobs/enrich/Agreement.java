package io.aurum.jobs.enrich;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.EnrichSettings.Supplier;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.stat.Interval;
import io.aurum.common.stat.Wilson;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Counts what was committed: the records of suppliers by status, and agreement by attribute. */
final class Agreement {
  private final Map<String, Map<String, Long>> statusesBySource = new TreeMap<>();
  private final Map<List<String>, Tally> tallies;
  private final Run run;

  /** Customers by what a supplier says of one attribute. */
  private record Tally(
      long customers,
      long equal,
      long near,
      long different,
      long filled,
      long updated,
      long conflicting) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    long compared() {
      return equal + near + different;
    }
  }

  private Agreement(Map<List<String>, Tally> tallies, Run run) {
    this.tallies = tallies;
    this.run = run;
  }

  static Agreement in(Lake lake, Run run) {
    var agreement = new Agreement(new java.util.HashMap<>(), run);
    agreement.countLinks(lake);
    agreement.countValues(lake);
    return agreement;
  }

  /** Records of all suppliers in a status of {@code supplier_link}. */
  long records(String status) {
    return statusesBySource.values().stream().mapToLong(s -> s.getOrDefault(status, 0L)).sum();
  }

  /** Rows of {@code enrichment_agreement}. */
  List<Row> rows(Settings settings) {
    List<Row> rows = new ArrayList<>();
    for (Supplier supplier : settings.enrich().suppliers()) {
      supplier.attributes().forEach(attribute -> rows.add(row(supplier, attribute)));
    }
    return rows;
  }

  private void countLinks(Lake lake) {
    lake.read(Tables.SUPPLIER_LINK)
        .groupBy("source", "status")
        .count()
        .collectAsList()
        .forEach(
            row ->
                statusesBySource
                    .computeIfAbsent(row.getString(0), source -> new TreeMap<>())
                    .put(row.getString(1), row.getLong(2)));
  }

  private void countValues(Lake lake) {
    Column kept = outcome(Outcome.KEPT);
    lake.read(Tables.SUPPLIED_VALUE)
        .groupBy("supplier", "attribute")
        .agg(
            count(col("value")),
            number(comparison(Comparison.EQUAL)),
            number(comparison(Comparison.NEAR)),
            number(comparison(Comparison.DIFFERENT)),
            number(outcome(Outcome.FILLED)),
            number(outcome(Outcome.UPDATED)),
            number(comparison(Comparison.DIFFERENT).and(kept)))
        .collectAsList()
        .forEach(
            row ->
                tallies.put(
                    List.of(row.getString(0), row.getString(1)),
                    new Tally(
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8))));
  }

  private static Column comparison(Comparison comparison) {
    return col("comparison").equalTo(comparison.label());
  }

  private static Column outcome(Outcome outcome) {
    return col("outcome").equalTo(outcome.label());
  }

  private static Column number(Column condition) {
    return count(when(condition, lit(1)));
  }

  private Row row(Supplier supplier, String attribute) {
    Map<String, Long> links = statusesBySource.getOrDefault(supplier.source(), Map.of());
    Tally tally = tallies.getOrDefault(List.of(supplier.name(), attribute), Tally.NONE);
    long records = links.values().stream().mapToLong(Long::longValue).sum();
    long matched = links.getOrDefault(SupplierLinks.MATCHED, 0L);
    boolean licensed = supplier.isLicensed(run.asOf());
    Rate match = Rate.of(matched, licensed ? records : 0);
    Rate agree = Rate.of(tally.equal(), tally.compared());
    return RowFactory.create(
        supplier.name(),
        supplier.source(),
        attribute,
        supplier.purpose(),
        supplier.licenceExpires().orElse(null),
        licensed ? "valid" : "expired",
        records,
        matched,
        links.getOrDefault(SupplierLinks.AMBIGUOUS, 0L)
            + links.getOrDefault(SupplierLinks.CONTRADICTED, 0L),
        links.getOrDefault(SupplierLinks.UNMATCHED, 0L),
        match.rate(),
        match.low(),
        match.high(),
        tally.customers(),
        tally.compared(),
        tally.equal(),
        tally.near(),
        tally.different(),
        agree.rate(),
        agree.low(),
        agree.high(),
        tally.filled(),
        tally.updated(),
        tally.conflicting(),
        run.runId());
  }

  /** A proportion with its interval; all null where there is nothing to divide by. */
  private record Rate(Double rate, Double low, Double high) {
    static Rate of(long successes, long trials) {
      if (trials == 0) {
        return new Rate(null, null, null);
      }
      Interval interval = Wilson.interval(successes, trials);
      return new Rate((double) successes / trials, interval.low(), interval.high());
    }
  }
}
