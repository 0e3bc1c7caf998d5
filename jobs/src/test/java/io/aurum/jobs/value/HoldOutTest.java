package io.aurum.jobs.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aurum.common.config.PurchaseChoice;
import io.aurum.common.config.ValueSettings;
import io.aurum.common.lake.TestSession;
import io.aurum.common.stat.clv.PurchaseFamily;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The last days held out, by hand and as published. */
class HoldOutTest {
  private static final ValueSettings SETTINGS =
      new ValueSettings(90, 90, 180, 365, 365, 0.1, 1, 0.5, PurchaseChoice.LIKELIEST);

  /**
   * Mean absolute difference between what customers of CDNOW spent in the last 39 weeks and in the
   * first, by a sum over the file.
   */
  private static final double SPENT_AGAIN = 61.65214;

  /**
   * Forty customers buy on the days 0, 5 and 20, one on the days 8 and 9, of which the latter
   * became known on day 30 only. Of 21 days the last ten are held out.
   */
  @Test
  void onlyWhatWasKnownIsFittedTo() {
    List<Row> late = orders("late", new int[] {8, 8}, new int[] {9, 30});
    List<Row> orders = new ArrayList<>(late);
    for (int i = 0; i < 40; i++) {
      orders.addAll(orders("c" + i, new int[] {0, 0}, new int[] {5, 5}, new int[] {20, 20}));
    }
    Dataset<Row> judged = judged(orders, 39);

    HoldOut held = HoldOut.of(judged, 0.5, 365).orElseThrow();

    assertThat(held.days()).isEqualTo(10);
    assertThat(held.customers())
        .extracting(row -> row.mkString("|"))
        .as("repeat purchases, days to the last, days to the end, customers, purchases held out")
        .containsExactly("0|0|2|1|0", "1|5|10|40|1");
    assertThat(held.rows("run"))
        .extracting(row -> row.getString(1) + " " + row.getLong(6))
        .containsOnly("mae 41", "rmse 41", "r2 41", "total_ratio 41");
    assertThat(held.spend().orElseThrow().naive().mae().value())
        .as("forty spend 1 before and after, one spent 1 that was known before, and nothing after")
        .isCloseTo(1.0 / 41, within(1e-12));
    assertThat(held.spend().orElseThrow().naive().totalRatio()).isCloseTo(41.0 / 40, within(1e-12));
    Map<String, Double> ratios = new TreeMap<>();
    held.rows("run").stream()
        .filter(row -> row.getString(1).equals("total_ratio"))
        .forEach(row -> ratios.put(row.getString(0), row.getDouble(3)));
    assertThat(ratios.get("value/mbg-nbd/spend"))
        .as("every purchase is of 1")
        .isCloseTo(ratios.get("value/mbg-nbd"), within(1e-2));
    assertThat(HoldOut.of(judged, 0.5, 7).orElseThrow().days()).isEqualTo(7);
    assertThat(HoldOut.of(judged, 0, 365)).isEmpty();
    assertThat(HoldOut.of(judged(late, 39), 0.5, 365)).isEmpty();
  }

  /**
   * CDNOW as of a day years later: fitted to 39 weeks, judged by the next 39. Mean absolute errors
   * and parameters are those of the literature, to which times are rounded to hundredths of a week;
   * these are not. The spend that the models expect is closer than what each spent before.
   */
  @Test
  void cdnowIsToldAsWellAsPublished() throws IOException {
    String data = System.getenv("AURUM_BENCH_DATA");
    assumeTrue(data != null, "AURUM_BENCH_DATA is unset: the published figures are not checked");
    Dataset<Row> judged = judged(cdnow(Path.of(data, "cdnow", "CDNOW_sample.txt")), 12_000);

    HoldOut held = HoldOut.of(judged, SETTINGS.holdoutShare(), 365).orElseThrow();

    assertThat(held.days()).isEqualTo(39 * 7);
    assertThat(held.fits())
        .filteredOn(fit -> fit.family() == PurchaseFamily.BG_NBD)
        .singleElement()
        .satisfies(
            fit -> {
              assertThat(fit.customers()).isEqualTo(2_357);
              assertThat(fit.model().parameters())
                  .containsExactly(new double[] {0.243, 4.414, 0.793, 2.426}, within(5e-3));
            });
    Map<String, Double> errors = new TreeMap<>();
    for (Row row : held.rows("run")) {
      if (row.getString(1).equals("mae")) {
        errors.put(row.getString(0), row.getDouble(3));
        if (row.getString(0).endsWith("/spend")) {
          assertThat(row.getDouble(3)).as(row.getString(0)).isLessThan(SPENT_AGAIN / 2);
          assertThat(row.getDouble(7)).as("each again").isCloseTo(SPENT_AGAIN, within(1e-4));
        } else {
          assertThat(row.getDouble(7)).as("nobody buys again").isCloseTo(0.7985, within(5e-5));
        }
      }
    }
    assertThat(errors.get("value/bg-nbd")).isCloseTo(0.7855, within(2e-3));
    assertThat(errors.get("value/pareto-nbd")).isCloseTo(0.7545, within(2e-3));
    assertThat(errors)
        .containsOnlyKeys(
            Arrays.stream(HoldOut.tasks()).map(String::valueOf).toArray(String[]::new));
    Models models = Models.fit(judged).orElseThrow();
    assertThat(models.chosen(PurchaseChoice.HELD_OUT, Optional.of(held)).family())
        .isEqualTo(held.closest());
    assertThat(models.chosen(PurchaseChoice.HELD_OUT, Optional.empty()))
        .isEqualTo(models.chosen(PurchaseChoice.LIKELIEST, Optional.of(held)));
    assertThat(models.chosen(PurchaseChoice.PARETO_NBD, Optional.of(held)).family())
        .isEqualTo(PurchaseFamily.PARETO_NBD);
  }

  private static List<Row> cdnow(Path file) throws IOException {
    List<Row> orders = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.strip().split("\\s+", -1);
      int day = (int) LocalDate.parse(cells[2], DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
      orders.add(order(cells[1], day, day, new BigDecimal(cells[4])));
    }
    return orders;
  }

  /** Order lines: each of one unit, on a day, known on another. */
  private static List<Row> orders(String customer, int[]... days) {
    return Arrays.stream(days).map(day -> order(customer, day[0], day[1], BigDecimal.ONE)).toList();
  }

  private static Row order(String customer, int day, int known, BigDecimal amount) {
    return RowFactory.create(
        customer, customer + " " + day, false, at(day), at(known), amount.setScale(2));
  }

  private static Timestamp at(int day) {
    return Timestamp.from(LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Dataset<Row> judged(List<Row> orders, int date) {
    Dataset<Row> lines =
        TestSession.spark()
            .createDataFrame(
                orders,
                new StructType()
                    .add(Histories.ID, "string")
                    .add("order_id", "string")
                    .add("is_return", "boolean")
                    .add("ordered_at", "timestamp")
                    .add("known_at", "timestamp")
                    .add("amount", "decimal(18,2)"));
    return Histories.of(lines)
        .map(new Judgement(date, SETTINGS), Encoders.row(Judgement.schema()))
        .persist();
  }
}
