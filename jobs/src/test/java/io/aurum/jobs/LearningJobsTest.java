package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.lake.Lake;
import io.aurum.common.model.Examples;
import io.aurum.common.model.Worlds;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.churn.ChurnJob;
import io.aurum.jobs.classify.ClassifyJob;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.regress.RegressJob;
import io.aurum.jobs.report.ReportJob;
import io.aurum.jobs.validate.ValidateJob;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** From files to scores: rows made by a known law, three jobs that share their tables, a gate. */
class LearningJobsTest extends FromFiles {
  private static final int ROWS = 600;
  private static final int KNOWN = 560;

  private static final String CONF =
      """
      sources.people {
        entity = table
        path = "%1$s/people.csv"
        delivery { key = id, known-at.constant = 2026-01-05 }
        columns {
          usage { column = usage, kind = number }
          visits = visits
          tariff = tariff
          age = age
          code { column = id, pii = linked }
          told = gone
          gone = gone
        }
      }
      tasks {
        leaving {
          job = churn, table = people, label = gone, positive = yes, folds = 3, value = age
          exclude = [code, told]
          actions { usage = "Call" }
          family = binomial
          powers { age = 2 }
        }
        staying {
          job = classify, table = people, label = gone, positive = no, folds = 3, exclude = told
        }
        tariffs {
          job = classify, table = people, label = tariff, exclude = [code, told], folds = 2
          fairness = told
        }
        amount {
          job = regress, table = people, label = usage, exclude = [gone, code, told], folds = 3
        }
      }
      """;

  @Test
  void scoresSumUpTasksShareTablesAndALeakClosesTheGate() throws IOException {
    deliver();
    configure(CONF.formatted(temp));
    run(new IngestJob());
    run(new ValidateJob());

    JobResult classified = run(new ClassifyJob());
    run(new RegressJob());
    JobResult churn = run(new ChurnJob());

    assertThat(List.of(churn.rowsIn(), churn.accepted(), churn.dropped()))
        .containsExactly((long) ROWS, (long) ROWS, 0L);
    assertThat(classified.notes().get(0)).startsWith("task staying: cv auc 0.");
    assertThat(texts(lake().read(Tables.MODEL_METRIC).groupBy("task").count(), "task", "count"))
        .containsExactly("amount|5", "leaving|7", "staying|7", "tariffs|6");
    assertThat(texts(readiness("id_like"), "task", "subject", "status"))
        .containsExactly("staying|code|warn");
    assertThat(
            texts(
                lake().read(Tables.REGRESSION_COEFFICIENT).where("task = 'amount'"),
                "position",
                "term"))
        .containsExactly(
            "0|(intercept)",
            "1|visits = 1.0",
            "2|visits = 2.0",
            "3|visits = 3.0",
            "4|visits = 4.0",
            "5|visits = 5.0",
            "6|tariff = plus",
            "7|tariff = premium",
            "8|tariff = trial",
            "9|age");
    theLinearModelOfAClassIsThatOfItsLogOdds();
    everyScoreIsTheSumOfItsReasons();
    everyPredictionIsTheSumOfItsReasons();
    everyRowHasAProbabilityOfEachClass();
    Dataset<Row> scores = lake().read(Tables.CHURN_SCORE);
    assertThat(texts(scores.groupBy("role").count(), "role", "count"))
        .containsExactly("learnt|" + KNOWN, "new|" + (ROWS - KNOWN));
    assertThat(
            scores
                .where("abs(expected_loss_amount) > 100 or decile not between 1 and 10")
                .isEmpty())
        .isTrue();
    assertThat(scores.where("suggested_action = 'Call'").isEmpty()).isFalse();
    assertThat(scores.where("suggested_action is not null and risk_band = 'low'").isEmpty())
        .isTrue();
    assertThat(
            lake()
                .read(Tables.MODEL_METRIC)
                .where("ci_lo <= value and value <= ci_hi and ci_lo < ci_hi")
                .count())
        .as("figures with an interval")
        .isEqualTo(25);
    assertThat(texts(scores.groupBy("decile").agg(Map.of("probability_score", "min")), "decile"))
        .hasSize(10);
    List<String> before = probabilities();
    List<String> models = ofRegistry(lake());
    assertThat(models).hasSize(4);

    assertThat(run(new ChurnJob()).balances()).isTrue();
    assertThat(probabilities()).isEqualTo(before);
    assertThat(ofRegistry(lake())).isEqualTo(models);
    assertThat(lake().count(Tables.MODEL_METRIC)).isEqualTo(25);
    theReportShowsModelsAndWhoWillLeave();
    aLeakClosesTheGate(before);
  }

  /** Tariffs add -0.5, -1.2 and 1 to the log-odds; age adds nothing, nor does its square. */
  private void theLinearModelOfAClassIsThatOfItsLogOdds() {
    Row summary = lake().read(Tables.REGRESSION_SUMMARY).where("task = 'leaving'").first();
    assertThat(summary.<String>getAs("family")).isEqualTo("binomial");
    assertThat(summary.<Boolean>getAs("is_converged")).isTrue();
    assertThat(summary.<Long>getAs("n") + summary.<Long>getAs("rows_left_out")).isEqualTo(KNOWN);
    assertThat(summary.<Object>getAs("r2")).isNull();
    Map<String, Double> added = Map.of("plus", -0.5, "premium", -1.2, "trial", 1.0);
    Dataset<Row> terms = lake().read(Tables.REGRESSION_COEFFICIENT).where("task = 'leaving'");
    added.forEach(
        (tariff, odds) -> {
          Row term = terms.where("term = 'tariff = %s'".formatted(tariff)).first();
          double error = term.getAs("hc3_error");
          assertThat(term.<Double>getAs("estimate")).isCloseTo(odds, within(4 * error));
        });
    assertThat(terms.where("term in ('age', 'age^2') and p_value < 0.001").isEmpty()).isTrue();
    assertThat(
            lake()
                .read(Tables.DRIVER_EFFECT)
                .where("task = 'leaving' and driver = 'tariff = trial' and ci_lo > 0")
                .select("statement")
                .first()
                .getString(0))
        .startsWith("tariff trial instead of basic goes with 0.")
        .contains("more of the probability of gone = yes");
  }

  private void theReportShowsModelsAndWhoWillLeave() throws IOException {
    run(new ReportJob());
    assertThat(Files.readString(temp.resolve("out/report/index.html")))
        .contains(
            "What can be predicted",
            "pr_auc",
            "macro_f1",
            "Which values are taken for which",
            "Who will most probably leave",
            "Call")
        .doesNotContain("What customers do and what they are worth", "Golden customers");
  }

  /** The label under another name: nothing is scored, and the scores of before stay. */
  private void aLeakClosesTheGate(List<String> before) throws IOException {
    configure(CONF.replace("[code, told]", "code").formatted(temp));
    JobResult result = run(new ChurnJob());

    assertThat(result.gateClosed())
        .hasValueSatisfying(
            why -> assertThat(why).contains("task leaving: leak_by_separability told"));
    assertThat(result.balances()).isTrue();
    assertThat(result.dropped()).isEqualTo(ROWS);
    assertThat(texts(readiness("leak_by_separability"), "subject", "status"))
        .containsExactly("told|stop");
    assertThat(probabilities()).isEqualTo(before);
  }

  private static List<String> ofRegistry(Lake lake) {
    return texts(lake.read(Tables.MODEL_REGISTRY), "model_id", "rows_learnt");
  }

  private List<String> probabilities() {
    return texts(lake().read(Tables.CHURN_SCORE), "entity_id", "probability_score");
  }

  private void everyScoreIsTheSumOfItsReasons() {
    for (TableSpec table : List.of(Tables.CHURN_SCORE, Tables.CLASSIFICATION_SCORE)) {
      Dataset<Row> sums =
          lake()
              .read(Tables.PREDICTION_REASON)
              .groupBy("task", "entity_id")
              .agg(Map.of("contribution", "sum"));
      List<Row> rows =
          lake()
              .read(table)
              .join(sums, List.of("task", "entity_id").toArray(String[]::new))
              .selectExpr("probability_score", "`sum(contribution)`")
              .collectAsList();
      assertThat(rows).hasSize(table.equals(Tables.CHURN_SCORE) ? ROWS : 2 * ROWS);
      for (Row row : rows) {
        double p = row.getDouble(0);
        assertThat(row.getDouble(1)).isCloseTo(Math.log(p / (1 - p)), within(1e-9));
      }
    }
  }

  private void everyPredictionIsTheSumOfItsReasons() {
    Dataset<Row> reasons = lake().read(Tables.PREDICTION_REASON).where("task = 'amount'");
    Dataset<Row> sums = reasons.groupBy("entity_id").agg(Map.of("contribution", "sum"));
    List<Row> rows =
        lake()
            .read(Tables.REGRESSION_SCORE)
            .join(sums, "entity_id")
            .selectExpr("prediction", "`sum(contribution)`")
            .collectAsList();
    assertThat(rows).hasSize(ROWS);
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.getDouble(1)).isCloseTo(row.getDouble(0), within(1e-9)));
    assertThat(
            lake()
                .read(Tables.REGRESSION_SCORE)
                .where("top_reasons rlike '(visits|tariff|age)(: | .*: )[+-]0[.][0-9]+'")
                .isEmpty())
        .isFalse();
  }

  private void everyRowHasAProbabilityOfEachClass() {
    Dataset<Row> probabilities = lake().read(Tables.CLASS_PROBABILITY);
    assertThat(texts(probabilities.groupBy("task", "class").count(), "task", "class", "count"))
        .containsExactly(
            "tariffs|basic|" + ROWS,
            "tariffs|plus|" + ROWS,
            "tariffs|premium|" + ROWS,
            "tariffs|trial|" + ROWS);
    assertThat(
            probabilities
                .groupBy("entity_id")
                .agg(Map.of("probability_score", "sum", "position", "sum"))
                .where(
                    "abs(`sum(probability_score)` - 1) > 1e-9 or `sum(position)` <> 1 + 2 + 3 + 4"))
        .satisfies(wrong -> assertThat(wrong.isEmpty()).isTrue());
    assertThat(
            probabilities
                .where("position = 1")
                .select("task", "entity_id", "class", "probability_score")
                .except(
                    lake()
                        .read(Tables.CLASSIFICATION_SCORE)
                        .where("task = 'tariffs'")
                        .select("task", "entity_id", "predicted_class", "probability_score"))
                .isEmpty())
        .isTrue();
    assertThat(texts(lake().read(Tables.MODEL_CLASS).groupBy().sum("n"), "`sum(n)`"))
        .containsExactly(String.valueOf(ROWS));
    assertThat(lake().count(Tables.MODEL_CONFUSION)).isEqualTo(16);
    assertThat(
            lake()
                .read(Tables.MODEL_FAIRNESS)
                .where("measure in ('selection_rate', 'base_rate', 'mean_probability')")
                .groupBy("task", "column_name", "group_value", "measure")
                .agg(Map.of("value", "sum", "class", "count"))
                .collectAsList())
        .as("each row of a group has one class and is said to have one")
        .hasSize(9)
        .allSatisfy(
            row -> {
              assertThat(row.<Double>getAs("sum(value)")).isCloseTo(1, within(1e-9));
              assertThat(row.<Long>getAs("count(class)")).isEqualTo(4);
            });
  }

  @Test
  void rowsOfATestThatAreAlikeLearntOnesAreTold() throws IOException {
    String sources = CONF.substring(0, CONF.indexOf("tasks {"));
    String task =
        "tasks { again { job = regress, table = people, label = usage, test = later, folds = 2,"
            + " features = [visits, age] } }";
    deliver();
    configure((sources + sources.replace("people {", "later {") + task).formatted(temp, temp));
    run(new IngestJob());
    run(new ValidateJob());
    run(new RegressJob());

    assertThat(texts(readiness("duplicates_in_test"), "task", "status"))
        .containsExactly("again|warn");
    assertThat(readiness("duplicates_in_test").head().<Double>getAs("figure"))
        .as("each row stands in both tables, but for those whose number to be predicted is missing")
        .isBetween((double) KNOWN, (double) ROWS);
  }

  private Dataset<Row> readiness(String check) {
    return lake().read(Tables.MODEL_READINESS).where("check_name = '" + check + "'");
  }

  /** The label of the last rows is unknown. */
  private void deliver() throws IOException {
    Examples people = Worlds.customers(ROWS, 21);
    List<String> lines = new ArrayList<>(List.of("id,usage,visits,tariff,age,gone"));
    for (int i = 0; i < ROWS; i++) {
      Object[] row = people.row(i);
      lines.add(
          "P%d,%s,%s,%s,%s,%s"
              .formatted(
                  i,
                  row[0] == null ? "" : row[0],
                  row[1],
                  row[2],
                  row[3],
                  i >= KNOWN ? "" : people.target(i) > 0.5 ? "yes" : "no"));
    }
    deliver("people.csv", lines.toArray(String[]::new));
  }
}
