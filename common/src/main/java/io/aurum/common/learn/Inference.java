package io.aurum.common.learn;

import io.aurum.common.config.LinearModel;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.learn.Design.Term;
import io.aurum.common.learn.DriverEffects.Driver;
import io.aurum.common.model.Examples;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.stat.linear.Family;
import io.aurum.common.stat.linear.GeneralisedLinear;
import io.aurum.common.stat.linear.LeastSquares;
import io.aurum.common.stat.linear.ResidualPass.Robust;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The linear model of a task, for understanding rather than predicting: what R's {@code lm} and
 * {@code glm} tell, with standard errors that hold where the variance is not constant. It is fitted
 * to all rows whose label was known by the task's learning date, where they lie, not to a sample of
 * them; it is fitted anew by each run. Rows with a missing value are left out.
 */
final class Inference {
  private static final double CONFIDENCE = 0.95;
  private static final double[] QUARTILES = {0.25, 0.75};

  private final TaskSettings task;
  private final String runId;
  private final Examples sample;
  private final Design design;
  private final GeneralisedLinear model;
  private final long leftOut;
  private final List<Integer> drivers;
  private final DriverEffects.Sums effects;
  private final OptionalDouble durbinWatson;

  private Inference(
      TaskSettings task,
      String runId,
      Examples sample,
      Design design,
      LabelledRows rows,
      Family family,
      long leftOut) {
    this.task = task;
    this.runId = runId;
    this.sample = sample;
    this.design = design;
    this.leftOut = leftOut;
    this.model = GeneralisedLinear.fit(rows.of(design), design.size(), family);
    this.drivers = IntStream.range(1, design.size()).filter(this::isDriver).boxed().toList();
    this.effects =
        rows.pass(
            new DriverEffects(
                design, family, model.estimates(), drivers.stream().map(this::driver).toList()));
    this.durbinWatson =
        task.time().isPresent() && family == Family.GAUSSIAN
            ? rows.durbinWatson(design, model.leastSquares())
            : OptionalDouble.empty();
  }

  /**
   * The model of a task; empty where it has none or the rows are too few for its terms.
   *
   * @param sample of the rows, as the gate let them through
   * @param labelled all of them
   */
  static Optional<Inference> of(
      TaskSettings task, String runId, Examples sample, TaskRows labelled) {
    if (task.linear().isEmpty()) {
      return Optional.empty();
    }
    LinearModel linear = task.linear().get();
    Design design = Design.of(sample, linear.powers());
    try (LabelledRows rows = new LabelledRows(labelled, sample.columns())) {
      Census census = rows.pass(new Counting(design, linear.family()));
      if (census.outside > 0) {
        throw notOf(task, linear.family(), census.outside);
      }
      return census.complete <= design.size() + 1
          ? Optional.empty()
          : Optional.of(
              new Inference(
                  task,
                  runId,
                  sample,
                  design,
                  rows,
                  linear.family(),
                  census.rows - census.complete));
    }
  }

  private static AurumException notOf(TaskSettings task, Family family, long rows) {
    return AurumException.of(
        ExitCode.USAGE,
        "task '%s' has no %s model".formatted(task.name(), inWords(family)),
        "%d rows have a '%s' that the family does not know: poisson takes 0 and more, gamma what is above 0, binomial 0 to 1"
            .formatted(rows, task.label()),
        "set 'family' to another one, or leave those rows out");
  }

  private static String inWords(Family family) {
    return family.name().toLowerCase(Locale.ROOT);
  }

  /** The row of {@code regression_summary}. */
  Row summary() {
    LeastSquares squares = model.leastSquares();
    boolean normal = model.family() == Family.GAUSSIAN;
    return RowFactory.create(
        task.name(),
        squares.rows(),
        leftOut,
        squares.rank(),
        squares.degreesOfFreedom(),
        normal ? squares.rSquared() : null,
        normal ? squares.adjustedRSquared() : null,
        normal ? squares.residualDeviation() : null,
        normal ? squares.fStatistic() : null,
        normal ? squares.fProbability() : null,
        model.logLikelihood(),
        model.aic(),
        model.bic(),
        normal ? model.residuals().breuschPagan() : null,
        normal ? model.residuals().breuschPaganProbability() : null,
        model.largestCookDistance(),
        inWords(model.family()),
        model.deviance(),
        model.nullDeviance(),
        model.dispersion(),
        model.steps(),
        model.isConverged(),
        String.join(", ", design.leftOut()),
        durbinWatson.isPresent() ? durbinWatson.getAsDouble() : null,
        runId);
  }

  /** The rows of {@code regression_coefficient}. */
  List<Row> coefficients() {
    return IntStream.range(0, design.size()).mapToObj(this::coefficient).toList();
  }

  /** The rows of {@code driver_effect}: of terms that do not follow from those before them. */
  List<Row> effects() {
    return IntStream.range(0, drivers.size()).mapToObj(this::effect).toList();
  }

  /** A number is one driver with all its powers. */
  private boolean isDriver(int position) {
    Term term = design.terms().get(position);
    return term.power() == 1 && Double.isFinite(model.standardError(position, Robust.HC3));
  }

  private Driver driver(int position) {
    Term term = design.terms().get(position);
    if (!term.isNumber()) {
      return new Driver(term.feature(), base(term), term.value());
    }
    double[] quartiles = quartiles(term.feature());
    return new Driver(term.feature(), quartiles[0], quartiles[1]);
  }

  private Row effect(int position) {
    Term term = design.terms().get(drivers.get(position));
    Driver driver = driver(drivers.get(position));
    double effect = effects.effect(position);
    double error = model.standardErrorOf(effects.gradient(position));
    double half = model.quantile(CONFIDENCE) * error;
    String from = inWords(driver.from());
    String to = inWords(driver.to());
    return RowFactory.create(
        task.name(),
        term.name(),
        from,
        to,
        effect,
        effect - half,
        effect + half,
        model.probability(effect / error),
        model.leastSquares().rows(),
        statement(term, from, to, effect, half),
        runId);
  }

  private static String inWords(Object value) {
    return value instanceof Double number ? inWords(number.doubleValue()) : (String) value;
  }

  /** What an analyst may say of it: nothing of a direction where the interval holds both. */
  private String statement(Term term, String from, String to, double effect, double half) {
    String what =
        "%s %s instead of %s".formatted(sample.columns().get(term.feature()).name(), to, from);
    String label =
        task.positive()
            .map(value -> "the probability of %s = %s".formatted(task.label(), value))
            .orElse(task.label());
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
    double[] sorted = sample.known(feature);
    double[] quartiles =
        Arrays.stream(QUARTILES).map(q -> sorted[(int) (q * (sorted.length - 1))]).toArray();
    return quartiles[0] < quartiles[1] ? quartiles : new double[] {quartiles[0], quartiles[0] + 1};
  }

  /** The value that the others of a category are compared to. */
  private String base(Term term) {
    return Design.values(sample, term.feature()).first();
  }

  private static String inWords(double value) {
    return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private Row coefficient(int term) {
    double estimate = model.leastSquares().estimate(term);
    double error = model.standardError(term);
    double half = model.quantile(CONFIDENCE) * error;
    double robust = model.standardError(term, Robust.HC3);
    List<Object> values =
        new ArrayList<>(List.of(task.name(), design.terms().get(term).name(), term));
    Arrays.stream(
            new double[] {
              estimate,
              error,
              estimate / error,
              model.probability(estimate / error),
              estimate - half,
              estimate + half,
              model.standardError(term, Robust.HC0),
              model.standardError(term, Robust.HC1),
              model.standardError(term, Robust.HC2),
              robust,
              model.probability(estimate / robust),
              model.leastSquares().varianceInflation(term)
            })
        .mapToObj(value -> Double.isFinite(value) ? value : null)
        .forEach(values::add);
    values.add(runId);
    return RowFactory.create(values.toArray());
  }

  private static final class Census implements Serializable {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long complete;
    private long outside;
  }

  /** Counts the rows that can be used, and those whose response the family does not know. */
  private record Counting(Design design, Family family) implements LabelledRows.Pass<Census> {
    @Override
    public Census empty() {
      return new Census();
    }

    @Override
    public void take(Census sum, Object[] features, double target) {
      boolean complete = design.isComplete(features);
      sum.rows++;
      sum.complete += complete ? 1 : 0;
      sum.outside += complete && !family.admits(target) ? 1 : 0;
    }

    @Override
    public Census merge(Census sum, Census further) {
      sum.rows += further.rows;
      sum.complete += further.complete;
      sum.outside += further.outside;
      return sum;
    }
  }
}
