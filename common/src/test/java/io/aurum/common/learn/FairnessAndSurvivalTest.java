package io.aurum.common.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.learn.Fairness.Judged;
import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.model.Readiness.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures beside the scores, on rows whose figures are known. */
@Tag("fast")
class FairnessAndSurvivalTest {
  private static final int ROWS = 1_200;

  /** Of four women two are selected, one of the two who are positive; of two men none. */
  @Test
  void groupsAreComparedByHand() {
    double[] target = {1, 1, 0, 0, 1, 0};
    double[] scores = {1, -1, 1, -1, -1, -1};
    Object[][] sexes = {{"f"}, {"f"}, {"f"}, {"f"}, {"m"}, {null}};
    Learnt rows = learnt(List.of(), new Object[6][0], target, List.of("sex"), sexes);

    List<Row> found =
        Fairness.of(rows, Judged.positive("yes", scores, 0.5, rows), List.of("sex"), "t", "run");

    assertThat(figure(found, "f", "selection_rate")).isEqualTo(0.5);
    assertThat(figure(found, "f", "true_positive_rate")).isEqualTo(0.5);
    assertThat(figure(found, "f", "false_positive_rate")).isEqualTo(0.5);
    assertThat(figure(found, "m", "true_positive_rate")).isZero();
    assertThat(figure(found, "f", "mean_probability")).isCloseTo(0.5, within(1e-12));
    assertThat(found)
        .filteredOn(row -> row.getString(2).equals("(missing)"))
        .extracting(row -> row.getString(4))
        .containsExactly("selection_rate", "false_positive_rate", "base_rate", "mean_probability");
    assertThat(found)
        .filteredOn(row -> row.getString(4).equals("selection_rate"))
        .allSatisfy(
            row -> assertThat(row.getDouble(9)).isCloseTo(row.getDouble(5) * 3, within(1e-12)));
  }

  /** The hazard is exp(x); what is paid grows with the time, and is found and left out. */
  @Test
  void whatGrowsWithTheTimeIsFoundAndTheRestTellsWhoComesFirst() {
    Random random = new Random(42);
    Object[][] features = new Object[ROWS][];
    Object[][] times = new Object[ROWS][];
    double[] target = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double x = random.nextGaussian();
      double time = -Math.log(1 - random.nextDouble()) / Math.exp(x);
      double watched = 2 * random.nextDouble();
      target[i] = time <= watched ? 1 : 0;
      times[i] = new Object[] {Math.min(time, watched)};
      double paid = Math.min(time, watched) * (9 + random.nextDouble());
      features[i] = new Object[] {x, paid, 1_000 + x + 0.01 * random.nextGaussian()};
    }
    Learnt rows = learnt(List.of("x", "paid", "like_x"), features, target, List.of("time"), times);

    assertThat(Survival.growing(rows, "time")).extracting(Finding::subject).containsExactly("paid");
    Survival survival = new Survival(rows, "time", List.of("paid", "like_x"));
    List<Row> coefficients = survival.coefficients("t", "run");
    assertThat(coefficients).hasSize(1);
    assertThat(coefficients.get(0).getDouble(3)).isCloseTo(1, within(0.15));
    assertThat(survival.concordance(5, 1).value()).isBetween(0.70, 0.80);
    assertThat(new Survival(rows, "time", List.of("like_x")).concordance(5, 1).value())
        .isGreaterThan(0.9);
    assertThat(new Survival(rows, "time", List.of("paid")).concordance(5, 1).value())
        .as("models that share an effect between two terms as chance has it")
        .isCloseTo(survival.concordance(5, 1).value(), within(0.005));
    List<Row> curve = survival.curve("t", "run");
    assertThat(curve).hasSize((int) Arrays.stream(target).sum());
    assertThat(curve.get(0).getDouble(4))
        .isCloseTo(1 - 1.0 / curve.get(0).getLong(2), within(1e-12));
  }

  private static double figure(List<Row> rows, String group, String measure) {
    return rows.stream()
        .filter(row -> row.getString(2).equals(group) && row.getString(4).equals(measure))
        .findFirst()
        .orElseThrow()
        .getDouble(5);
  }

  private static Learnt learnt(
      List<String> names,
      Object[][] features,
      double[] target,
      List<String> extras,
      Object[][] values) {
    return new Learnt(
        new Examples(
            names.stream().map(name -> new FeatureColumn(name, FeatureColumn.Type.NUMBER)).toList(),
            features,
            target,
            LongStream.range(0, target.length).map(i -> i * 0x9E3779B97F4A7C15L).toArray()),
        new String[target.length],
        new int[target.length],
        extras,
        values);
  }
}
