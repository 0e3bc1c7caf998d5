package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.lake.TestSession;
import io.aurum.common.run.AurumException;
import io.aurum.common.table.Tables;
import io.aurum.jobs.anomaly.AnomalyJob;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.validate.ValidateJob;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * From order lines to what happened: a jump and a shift of level that were planted, their causes,
 * and the days to come.
 */
class AnomalyJobTest extends FromFiles {
  private static final LocalDate FIRST = LocalDate.parse("2025-09-01");
  private static final int DAYS = 150;
  private static final LocalDate JUMP = FIRST.plusDays(100);
  private static final LocalDate SHIFT = FIRST.plusDays(60);

  /** From this day on, for as many days, there was no pot to be had. */
  private static final LocalDate EMPTY = FIRST.plusDays(120);

  private static final int EMPTY_DAYS = 4;

  private static final String CONF =
      """
      sources {
        orders {
          entity = order_line
          path = "%1$s/orders.csv"
          delivery { key = [order], known-at.constant = 2025-09-01 }
          columns {
            order_id = order
            ordered_at = at
            product_id = item
            country = country
            quantity = qty
            unit_price = price
          }
        }
        campaigns {
          entity = campaign
          path = "%1$s/campaigns.csv"
          delivery { key = id, known-at.constant = 2025-09-01 }
          columns { campaign_id = id, product_id = item, country = country, starts_on = from, ends_on = to }
        }
        products {
          entity = product
          path = "%1$s/products.csv"
          delivery { known-at.constant = 2025-09-01 }
          columns { product_id = item, name = name }
        }
        stock {
          entity = table
          path = "%1$s/stock.csv"
          delivery { known-at.constant = 2025-09-01 }
          columns { product_id = item, day = day, on_hand { column = pieces, kind = number } }
        }
        shelves {
          entity = table
          path = "%1$s/shelves.csv"
          delivery { known-at.constant = 2025-09-01 }
          columns { item = item, at = at, on_hand { column = pieces, kind = number } }
        }
        daily {
          entity = table
          path = "%1$s/daily.csv"
          delivery { known-at.constant = 2025-09-01 }
          columns { day = day, item = item, country = country, sold { column = sold, kind = number } }
        }
      }
      anomaly {
        summed {
          table = daily
          time = day
          metrics { sold { measure = sum, column = sold } }
          dimensions = [item, country]
          series = [[]]
          horizon = 0
          explain = [2025-09-20]
          stock { by = [item], table = shelves, time = at, step = hour, out = "on_hand = 0" }
        }
        sales {
          table = order_line
          time = ordered_at
          metrics {
            revenue { measure = sum, column = amount, quantity = quantity }
            orders { measure = distinct, column = order_id }
            price { measure = ratio, column = amount, per = quantity }
          }
          dimensions = [product_id, country]
          catalogues { product_id { table = product, item = product_id, label = name } }
          where = "quantity > 0"
          horizon = 14
          explain = ["%2$s/%3$s"]
        }
        watched {
          table = order_line
          time = ordered_at
          method = online
          warm-up = 98
          metrics { turnover { measure = sum, column = amount, quantity = quantity } }
          dimensions = [product_id, country]
          series = [[]]
          where = "quantity > 0 and product_id <> 'tea'"
          explain = ["%2$s/%3$s", 2035-01-01]
          stock { by = [product_id], table = stock, time = day, out = "on_hand = 0" }
          horizon = 0
        }
      }
      """;

  @Test
  void aPlantedJumpIsFoundAndExplainedToTheCent() throws IOException {
    deliver();
    configure(CONF.formatted(temp, EMPTY, EMPTY.plusDays(EMPTY_DAYS - 1)));
    run(new IngestJob());
    run(new ValidateJob());

    JobResult result = run(new AnomalyJob());

    // returns of both analyses, and the tea of one
    assertThat(result.dropped()).isEqualTo(2 * 2 + 2 * DAYS);
    assertThat(result.rowsIn()).isEqualTo(2 * (DAYS * 6 + 2 - 2 * EMPTY_DAYS) + 20 * 24);
    assertThat(result.notes())
        .anySatisfy(note -> assertThat(note).contains("watched: 1 of 2 questions"))
        .noneSatisfy(note -> assertThat(note).contains("sales: 1 of"));
    Dataset<Row> whole = lake().read(Tables.METRIC_ANOMALY).where("metric = 'revenue'");
    assertThat(
            texts(
                whole.where("series = '(all)' and anomaly_type = 'spike'"),
                "cast(period_start as date)"))
        .contains(JUMP.toString());
    theCauseIsNamed();
    theCauseOfTheLevelShiftIsNamed();
    theJumpIsSeenWhenItComes();
    whatWasAskedIsAnsweredWithTheStockOut();
    theCauseIsFoundInWhatWasSummedBefore();
    everyChangeIsTheSumOfItsEffects();
    assertThat(
            texts(
                lake().read(Tables.FORECAST).where("series = '(all)' and metric = 'revenue'"),
                "cast(period_start as date)",
                "lo_95 <= lo_80 and lo_80 <= value and value <= hi_80 and hi_80 <= hi_95"))
        .hasSize(14)
        // the run's date is three days after the last order
        .startsWith(FIRST.plusDays(DAYS + 3) + "|true")
        .allMatch(row -> row.endsWith("|true"));
    theOrderOfRowsSaysNothing();
  }

  private void theCauseIsNamed() {
    Dataset<Row> causes =
        lake()
            .read(Tables.ANOMALY_CAUSE)
            .where("metric = 'revenue' and series = '(all)' and rank = 1")
            .where("anomaly_type = 'spike'");
    assertThat(
            texts(
                causes.where("cast(event_start as date) = '" + JUMP + "'"),
                "driver",
                "coincidence",
                "change_share between 0.8 and 1.2",
                "price_amount"))
        // 60 pieces at 2.50 in place of 2.00
        .containsExactly(
            "country = DE and product_id = jam|campaign K1 ran from "
                + JUMP.minusDays(1)
                + " to "
                + JUMP.plusDays(1)
                + "; prices 25.0 % up|true|30.000000");
    assertThat(
            texts(
                lake()
                    .read(Tables.METRIC_ANOMALY)
                    .where("metric = 'revenue' and series = '(all)' and anomaly_type = 'spike'")
                    .where("cast(period_start as date) = '" + JUMP + "'"),
                "explanation"))
        .singleElement()
        .asString()
        .startsWith("revenue of " + JUMP + " was ")
        .contains("of the change comes from country = DE and product_id = jam (Plum jam) (volume +")
        .contains("when campaign K1 ran");
  }

  private void theCauseOfTheLevelShiftIsNamed() {
    Dataset<Row> causes =
        lake()
            .read(Tables.ANOMALY_CAUSE)
            .where("metric = 'revenue' and series = '(all)' and anomaly_type = 'level_shift'")
            .where("abs(datediff(event_start, date '" + SHIFT + "')) <= 2");
    assertThat(
            texts(
                causes.where("rank > 0"),
                "driver",
                "datediff(event_end, event_start)",
                "change_share between 0.8 and 1.2",
                "price_amount"))
        // more pieces at the same price, over 28 days
        .containsExactly("country = FR and product_id = tea|27|true|0.000000");
  }

  private void theJumpIsSeenWhenItComes() {
    assertThat(
            texts(
                lake()
                    .read(Tables.METRIC_ANOMALY)
                    .where("metric = 'turnover'")
                    .where("cast(period_start as date) = '" + JUMP + "'"),
                "anomaly_type like 'unusual%'",
                "p_value < 1e-4",
                "observed > ci_hi"))
        .containsExactly("true|true|true");
    assertThat(
            texts(
                lake()
                    .read(Tables.ANOMALY_CAUSE)
                    .where("metric = 'turnover' and rank > 0")
                    .where("cast(event_start as date) = '" + JUMP + "'"),
                "driver",
                "rank",
                "anomaly_type like 'unusual%'",
                "change_share between 0.8 and 1.2"))
        .containsExactly("country = DE and product_id = jam|1|true|true");
  }

  private void whatWasAskedIsAnsweredWithTheStockOut() {
    String last = EMPTY.plusDays(EMPTY_DAYS - 1).toString();
    // two rows a day before, each day: Poisson with mean 2 over four days
    assertThat(
            texts(
                asked("revenue"),
                "cast(event_start as date)",
                "cast(event_end as date)",
                "driver",
                "out_of_stock",
                "round(p_value, 6)",
                "coincidence",
                "change_share between 0.8 and 1.2",
                "lost_amount = change_amount"))
        .containsExactly(
            EMPTY
                + "|"
                + last
                + "|product_id = pot|product_id = pot|3.35E-4|product_id = pot (Tea pot) sold nothing from "
                + EMPTY
                + " to "
                + last
                + " (p = 3.4e-04), probably out of stock|true|true");
    assertThat(texts(asked("turnover"), "driver", "out_of_stock", "p_value", "coincidence"))
        .containsExactly(
            "product_id = pot|product_id = pot|null|product_id = pot was out of stock on 3 of 4 days");
    assertThat(texts(asked("revenue"), "explanation"))
        .singleElement()
        .asString()
        .startsWith("revenue of " + EMPTY + " to " + last + " was ")
        .contains("less than in the seasons before")
        .contains("of the change comes from product_id = pot (Tea pot) (lost -");
  }

  private Dataset<Row> asked(String metric) {
    return lake()
        .read(Tables.ANOMALY_CAUSE)
        .where("anomaly_type = 'asked' and rank > 0 and metric = '" + metric + "'");
  }

  private void theCauseIsFoundInWhatWasSummedBefore() {
    assertThat(texts(asked("sold"), "driver", "change_amount < 0", "coincidence"))
        .containsExactly("item = i3|true|item = i3 was out of stock in 2 of 24 hours");
  }

  private void everyChangeIsTheSumOfItsEffects() {
    Dataset<Row> causes = lake().read(Tables.ANOMALY_CAUSE);
    assertThat(causes.count()).isPositive();
    assertThat(
            causes
                .where(
                    "change_amount <> observed_amount - baseline_amount or change_amount <> volume_amount + price_amount + mix_amount + new_amount + lost_amount")
                .count())
        .isZero();
  }

  private void theOrderOfRowsSaysNothing() {
    List<String> before = all();
    String partitions = TestSession.spark().conf().get("spark.sql.shuffle.partitions");
    TestSession.spark().conf().set("spark.sql.shuffle.partitions", "5");
    try {
      run(new AnomalyJob());
    } finally {
      TestSession.spark().conf().set("spark.sql.shuffle.partitions", partitions);
    }
    assertThat(all()).isEqualTo(before);
  }

  private List<String> all() {
    List<String> rows = new ArrayList<>();
    rows.addAll(texts(lake().read(Tables.METRIC_ANOMALY), "*"));
    rows.addAll(texts(lake().read(Tables.ANOMALY_CAUSE), "*"));
    rows.addAll(texts(lake().read(Tables.FORECAST), "*"));
    return rows;
  }

  @Test
  void mistypedKeysAreNamedAllAtOnce() {
    assertThatThrownBy(
            () ->
                configure(
                    """
                    sources.orders {
                      entity = order_line, path = "%s/*.csv", delivery.known-at.constant = 2025-01-01
                      columns { order_id = order, ordered_at = at }
                    }
                    anomaly.sales {
                      table = order_lines, time = ordered_at, grian = day
                      metrics { lines { measure = count, column = amount } }
                    }
                    anomaly.lines {
                      table = order_line, time = ordered_at, dimensions = [country]
                      metrics { lines { measure = count } }
                      where = "quantty > 0"
                      explain = [2025-02-30, 2025-01-02, "2025-01-02T08:00:00Z/2025-01-03"]
                      stock { by = [country], out = "on_hand = 0" }
                    }
                    anomaly.other {
                      table = order_line, time = ordered_at
                      metrics { lines { measure = count } }
                      where = "quantity > ("
                      dimensions = [country]
                      stock {
                        by = [country], table = order_line, time = ordered_at, step = half-hour
                        out = "quantity = 0"
                      }
                    }
                    """
                        .formatted(temp)))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("order_lines")
        .hasMessageContaining("'grain'")
        .hasMessageContaining("a count counts rows")
        .hasMessageContaining("unknown column 'quantty'")
        .hasMessageContaining("'quantity'")
        .hasMessageContaining("'2025-02-30'")
        .hasMessageContaining("begin in the period of 2025-01-02")
        .hasMessageContaining("no table tells the stock")
        .hasMessageContaining("'anomaly.other.stock.step' is too short")
        .hasMessageContaining("it is no Spark SQL: Syntax error");
  }

  /** One row for each item, country and day; on the last day one item loses a fifth. */
  private static String[] daily(Random random) {
    List<String> lines = new ArrayList<>(List.of("day,item,country,sold"));
    for (int day = 0; day < 20; day++) {
      for (int item = 0; item < 8; item++) {
        for (String country : List.of("DE", "FR", "IT")) {
          double usual = 100 * (1 + item) + 3 * random.nextGaussian();
          double sold = day == 19 && item == 3 ? 0.8 * usual : usual;
          lines.add("%s,i%d,%s,%.2f".formatted(FIRST.plusDays(day), item, country, sold));
        }
      }
    }
    return lines.toArray(String[]::new);
  }

  private void deliver() throws IOException {
    Random random = new Random(42);
    List<String> lines = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = FIRST.plusDays(day);
      for (String item : List.of("jam", "tea", "pot")) {
        for (String country : List.of("DE", "FR")) {
          boolean jump = date.equals(JUMP) && item.equals("jam") && country.equals("DE");
          if (item.equals("pot") && !date.isBefore(EMPTY) && day < 120 + EMPTY_DAYS) {
            continue;
          }
          boolean shifted = !date.isBefore(SHIFT) && item.equals("tea") && country.equals("FR");
          int usual = 8 + 2 * (day % 7 / 5) + random.nextInt(3);
          int pieces = jump ? 60 : shifted ? 3 * usual : usual;
          lines.add(
              "%d-%s-%s,%s 12:00:00,%s,%s,%d,%s"
                  .formatted(
                      day, item, country, date, item, country, pieces, jump ? "2.50" : "2.00"));
        }
      }
    }
    lines.add("x1,2025-10-01 08:00:00,jam,DE,-2,2.00");
    lines.add("x2,2025-10-02 08:00:00,jam,FR,-1,2.00");
    Collections.shuffle(lines, random);
    lines.add(0, "order,at,item,country,qty,price");
    deliver("orders.csv", lines.toArray(String[]::new));
    deliver("products.csv", "item,name", "jam,Plum jam", "pot,Tea pot");
    deliver(
        "stock.csv",
        "item,day,pieces",
        "pot," + EMPTY.minusDays(1) + ",9",
        "pot," + EMPTY + ",0",
        "pot," + EMPTY.plusDays(1) + ",0",
        "pot," + EMPTY.plusDays(2) + ",0",
        "pot," + EMPTY.plusDays(3) + ",40",
        "jam," + EMPTY + ",0");
    deliver("daily.csv", daily(random));
    String last = FIRST.plusDays(19).toString();
    deliver(
        "shelves.csv",
        "item,at,pieces",
        "i3," + FIRST.plusDays(18) + " 23:30:00,0",
        "i3," + last + " 00:00:00,4",
        "i3," + last + " 09:00:00,0",
        "i3," + last + " 17:10:00,0",
        "i3," + last + " 17:50:00,1",
        "i3," + last + " 23:59:59,0",
        "i3," + FIRST.plusDays(20) + " 00:00:00,0");
    deliver(
        "campaigns.csv",
        "id,item,country,from,to",
        "K1,jam,DE," + JUMP.minusDays(1) + "," + JUMP.plusDays(1),
        "K2,tea,," + JUMP + "," + JUMP,
        "K3,jam,FR," + JUMP + "," + JUMP);
  }
}
