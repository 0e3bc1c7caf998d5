package io.aurum.jobs.demo;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.lake.Lake;
import io.aurum.common.model.BinaryMetrics;
import io.aurum.common.model.ScoredLabels;
import io.aurum.common.table.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who left according to the demo's truth, and what the run says of them.
 *
 * <p>Customers whose planted life ended by the run's date have left; the others have not. The run
 * is not told: it sees that they have bought nothing, and scores who will buy nothing again. Beside
 * it stand the planted drivers: what a late delivery or a ticket in the last months adds to the
 * odds of buying nothing, see {@link PlantedOdds}, and by how much the model's odds are higher
 * where a customer has had one.
 */
public final class ChurnAgainstFound {
  private static final Map<String, Double> DRIVERS =
      Map.of("late_deliveries_90d", Life.LATE_RATIO, "tickets_90d", Life.TICKET_RATIO);

  private static final int DAYS_PER_MONTH = 30;

  private final int days;
  private final List<Scored> scored;
  private final Map<String, Double> oddsRatios;

  /** What the truth says of a customer, its segment by its code. */
  private record Lived(boolean hasLeft, String segment) {

    double ordersPerMonth() {
      return Segment.of(segment).ordersPerMonth();
    }

    /** Of one customer who is two people: it has left when both have. */
    Lived and(Lived other) {
      return new Lived(hasLeft && other.hasLeft, segment);
    }
  }

  /** A customer with the probability of a task and what the truth says. */
  private record Scored(double probability, Lived lived) {

    boolean hasLeft() {
      return lived.hasLeft;
    }
  }

  private ChurnAgainstFound(int days, List<Scored> scored, Map<String, Double> oddsRatios) {
    this.days = days;
    this.scored = scored;
    this.oddsRatios = oddsRatios;
  }

  /**
   * Compares the truth with the scores of the run.
   *
   * @param dataFolder the folder into which the demo data was generated
   * @param task name of the churn task
   * @param days in which nothing is bought
   */
  public static ChurnAgainstFound compare(Path dataFolder, Lake lake, String task, int days) {
    Map<String, Lived> lived = lived(dataFolder, lake);
    List<Scored> scored = new ArrayList<>();
    lake
        .read(Tables.CHURN_SCORE)
        .where(col("task").equalTo(task))
        .orderBy("probability_score", "customer_id")
        .select("customer_id", "probability_score")
        .collectAsList()
        .stream()
        .filter(row -> lived.containsKey(row.getString(0)))
        .forEach(row -> scored.add(new Scored(row.getDouble(1), lived.get(row.getString(0)))));
    return new ChurnAgainstFound(days, scored, oddsRatios(lake, task));
  }

  /** What each golden customer lived, by the persons of its records. */
  private static Map<String, Lived> lived(Path dataFolder, Lake lake) {
    Map<String, Lived> ofPerson = new HashMap<>();
    PlantedAgainstFound.eachRow(
        dataFolder.resolve(Truth.FOLDER + "behaviour.csv"),
        row -> ofPerson.put(row.get(0), new Lived(!row.get(3).isEmpty(), row.get(1))));
    Map<RecordKey, String> customerOf = Findings.customers(lake);
    Map<String, Lived> lived = new HashMap<>();
    PlantedAgainstFound.eachRow(
        dataFolder.resolve(Truth.FOLDER + Truth.RECORDS),
        row -> {
          String customer = customerOf.get(new RecordKey(row.get(0), row.get(1)));
          Lived life = ofPerson.get(row.get(2));
          if (customer != null && life != null) {
            lived.merge(customer, life, Lived::and);
          }
        });
    return lived;
  }

  /** By driver: odds of customers who had it over those of customers who did not. */
  private static Map<String, Double> oddsRatios(Lake lake, String task) {
    Dataset<Row> profiles = lake.read(Tables.CUSTOMER_PROFILE);
    Map<String, Double> ratios = new HashMap<>();
    for (String driver : DRIVERS.keySet()) {
      Map<Boolean, Double> means = new HashMap<>();
      lake
          .read(Tables.PREDICTION_REASON)
          .where(col("task").equalTo(task).and(col("feature").equalTo(driver)))
          .join(profiles, col("entity_id").equalTo(profiles.col("customer_id")))
          .selectExpr(driver + " > 0 as had", "cast(contribution as decimal(20, 10)) as part")
          .groupBy("had")
          .agg(Map.of("part", "avg"))
          .collectAsList()
          .stream()
          .filter(row -> !row.isNullAt(0))
          .forEach(row -> means.put(row.getBoolean(0), row.getDecimal(1).doubleValue()));
      if (means.size() == 2) {
        ratios.put(driver, Math.exp(means.get(true) - means.get(false)));
      }
    }
    return ratios;
  }

  /** Whether anything was scored whose truth is known. */
  public boolean isEmpty() {
    return scored.isEmpty();
  }

  /** How well the scores tell who has left: area under the curve; NaN where nobody or all have. */
  public double auc() {
    double[] probability = scored.stream().mapToDouble(Scored::probability).toArray();
    boolean[] left = new boolean[probability.length];
    IntStream.range(0, left.length).forEach(i -> left[i] = scored.get(i).hasLeft());
    return new BinaryMetrics(ScoredLabels.of(probability, left)).auc().value();
  }

  /** Mean probability of those who have left, or of those who have not. */
  private double mean(boolean hasLeft) {
    return scored.stream()
        .filter(s -> s.hasLeft() == hasLeft)
        .mapToDouble(Scored::probability)
        .average()
        .orElse(Double.NaN);
  }

  /** What a hazard ratio amounts to in the odds of the scored customers, by their segments. */
  private double planted(double ratio) {
    int months = Math.round((float) days / DAYS_PER_MONTH);
    return Math.exp(
        scored.stream()
            .mapToDouble(s -> new PlantedOdds(months, s.lived.ordersPerMonth()).logOddsRatio(ratio))
            .average()
            .orElse(Double.NaN));
  }

  /** The closing lines of the demo. */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(row("churn", "planted", "found", ""));
    long left = scored.stream().filter(Scored::hasLeft).count();
    text.append(row("  customers who left", count(left), figure(mean(true)), "mean probability"));
    text.append(
        row(
            "  customers who stay",
            count(scored.size() - left),
            figure(mean(false)),
            "AUC " + figure(auc())));
    DRIVERS.keySet().stream()
        .sorted()
        .forEach(
            driver ->
                text.append(
                    row(
                        "  " + driver,
                        figure(planted(DRIVERS.get(driver))),
                        oddsRatios.containsKey(driver) ? figure(oddsRatios.get(driver)) : "-",
                        "odds ratio; of the hazard in a month " + figure(DRIVERS.get(driver)))));
    text.append(
        String.format(
            Locale.ROOT,
            """
              who leaves buys nothing for %d days, and so does who is there and buys seldom:
              the odds of it rise less than the hazard
            """,
            days));
    return text.toString();
  }

  private static String row(String thing, String planted, String found, String unit) {
    return String.format(Locale.ROOT, "%-26s %10s %10s  %s", thing, planted, found, unit)
            .stripTrailing()
        + "\n";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String figure(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
