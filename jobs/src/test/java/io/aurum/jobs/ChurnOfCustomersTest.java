package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.table.Entities;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.churn.ChurnJob;
import io.aurum.jobs.classify.ClassifyJob;
import io.aurum.jobs.regress.RegressJob;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * What customers will do, learnt from what they did: shoppers whose every order is known, in a lake
 * as the jobs before leave it.
 */
class ChurnOfCustomersTest extends FromFiles {
  private static final int CUSTOMERS = 140;
  private static final LocalDate FIRST = LocalDate.parse("2025-03-01");
  private static final LocalDate LAST = LocalDate.parse("2026-01-31");
  private static final LocalDate LEARNED = LocalDate.parse("2026-01-05");
  private static final LocalDate TEST_CUT = LocalDate.parse("2026-01-01");

  private static final String CONF =
      """
      sources {
        crm {
          path = "%1$s/crm.csv"
          delivery { key = no, known-at.constant = 2025-03-01 }
          columns { account_id = no, gender = sex }
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
      attributes { account_id = account-id, gender = gender }
      tasks.leaving {
        job = churn, table = customer_profile, folds = 3
        label {
          no-purchase-days = 30, active-within-days = 120%2$s
          snapshots = [2025-11-01, 2025-12-01], tests = [2026-01-01]
        }
        features = [orders, orders_90d, purchase_recency_days, items]
        fairness = [gender, favourite_product]
      }
      """;

  private static final String OF_FACTS_AND_RESULTS =
      """
      tasks {
        amounts {
          job = regress, table = order_line, label = amount, time = ordered_at, folds = 2
          features = [quantity, product_id%s], trusted = [quantity], where = "quantity < 3"
        }
        spending {
          job = regress, table = customer_profile, folds = 2
          label {
            within-days = 30, entity = order_line, take = sum, column = amount
            active-within-days = 120
            snapshots = [2025-11-01, 2025-12-01], tests = [2026-01-01]
          }
          features = [orders_90d, purchase_recency_days, items], where = "orders > 6"
        }
        habits {
          job = classify, table = customer_rfm, label = segment, folds = 2
          features = [recency_days, frequency, currency]
        }
      }
      """;

  private static final String OF_CLASSES_IN_TIME =
      """
      tasks.pieces {
        job = classify, table = order_line, label = quantity, time = ordered_at, folds = 2
        features = [amount, product_id], trusted = [amount]
      }
      """;

  private final Map<String, TreeSet<LocalDate>> ordersOf = new TreeMap<>();
  private final Map<String, TreeMap<LocalDate, Double>> spentOf = new TreeMap<>();

  @Test
  void labelsLieAfterTheCutAndFeaturesBeforeIt() throws IOException {
    deliver("crm.csv", "no,sex");
    deliver("orders.csv", "order,customer,at,item,qty,price");
    configure(CONF.formatted(temp, ""));
    shop();
    run(new ChurnJob());
    outcomesAreThoseOfTheOrders();
    everyActiveCustomerIsScoredWithReasons();
    assertThat(texts(Tables.MODEL_REGISTRY, "task", "status"))
        .containsExactly("leaving|backtest", "leaving|trained");
    assertThat(
            texts(
                lake()
                    .read(Tables.MODEL_FAIRNESS)
                    .where("measure = 'base_rate'")
                    .groupBy("column_name")
                    .agg(Map.of("n", "sum"))
                    .withColumnRenamed("sum(n)", "judged"),
                "column_name",
                "judged"))
        .hasSize(2)
        .allMatch(told -> told.endsWith("|" + learntFrom()));
    assertThat(texts(Tables.MODEL_FAIRNESS, "column_name", "group_value"))
        .contains("gender|female", "gender|male", "favourite_product|P0");
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
    factsAndResultsAreLearntFromLikeTables();
  }

  /** Of two days after a learning date, whichever of them are run, in whatever order. */
  @Test
  void aModelScoresUntilTheNextLearningDate() throws IOException {
    Path folder = temp;
    open(Files.createDirectories(folder.resolve("daily")));
    JobResult atLearning = runAt(LEARNED, new ChurnJob());
    List<String> models = registered();
    assertThat(models).singleElement().asString().startsWith("leaving|2026-01-05|");
    assertThat(atLearning.notes().get(0)).endsWith("; model as at 2026-01-05, learned in this run");

    JobResult later = runAt(LAST, new ChurnJob());
    List<String> scores = texts(Tables.CHURN_SCORE, "customer_id", "probability_score", "model_id");
    assertThat(later.notes().get(0)).endsWith("; model as at 2026-01-05, taken from the registry");
    assertThat(texts(Tables.CHURN_SCORE, "customer_id")).containsExactlyElementsOf(activeAt(LAST));
    assertThat(
            texts(lake().read(Tables.MODEL_METRIC).select("learned_on").distinct(), "learned_on"))
        .containsExactly("2026-01-05");
    assertThat(runAt(LAST.minusDays(14), new ChurnJob()).notes().get(0)).endsWith("the registry");
    runAt(LAST, new ChurnJob());
    assertThat(texts(Tables.CHURN_SCORE, "customer_id", "probability_score", "model_id"))
        .as("a rerun")
        .isEqualTo(scores);
    assertThat(registered()).isEqualTo(models);

    open(Files.createDirectories(folder.resolve("once")));
    assertThat(runAt(LAST, new ChurnJob()).notes().get(0)).endsWith("learned in this run");
    assertThat(texts(Tables.CHURN_SCORE, "customer_id", "probability_score", "model_id"))
        .as("the only run")
        .isEqualTo(scores);
  }

  @Test
  void rowsAfterALearningDateJudgeItsModel() throws IOException {
    open(temp);
    runAt(LAST, new RegressJob());
    long known = fewPieces().where("known_at < '2026-01-06'").count();
    long after = fewPieces().where("known_at >= '2026-01-06'").count();
    Dataset<Row> scores = lake().read(Tables.REGRESSION_SCORE).where("task = 'amounts'");
    assertThat(texts(scores.groupBy("role").count(), "role", "count"))
        .containsExactly("learnt|" + known, "test|" + after);
    assertThat(
            texts(
                lake().read(Tables.MODEL_METRIC).where("metric = 'rmse' and task = 'amounts'"),
                "split",
                "n",
                "learned_on"))
        .containsExactly("cv|" + known + "|2026-01-05", "test|" + after + "|2026-01-05");
    List<String> models = registered();
    runAt(LAST.minusDays(14), new RegressJob());
    assertThat(registered()).as("of the same rows").isEqualTo(models);
  }

  /** What was said a month ago, of customers some of whom have merged or gone since. */
  @Test
  void whatBecameOfPublishedScoresIsTold() throws IOException {
    deliver("crm.csv", "no,sex");
    deliver("orders.csv", "order,customer,at,item,qty,price");
    configure(CONF.formatted(temp, ""));
    shop();
    LocalDate published = LAST.minusDays(31);
    runAt(published, new ChurnJob());
    Map<String, Double> said = new TreeMap<>();
    lake()
        .read(Tables.CHURN_SCORE)
        .select("customer_id", "probability_score")
        .collectAsList()
        .forEach(row -> said.put(row.getString(0), row.getDouble(1)));
    asOf = published.plusDays(5);
    lake().publish(Tables.CHURN_SCORE, lake().read(Tables.CHURN_SCORE, published));
    asOf = LAST;
    List<String> active = activeAt(published);
    String gone = active.get(2);
    mergeAndRetire(active.get(0), active.get(1), gone);

    JobResult later = run(new ChurnJob());

    String[] columns = {
      "basis",
      "customer_id",
      "scored_customer_id",
      "is_true",
      "probability_score",
      "predicted_on",
      "judged_on",
      "model_id"
    };
    List<String> told = texts(Tables.PREDICTION_OUTCOME, columns);
    Map<String, String> ledTo = Map.of(active.get(1), active.get(0));
    String model =
        lake().read(Tables.CHURN_SCORE, published).select("model_id").first().getString(0);
    assertThat(told.stream().filter(row -> row.startsWith("published")))
        .as("by the latest scores whose days have passed")
        .containsExactlyInAnyOrderElementsOf(
            active.stream()
                .filter(no -> !no.equals(gone))
                .map(
                    no -> {
                      String now = ledTo.getOrDefault(no, no);
                      int orders = orders(now, published.plusDays(1), published.plusDays(30));
                      return "published|%s|%s|%s|%s|%s|%s|%s"
                          .formatted(
                              now,
                              no,
                              orders == 0,
                              said.get(no),
                              published,
                              published.plusDays(30),
                              model);
                    })
                .toList());
    assertThat(told).anyMatch(row -> row.startsWith("backtest"));
    assertThat(
            texts(
                lake().read(Tables.MODEL_METRIC).where("split = 'published'"),
                "metric",
                "n",
                "learned_on",
                "model_id"))
        .contains("auc|%d|%s|%s".formatted(active.size() - 1, published, model))
        .hasSize(7);
    assertThat(later.notes().get(0)).contains(", published auc 0.");
    assertThat(
            texts(
                lake().read(Tables.MODEL_METRIC).where("split = 'published' and metric = 'brier'"),
                "format_string('%.9f', baseline_value)"))
        .as("of the share that had left in the month before the scores")
        .containsExactly("%.9f".formatted(naiveBrier(published, active, ledTo, gone)));

    run(new ChurnJob());
    assertThat(texts(Tables.PREDICTION_OUTCOME, columns)).as("a rerun").isEqualTo(told);
  }

  /** Of two customers one is left, and a third is forgotten. */
  private void mergeAndRetire(String kept, String merged, String gone) {
    List<Map<String, Object>> customers = new ArrayList<>();
    List<Map<String, Object>> links = new ArrayList<>();
    for (String no : ordersOf.keySet()) {
      Map<String, Object> link = new HashMap<>(link(no));
      Map<String, Object> customer = new HashMap<>(customer(no));
      customer.put("status", no.equals(gone) ? "retired" : "active");
      if (!no.equals(merged)) {
        customers.add(customer);
      }
      if (!no.equals(gone)) {
        links.add(link);
      }
      if (no.equals(merged)) {
        link.put("effective_to", LAST.minusDays(10));
        Map<String, Object> later = new HashMap<>(link(no));
        later.put("customer_id", kept);
        later.put("effective_from", LAST.minusDays(10));
        links.add(later);
      }
    }
    write(Tables.GOLDEN_CUSTOMER, customers);
    write(Tables.CUSTOMER_LINK, links);
    ordersOf.get(kept).addAll(ordersOf.get(merged));
  }

  /** Mean squared error of one probability for all: the share of a month before. */
  private double naiveBrier(
      LocalDate published, List<String> scored, Map<String, String> ledTo, String gone) {
    LocalDate before = published.minusDays(30);
    List<String> then =
        activeAt(before).stream().filter(no -> !no.equals(gone) && !ledTo.containsKey(no)).toList();
    double share =
        (double) then.stream().filter(no -> orders(no, before.plusDays(1), published) == 0).count()
            / then.size();
    return scored.stream()
        .filter(no -> !no.equals(gone))
        .mapToInt(
            no -> orders(ledTo.getOrDefault(no, no), published.plusDays(1), published.plusDays(30)))
        .mapToDouble(orders -> Math.pow((orders == 0 ? 1 : 0) - share, 2))
        .average()
        .orElseThrow();
  }

  /** Of each customer nothing changes after the learning date: neither does the score. */
  @Test
  void aResultIsLearntAsItWasPublished() throws IOException {
    Path folder = temp;
    open(Files.createDirectories(folder.resolve("unpublished")));
    write(Tables.CUSTOMER_RFM, buyers());
    runAt(LAST, new ClassifyJob());
    assertThat(
            texts(
                lake().read(Tables.MODEL_READINESS).where("check_name = 'learned_on'"),
                "status",
                "reason",
                "learned_on"))
        .containsExactly(
            "warn|customer_rfm was not published for 2026-01-05: the model is learned of the rows"
                + " of 2026-01-31|2026-01-31");

    open(Files.createDirectories(folder.resolve("published")));
    write(Tables.CUSTOMER_RFM, buyers());
    asOf = LEARNED;
    write(Tables.CUSTOMER_RFM, buyers());
    runAt(LEARNED, new ClassifyJob());
    List<String> then = texts(Tables.CLASS_PROBABILITY, "entity_id", "class", "probability_score");
    List<String> models = registered();
    JobResult later = runAt(LAST, new ClassifyJob());
    assertThat(later.notes().get(0)).endsWith("taken from the registry");
    assertThat(registered()).isEqualTo(models);
    assertThat(texts(Tables.CLASS_PROBABILITY, "entity_id", "class", "probability_score"))
        .as("each customer by the model that has not seen him")
        .isEqualTo(then);
    assertThat(texts(lake().read(Tables.MODEL_METRIC).where("metric = 'log_loss'"), "split", "n"))
        .containsExactly("cv|" + CUSTOMERS, "test|" + CUSTOMERS);
    assertThat(
            texts(
                lake().read(Tables.MODEL_REGISTRY).where("learned_on = '2026-01-05'"),
                "data_version"))
        .containsExactly("customer_rfm@2026-01-05");
  }

  /** The shop with tasks that learn on 5 January, and an order that is known only later. */
  private void open(Path folder) throws IOException {
    temp = folder;
    asOf = LAST;
    ordersOf.clear();
    deliver("crm.csv", "no,sex");
    deliver("orders.csv", "order,customer,at,item,qty,price");
    configure(
        (CONF.formatted(temp, "") + OF_FACTS_AND_RESULTS).formatted("")
            + "learning { since = 2026-01-05, every = P3M }");
    shop();
    LocalDate cut = LocalDate.parse("2025-12-01");
    String gone =
        activeAt(cut).stream()
            .filter(no -> orders(no, cut.plusDays(1), LAST) == 0)
            .findFirst()
            .orElseThrow();
    Map<String, Object> order = order(gone, cut.plusDays(9), 1, 1);
    order.put("known_at", at(LEARNED.plusDays(3)));
    append(Entities.ORDER_LINE.table(), order);
    ordersOf.get(gone).add(cut.plusDays(9));
  }

  private JobResult runAt(LocalDate date, Job job) {
    asOf = date;
    return run(job);
  }

  private List<String> registered() {
    return texts(Tables.MODEL_REGISTRY, "task", "learned_on", "model_id", "data_version");
  }

  /** Customers at the cuts that are learnt from. */
  private long learntFrom() {
    return lake()
        .read(Tables.MODEL_METRIC)
        .where("metric = 'auc' and split = 'cv'")
        .first()
        .<Long>getAs("n");
  }

  private void factsAndResultsAreLearntFromLikeTables() throws IOException {
    String conf = CONF.formatted(temp, "") + OF_FACTS_AND_RESULTS + OF_CLASSES_IN_TIME;
    configure(conf.formatted(""));
    write(Tables.CUSTOMER_RFM, buyers());
    JobResult ofFacts = run(new RegressJob());
    JobResult ofResults = run(new ClassifyJob());

    long orders = fewPieces().count();
    long regulars = regularsAt(asOf).size();
    long allOrders = ordersOf.values().stream().mapToLong(TreeSet::size).sum();
    assertThat(List.of(ofFacts.accepted(), ofResults.accepted()))
        .containsExactly(orders + regulars, allOrders + CUSTOMERS);
    long left = allOrders - orders + activeAt(asOf).size() - regulars;
    assertThat(left).isPositive();
    assertThat(ofFacts.dropped()).isEqualTo(left);
    assertThat(ofFacts.balances()).isTrue();
    assertThat(ofFacts.droppedReason()).contains("left out by 'where': " + left);
    assertThat(ofFacts.notes().get(1))
        .endsWith("; %d rows left out by its 'where'".formatted(activeAt(asOf).size() - regulars));
    whatWasSpentIsToldBesideWhatWasExpected();
    assertThat(
            lake()
                .read(Tables.REGRESSION_SCORE)
                .where("source = 'orders' and entity_id like concat(customer_id, '-%')")
                .count())
        .isEqualTo(orders);
    assertThat(
            texts(
                lake().read(Tables.MODEL_METRIC).where("metric = 'r2' and value > 0.99"),
                "task",
                "split"))
        .as("the last of two blocks of days by a model of the first, too")
        .containsExactly("amounts|cv", "amounts|test");
    assertThat(
            texts(
                lake()
                    .read(Tables.CLASSIFICATION_SCORE)
                    .where("task = 'habits'")
                    .groupBy("predicted_class")
                    .count(),
                "predicted_class"))
        .containsExactly("away", "here");
    assertThat(
            texts(
                lake().read(Tables.MODEL_REGISTRY).where("task <> 'leaving'"),
                "task",
                "split_part(data_version, '@', 1)",
                "status"))
        .containsExactly(
            "amounts|order_line|backtest",
            "amounts|order_line|trained",
            "habits|customer_rfm|trained",
            "pieces|order_line|backtest",
            "pieces|order_line|trained",
            "spending|golden_customer|backtest",
            "spending|golden_customer|trained");
    assertThat(
            texts(
                lake().read(Tables.MODEL_READINESS).where("check_name = 'folds_by_time'"),
                "task",
                "subject",
                "status",
                "figure"))
        .containsExactly("amounts|ordered_at|pass|2.0", "pieces|ordered_at|pass|2.0");
    assertThat(
            texts(
                lake().read(Tables.MODEL_METRIC).where("metric = 'accuracy' and value > 0.99"),
                "task",
                "split"))
        .as("of classes the last of two blocks, too")
        .containsExactly("pieces|cv", "pieces|test");

    configure(conf.formatted(", delivered_on"));
    assertThat(run(new RegressJob()).gateClosed())
        .hasValueSatisfying(
            why ->
                assertThat(why).contains("leak_by_time delivered_on: " + "%,d".formatted(orders)));
  }

  private void whatWasSpentIsToldBesideWhatWasExpected() {
    List<Row> outcomes =
        lake()
            .read(Tables.PREDICTION_OUTCOME)
            .where("task = 'spending'")
            .orderBy("customer_id")
            .collectAsList();
    assertThat(outcomes)
        .extracting(row -> row.<String>getAs("customer_id"))
        .as("who had bought more than six times by then")
        .containsExactlyElementsOf(regularsAt(TEST_CUT));
    for (Row outcome : outcomes) {
      double spent =
          spentOf
              .get(outcome.<String>getAs("customer_id"))
              .subMap(TEST_CUT.plusDays(1), true, TEST_CUT.plusDays(30), true)
              .values()
              .stream()
              .mapToDouble(Double::doubleValue)
              .sum();
      assertThat(outcome.<Double>getAs("observed")).isEqualTo(spent);
      assertThat(Math.max(0, outcome.<Double>getAs("prediction")))
          .isBetween(outcome.<Double>getAs("lower"), outcome.<Double>getAs("upper"));
      assertThat(outcome.<Double>getAs("lower")).as("of an amount").isNotNegative();
      assertThat(outcome.<Boolean>getAs("is_true")).isNull();
    }
    assertThat(
            texts(lake().read(Tables.MODEL_METRIC).where("task = 'spending'"), "metric", "split"))
        .containsExactly(
            "interval_coverage|cv",
            "interval_coverage|test",
            "mae|cv",
            "mae|test",
            "pinball|cv",
            "pinball|test",
            "r2|cv",
            "r2|test",
            "rmse|cv",
            "rmse|test");
    assertThat(
            lake()
                .read(Tables.REGRESSION_SUMMARY)
                .where("task = 'spending'")
                .first()
                .<Long>getAs("n"))
        .as("rows of the latest cut alone")
        .isEqualTo(regularsAt(TEST_CUT).size());
    assertThat(
            lake()
                .read(Tables.REGRESSION_SCORE)
                .where("task = 'spending' and top_reasons like '%orders in 90 days: %'")
                .isEmpty())
        .isFalse();
  }

  /** One in six is not where its recency says. */
  private List<Map<String, Object>> buyers() {
    List<Map<String, Object>> buyers = new ArrayList<>();
    for (String no : ordersOf.keySet()) {
      int i = buyers.size();
      boolean away = i % 2 == 0;
      Map<String, Object> buyer = new HashMap<>();
      buyer.put("customer_id", no);
      buyer.put("recency_days", (away ? 60 : 10) + i % 20);
      buyer.put("frequency", (long) ordersOf.get(no).size());
      buyer.put("monetary_amount", new BigDecimal("10.00"));
      buyer.put("average_order_amount", new BigDecimal("5.00"));
      buyer.put("currency", "EUR");
      buyer.put("recency_score", 3);
      buyer.put("frequency_score", 3);
      buyer.put("monetary_score", 3);
      buyer.put("cell", "333");
      buyer.put("segment", away != (i % 6 == 0) ? "away" : "here");
      buyers.add(buyer);
    }
    return buyers;
  }

  private void outcomesAreThoseOfTheOrders() {
    assertThat(
            texts(Tables.PREDICTION_OUTCOME, "customer_id", "predicted_on", "judged_on", "is_true"))
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
    assertThat(texts(Tables.CHURN_SCORE, "customer_id", "role"))
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

  /** Those of them with more than six orders by then. */
  private List<String> regularsAt(LocalDate cut) {
    return activeAt(cut).stream().filter(no -> orders(no, FIRST, cut) > 6).toList();
  }

  /** Order lines of less than three pieces. */
  private Dataset<Row> fewPieces() {
    return lake().read(Entities.ORDER_LINE.table()).where("quantity < 3");
  }

  private int orders(String customer, LocalDate from, LocalDate to) {
    return ordersOf.get(customer).subSet(from, true, to, true).size();
  }

  /** Gaps are exponential; after an order one in ten never comes back. */
  private void shop() {
    Random random = new Random(42);
    List<Map<String, Object>> customers = new ArrayList<>();
    List<Map<String, Object>> links = new ArrayList<>();
    List<Map<String, Object>> orders = new ArrayList<>();
    for (int c = 0; c < CUSTOMERS; c++) {
      String no = "K%03d".formatted(c);
      customers.add(customer(no));
      links.add(link(no));
      ordersOf.put(no, new TreeSet<>());
      spentOf.put(no, new TreeMap<>());
      LocalDate day = FIRST.plusDays(random.nextInt(150));
      boolean stays = true;
      while (stays && !day.isAfter(asOf)) {
        if (ordersOf.get(no).add(day)) {
          int product = random.nextInt(5);
          int pieces = 1 + random.nextInt(3);
          orders.add(order(no, day, product, pieces));
          spentOf.get(no).put(day, 2.50 * pieces);
        }
        day = day.plusDays(1 + (int) (-18 * Math.log(1 - random.nextDouble())));
        stays = random.nextInt(10) > 0;
      }
    }
    write(Tables.GOLDEN_CUSTOMER, customers);
    write(Tables.CUSTOMER_LINK, links);
    write(Entities.ORDER_LINE.table(), orders);
  }

  private static Map<String, Object> customer(String no) {
    Instant first = at(FIRST);
    return Map.of(
        "customer_id",
        no,
        "account_id",
        no,
        "gender",
        no.hashCode() % 2 == 0 ? "female" : "male",
        "profile_kind",
        "person",
        "status",
        "active",
        "sources",
        1,
        "records",
        1,
        "source_names",
        "crm",
        "first_seen",
        first,
        "last_seen",
        first);
  }

  private static Map<String, Object> link(String no) {
    return Map.of(
        "source", "crm",
        "source_record_id", no,
        "customer_id", no,
        "effective_from", FIRST,
        "link_method", "exact");
  }

  private static Map<String, Object> order(String no, LocalDate day, int product, int pieces) {
    Map<String, Object> order = new HashMap<>();
    order.put("source", "orders");
    order.put("source_record_id", no + "-" + day);
    order.put("known_at", at(day));
    order.put("row_hash", no + day);
    order.put("customer_source", "crm");
    order.put("customer_record_id", no);
    order.put("order_id", no + "-" + day);
    order.put("ordered_at", at(day));
    order.put("product_id", "P" + product);
    order.put("quantity", BigDecimal.valueOf(pieces));
    order.put("amount", BigDecimal.valueOf(2.50 * pieces));
    order.put("delivered_on", day.plusDays(3));
    order.put("is_return", false);
    order.put("rule_mask", new long[] {0});
    return order;
  }

  private static Instant at(LocalDate day) {
    return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
  }

  private void append(TableSpec table, Map<String, Object> row) {
    lake().append(table, frame(table, List.of(row)));
  }
}
