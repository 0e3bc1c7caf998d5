package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.table.Tables;
import io.aurum.jobs.churn.ChurnJob;
import io.aurum.jobs.golden.GoldenJob;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.resolve.ResolveJob;
import io.aurum.jobs.validate.ValidateJob;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What customers will do, learnt from what they did: shoppers whose every order is known. */
class ChurnOfCustomersTest extends FromFiles {
  private static final int CUSTOMERS = 160;
  private static final LocalDate FIRST = LocalDate.parse("2025-03-01");
  private static final LocalDate TEST_CUT = LocalDate.parse("2026-01-01");

  private static final String CONF =
      """
      sources {
        crm {
          path = "%1$s/crm.csv"
          delivery { key = no, known-at.constant = 2025-03-01 }
          columns { account_id = no }
        }
        orders {
          entity = order_line
          path = "%1$s/orders.csv"
          delivery { key = order, known-at.column = at }
          customer { source = crm, key = customer }
          columns {
            order_id = order
            ordered_at = at
            product_id = item
            quantity = qty
            unit_price = price
          }
        }
      }
      attributes { account_id = account-id }
      tasks.leaving {
        job = churn, table = customer_profile, folds = 3
        label {
          no-purchase-days = 30, active-within-days = 120%2$s
          snapshots = [2025-10-01, 2025-11-01, 2025-12-01], tests = [2026-01-01]
        }
        features = [orders, orders_90d, purchase_recency_days, items]
      }
      """;

  private final Map<String, TreeSet<LocalDate>> ordersOf = new TreeMap<>();

  @Test
  void labelsLieAfterTheCutAndFeaturesBeforeIt() throws IOException {
    deliver();
    configure(CONF.formatted(temp, ""));
    for (Job job :
        List.of(
            new IngestJob(),
            new ValidateJob(),
            new ResolveJob(),
            new GoldenJob(),
            new ChurnJob())) {
      run(job);
    }
    outcomesAreThoseOfTheOrders();
    everyActiveCustomerIsScoredWithReasons();
    assertThat(texts(Tables.MODEL_REGISTRY, "task", "status"))
        .containsExactly("leaving|backtest", "leaving|trained");
    List<String> metrics = texts(Tables.MODEL_METRIC, "metric", "split", "n");
    assertThat(metrics).hasSize(14).contains("auc|test|" + activeAt(TEST_CUT).size());
    assertThat(
            lake()
                .read(Tables.MODEL_METRIC)
                .where("metric = 'auc' and split = 'test' and value > 0.65")
                .count())
        .isEqualTo(1);
    List<String> before = texts(Tables.CHURN_SCORE, "customer_id", "probability_score");

    configure(CONF.formatted(temp, ", late-features-days = 30"));
    JobResult closed = run(new ChurnJob());

    assertThat(closed.gateClosed())
        .hasValueSatisfying(
            why -> assertThat(why).contains("leak_by_time", "leak_by_separability"));
    assertThat(new ChurnJob().gateRemedy()).contains("model_readiness", "'exclude'");
    assertThat(texts(Tables.CHURN_SCORE, "customer_id", "probability_score")).isEqualTo(before);
  }

  private void outcomesAreThoseOfTheOrders() {
    assertThat(
            texts(
                lake()
                    .read(Tables.PREDICTION_OUTCOME)
                    .join(lake().read(Tables.CUSTOMER_LINK), "customer_id"),
                "source_record_id",
                "predicted_on",
                "judged_on",
                "is_true"))
        .containsExactlyElementsOf(
            activeAt(TEST_CUT).stream()
                .map(
                    no ->
                        "%s|%s|%s|%s"
                            .formatted(
                                no,
                                TEST_CUT,
                                TEST_CUT.plusDays(30),
                                orders(no, TEST_CUT.plusDays(1), TEST_CUT.plusDays(30)) == 0))
                .toList());
  }

  private void everyActiveCustomerIsScoredWithReasons() {
    assertThat(
            texts(
                lake()
                    .read(Tables.CHURN_SCORE)
                    .join(lake().read(Tables.CUSTOMER_LINK), "customer_id"),
                "source_record_id",
                "role"))
        .containsExactlyElementsOf(activeAt(asOf).stream().map(no -> no + "|new").toList());
    List<Row> sums =
        lake()
            .read(Tables.CHURN_SCORE)
            .join(
                lake()
                    .read(Tables.PREDICTION_REASON)
                    .groupBy("entity_id")
                    .agg(Map.of("contribution", "sum")),
                "entity_id")
            .selectExpr("log_odds", "`sum(contribution)`")
            .collectAsList();
    assertThat(sums).hasSize(activeAt(asOf).size());
    sums.forEach(row -> assertThat(row.getDouble(1)).isCloseTo(row.getDouble(0), within(1e-9)));
    assertThat(
            lake()
                .read(Tables.CHURN_SCORE)
                .where("top_reasons like '%orders in 90 days:%'")
                .count())
        .isPositive();
  }

  /** Customers with an order within 120 days up to a day. */
  private List<String> activeAt(LocalDate cut) {
    return ordersOf.keySet().stream()
        .filter(no -> orders(no, cut.minusDays(119), cut) > 0)
        .toList();
  }

  private int orders(String customer, LocalDate from, LocalDate to) {
    return ordersOf.get(customer).subSet(from, true, to, true).size();
  }

  /** Gaps are exponential; after an order one in ten never comes back. */
  private void deliver() throws IOException {
    Random random = new Random(42);
    List<String> customers = new ArrayList<>(List.of("no"));
    List<String> orders = new ArrayList<>(List.of("order,customer,at,item,qty,price"));
    for (int c = 0; c < CUSTOMERS; c++) {
      String no = "K%03d".formatted(c);
      customers.add(no);
      ordersOf.put(no, new TreeSet<>());
      LocalDate day = FIRST.plusDays(random.nextInt(150));
      boolean stays = true;
      while (stays && !day.isAfter(asOf)) {
        if (ordersOf.get(no).add(day)) {
          orders.add(
              "%s-%s,%s,%s 12:00:00,P%d,%d,2.50"
                  .formatted(no, day, no, day, random.nextInt(5), 1 + random.nextInt(3)));
        }
        day = day.plusDays(1 + (int) (-18 * Math.log(1 - random.nextDouble())));
        stays = random.nextInt(10) > 0;
      }
    }
    deliver("crm.csv", customers.toArray(String[]::new));
    deliver("orders.csv", orders.toArray(String[]::new));
  }
}
