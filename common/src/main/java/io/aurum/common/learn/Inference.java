package io.aurum.common.learn;

import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.stat.linear.DoubleDouble;
import io.aurum.common.stat.linear.LeastSquares;
import io.aurum.common.stat.linear.ResidualPass;
import io.aurum.common.stat.linear.ResidualPass.Robust;
import io.aurum.common.stat.linear.Triangle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The linear model of a regression task, for understanding rather than predicting: what R's {@code
 * lm} tells, with standard errors that hold where the variance is not constant. Of a category each
 * value but the first of the alphabet is a term. Rows with a missing value are left out.
 */
final class Inference {
  /** Values from which a category says too little about each to be a set of terms. */
  private static final int MANY_VALUES = 50;

  private static final double CONFIDENCE = 0.95;
  private static final String INTERCEPT = "(intercept)";

  private static final double[] QUARTILES = {0.25, 0.75};

  private final String task;
  private final String label;
  private final String runId;
  private final Examples rows;
  private final List<Term> terms;
  private final LeastSquares model;
  private final ResidualPass residuals;
  private final long leftOut;

  /**
   * A term of the model.
   *
   * @param feature position of its feature; -1 of the intercept
   * @param value of a category; null of a number
   */
  private record Term(String name, int feature, String value) {

    DoubleDouble of(Object[] row) {
      if (feature < 0) {
        return DoubleDouble.ONE;
      }
      if (value == null) {
        return DoubleDouble.of((Double) row[feature]);
      }
      return value.equals(row[feature]) ? DoubleDouble.ONE : DoubleDouble.ZERO;
    }
  }

  private Inference(
      String task, String label, String runId, Examples rows, List<Term> terms, int[] complete) {
    this.task = task;
    this.label = label;
    this.runId = runId;
    this.rows = rows;
    this.terms = terms;
    this.leftOut = rows.size() - (long) complete.length;
    Triangle triangle = new Triangle(terms.size() + 1);
    for (int i : complete) {
      triangle.add(cells(i));
    }
    this.model = LeastSquares.withIntercept(triangle);
    this.residuals = new ResidualPass(model);
    for (int i : complete) {
      residuals.add(cells(i));
    }
  }

  /** The model of these rows; empty where they are too few for its terms. */
  static Optional<Inference> of(String task, String label, String runId, Examples rows) {
    List<Term> terms = terms(rows);
    int[] complete =
        IntStream.range(0, rows.size())
            .filter(
                i -> terms.stream().allMatch(t -> t.feature < 0 || rows.row(i)[t.feature] != null))
            .toArray();
    return complete.length <= terms.size() + 1
        ? Optional.empty()
        : Optional.of(new Inference(task, label, runId, rows, terms, complete));
  }

  /** The row of {@code regression_summary}. */
  Row summary() {
    return RowFactory.create(
        task,
        model.rows(),
        leftOut,
        model.rank(),
        model.degreesOfFreedom(),
        model.rSquared(),
        model.adjustedRSquared(),
        model.residualDeviation(),
        model.fStatistic(),
        model.fProbability(),
        model.logLikelihood(),
        model.aic(),
        model.bic(),
        residuals.breuschPagan(),
        residuals.breuschPaganProbability(),
        residuals.largestCookDistance(),
        runId);
  }

  /** The rows of {@code regression_coefficient}. */
  List<Row> coefficients() {
    return IntStream.range(0, terms.size()).mapToObj(this::coefficient).toList();
  }

  /** The rows of {@code driver_effect}: of terms that do not follow from those before them. */
  List<Row> effects() {
    return IntStream.range(1, terms.size())
        .filter(term -> Double.isFinite(residuals.standardError(term, Robust.HC3)))
        .mapToObj(this::effect)
        .toList();
  }

  private Row effect(int term) {
    Term driver = terms.get(term);
    double[] quartiles = driver.value == null ? quartiles(driver.feature) : new double[] {0, 1};
    double step = quartiles[1] - quartiles[0];
    double effect = model.estimate(term) * step;
    double error = residuals.standardError(term, Robust.HC3);
    double half = model.quantile(CONFIDENCE) * error * step;
    String from = driver.value == null ? inWords(quartiles[0]) : base(driver.feature);
    String to = driver.value == null ? inWords(quartiles[1]) : driver.value;
    return RowFactory.create(
        task,
        driver.name,
        from,
        to,
        effect,
        effect - half,
        effect + half,
        model.probability(model.estimate(term) / error),
        model.rows(),
        statement(term, from, to, effect, half),
        runId);
  }

  /** What an analyst may say of it: nothing of a direction where the interval holds both. */
  private String statement(int term, String from, String to, double effect, double half) {
    String what =
        "%s %s instead of %s"
            .formatted(rows.columns().get(terms.get(term).feature).name(), to, from);
    String said =
        Math.abs(effect) <= half
            ? "%s goes with no clear difference of %s".formatted(what, label)
            : "%s goes with %s %s of %s"
                .formatted(what, inWords(Math.abs(effect)), effect < 0 ? "less" : "more", label);
    return "%s (95 %% interval of the difference %s to %s), all else alike: association, not causation"
        .formatted(said, inWords(effect - half), inWords(effect + half));
  }

  /** Quartiles of a number; a step of 1 where they are the same. */
  private double[] quartiles(int feature) {
    double[] sorted = rows.known(feature);
    double[] quartiles =
        Arrays.stream(QUARTILES).map(q -> sorted[(int) (q * (sorted.length - 1))]).toArray();
    return quartiles[0] < quartiles[1] ? quartiles : new double[] {quartiles[0], quartiles[0] + 1};
  }

  /** The value that the others of a category are compared to. */
  private String base(int feature) {
    return IntStream.range(0, rows.size())
        .mapToObj(i -> (String) rows.row(i)[feature])
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static String inWords(double value) {
    return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private Row coefficient(int term) {
    double estimate = model.estimate(term);
    double error = model.standardError(term);
    double half = model.quantile(CONFIDENCE) * error;
    double robust = residuals.standardError(term, Robust.HC3);
    List<Object> values = new ArrayList<>(List.of(task, terms.get(term).name, term));
    Arrays.stream(
            new double[] {
              estimate,
              error,
              estimate / error,
              model.probability(estimate / error),
              estimate - half,
              estimate + half,
              residuals.standardError(term, Robust.HC0),
              residuals.standardError(term, Robust.HC1),
              residuals.standardError(term, Robust.HC2),
              robust,
              model.probability(estimate / robust),
              model.varianceInflation(term)
            })
        .mapToObj(value -> Double.isFinite(value) ? value : null)
        .forEach(values::add);
    values.add(runId);
    return RowFactory.create(values.toArray());
  }

  private DoubleDouble[] cells(int row) {
    DoubleDouble[] cells = new DoubleDouble[terms.size() + 1];
    for (int t = 0; t < terms.size(); t++) {
      cells[t] = terms.get(t).of(rows.row(row));
    }
    cells[terms.size()] = DoubleDouble.of(rows.target(row));
    return cells;
  }

  private static List<Term> terms(Examples rows) {
    List<Term> terms = new ArrayList<>(List.of(new Term(INTERCEPT, -1, null)));
    for (int f = 0; f < rows.columns().size(); f++) {
      FeatureColumn column = rows.columns().get(f);
      if (column.isNumber()) {
        terms.add(new Term(column.name(), f, null));
      } else {
        terms.addAll(terms(rows, column.name(), f));
      }
    }
    return terms;
  }

  private static List<Term> terms(Examples rows, String name, int feature) {
    TreeSet<String> values = new TreeSet<>();
    IntStream.range(0, rows.size())
        .mapToObj(i -> (String) rows.row(i)[feature])
        .filter(Objects::nonNull)
        .forEach(values::add);
    return values.size() > MANY_VALUES
        ? List.of()
        : values.stream().skip(1).map(v -> new Term(name + " = " + v, feature, v)).toList();
  }
}
