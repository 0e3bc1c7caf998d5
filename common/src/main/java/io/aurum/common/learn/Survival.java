package io.aurum.common.learn;

import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.model.Folds;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.Wilson;
import io.aurum.common.stat.survival.Concordance;
import io.aurum.common.stat.survival.Covariates;
import io.aurum.common.stat.survival.CoxRegression;
import io.aurum.common.stat.survival.KaplanMeier;
import io.aurum.common.stat.survival.Survivors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How long until a label comes true: the share that is left (Kaplan and Meier), what goes with a
 * sooner event (Cox), and how well that tells who comes first, of rows that it has not seen.
 *
 * <p>A feature that grows with the time watched, as a sum of monthly payments does, tells the time
 * rather than predicts it: it is found by its rank correlation with the time, and left out.
 */
final class Survival {
  /** Rank correlation with the time from which a feature is taken to grow with it. */
  private static final double GROWS = 0.75;

  /** Values from which a category says too little about each to be a set of terms. */
  private static final int MANY_VALUES = 50;

  private final Learnt learnt;
  private final int[] rows;
  private final double[] time;
  private final boolean[] event;
  private final List<Term> terms;
  private final double[][] cells;

  /**
   * A term of the model.
   *
   * @param value of a category; null of a number
   * @param mean of a number, which stands for a missing one
   */
  private record Term(String name, int feature, String value, double mean) {

    double of(Object[] row) {
      if (value != null) {
        return value.equals(row[feature]) ? 1 : 0;
      }
      return row[feature] == null ? mean : (Double) row[feature];
    }
  }

  /**
   * @param learnt rows with the duration among their extras; those without one are left out
   * @param left features that are left out
   */
  Survival(Learnt learnt, String duration, List<String> left) {
    this.learnt = learnt;
    this.rows = watched(learnt, duration);
    this.time = Arrays.stream(rows).mapToDouble(i -> time(learnt, i, duration)).toArray();
    this.event = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      event[i] = learnt.examples().target(rows[i]) > 0.5;
    }
    List<Term> candidates = terms(learnt.examples(), left);
    double[][] columns =
        candidates.stream()
            .map(term -> Arrays.stream(rows).mapToDouble(i -> term.of(row(i))).toArray())
            .toArray(double[][]::new);
    int[] kept = Covariates.independent(columns);
    this.terms = Arrays.stream(kept).mapToObj(candidates::get).toList();
    this.cells =
        IntStream.range(0, rows.length)
            .mapToObj(i -> Arrays.stream(kept).mapToDouble(c -> columns[c][i]).toArray())
            .toArray(double[][]::new);
  }

  /** Features other than the time that grow with it. */
  static List<Finding> growing(Learnt learnt, String duration) {
    int[] rows = watched(learnt, duration);
    List<Finding> findings = new ArrayList<>();
    List<FeatureColumn> columns = learnt.examples().columns();
    for (int f = 0; f < columns.size(); f++) {
      int feature = f;
      int[] known =
          Arrays.stream(rows)
              .filter(i -> learnt.examples().row(i)[feature] instanceof Double)
              .toArray();
      if (known.length > 2 && !columns.get(f).name().equals(duration)) {
        double correlation =
            new SpearmansCorrelation()
                .correlation(
                    Arrays.stream(known)
                        .mapToDouble(i -> (Double) learnt.examples().row(i)[feature])
                        .toArray(),
                    Arrays.stream(known).mapToDouble(i -> time(learnt, i, duration)).toArray());
        if (correlation >= GROWS) {
          findings.add(growing(columns.get(f).name(), duration, correlation));
        }
      }
    }
    return findings;
  }

  private static Finding growing(String feature, String duration, double correlation) {
    return new Finding(
        "leak_by_duration",
        feature,
        Status.WARN,
        correlation,
        true,
        String.format(
            Locale.ROOT,
            "it grows with '%s' (rank correlation %.2f), and is left out of the survival model",
            duration,
            correlation));
  }

  /** The rows of {@code survival_curve}. */
  List<Row> curve(String task, String runId) {
    return KaplanMeier.of(Survivors.of(time, event, new double[time.length][0])).steps().stream()
        .map(
            step ->
                RowFactory.create(
                    task,
                    step.time(),
                    step.atRisk(),
                    step.events(),
                    step.share().value(),
                    step.share().lower(),
                    step.share().upper(),
                    runId))
        .toList();
  }

  /** The rows of {@code survival_coefficient}. */
  List<Row> coefficients(String task, String runId) {
    CoxRegression model = CoxRegression.of(Survivors.of(time, event, cells));
    double[] estimates = model.coefficients();
    double[] errors = model.standardErrors();
    List<Row> found = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      double half = Wilson.Z_95 * errors[t];
      double p =
          2 * new NormalDistribution().cumulativeProbability(-Math.abs(estimates[t] / errors[t]));
      found.add(
          RowFactory.create(
              task,
              terms.get(t).name,
              t + 1,
              estimates[t],
              errors[t],
              Math.exp(estimates[t]),
              Math.exp(estimates[t] - half),
              Math.exp(estimates[t] + half),
              p,
              (long) rows.length,
              runId));
    }
    return found;
  }

  /**
   * Concordance of each fold's rows with the model of the other folds, over all rows. A hazard has
   * no level, only ratios: each model's scores are counted from the mean of the rows it has learnt
   * from, so that those of two folds can be compared.
   */
  Estimate concordance(int count, long seed) {
    long[] groups = Arrays.stream(rows).mapToLong(learnt.examples()::group).toArray();
    Folds folds = Folds.of(groups, new int[rows.length], count, seed);
    double[] scores = new double[rows.length];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            fold -> {
              int[] others =
                  IntStream.range(0, rows.length)
                      .filter(i -> folds.fold(groups[i], 0) != fold)
                      .toArray();
              CoxRegression model = CoxRegression.of(survivors(others));
              double level =
                  Arrays.stream(others).mapToDouble(i -> model.score(cells[i])).sum()
                      / others.length;
              IntStream.range(0, rows.length)
                  .filter(i -> folds.fold(groups[i], 0) == fold)
                  .forEach(i -> scores[i] = model.score(cells[i]) - level);
            });
    return Concordance.of(time, event, scores);
  }

  /** Rows with a time. */
  int size() {
    return rows.length;
  }

  private Survivors survivors(int[] some) {
    boolean[] events = new boolean[some.length];
    for (int k = 0; k < some.length; k++) {
      events[k] = event[some[k]];
    }
    return Survivors.of(
        Arrays.stream(some).mapToDouble(i -> time[i]).toArray(),
        events,
        Arrays.stream(some).mapToObj(i -> cells[i]).toArray(double[][]::new));
  }

  private Object[] row(int row) {
    return learnt.examples().row(row);
  }

  private static int[] watched(Learnt learnt, String duration) {
    return IntStream.range(0, learnt.examples().size())
        .filter(i -> learnt.extra(i, duration) instanceof Double time && time >= 0)
        .toArray();
  }

  private static double time(Learnt learnt, int row, String duration) {
    return (Double) learnt.extra(row, duration);
  }

  private static List<Term> terms(Examples rows, List<String> left) {
    List<Term> terms = new ArrayList<>();
    for (int f = 0; f < rows.columns().size(); f++) {
      FeatureColumn column = rows.columns().get(f);
      if (left.contains(column.name())) {
        continue;
      }
      if (column.isNumber()) {
        terms.add(new Term(column.name(), f, null, mean(rows, f)));
      } else {
        terms.addAll(terms(rows, column.name(), f));
      }
    }
    return terms;
  }

  private static double mean(Examples rows, int feature) {
    return IntStream.range(0, rows.size())
        .filter(i -> rows.row(i)[feature] != null)
        .mapToDouble(i -> (Double) rows.row(i)[feature])
        .average()
        .orElse(0);
  }

  private static List<Term> terms(Examples rows, String name, int feature) {
    TreeSet<String> values = new TreeSet<>();
    IntStream.range(0, rows.size())
        .mapToObj(i -> (String) rows.row(i)[feature])
        .filter(Objects::nonNull)
        .forEach(values::add);
    return values.size() > MANY_VALUES
        ? List.of()
        : values.stream().skip(1).map(v -> new Term(name + " = " + v, feature, v, 0)).toList();
  }
}
