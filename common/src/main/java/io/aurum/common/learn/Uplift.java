package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percent_rank;

import io.aurum.common.config.TaskSettings.Treatment;
import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.LearnedModel;
import io.aurum.common.model.LearnedModel.Predictor;
import io.aurum.common.model.Logit;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import io.aurum.common.stat.uplift.UpliftCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What a treatment does to each row, by two models: one of the rows that got it, one of those that
 * did not. A row that was learnt from is scored by that part of either model which has not seen the
 * row's fold, whichever its arm: scores that tell the arms apart would put unlike customers of both
 * into one decile, and their difference would no longer be what the treatment does.
 */
final class Uplift {
  private static final int DECILES = 10;
  private static final int FEWEST_OF_CLASS = 10;
  private static final StructType SCHEMA =
      new StructType()
          .add("source", DataTypes.StringType, false)
          .add("entity_id", DataTypes.StringType, false)
          .add("customer_id", DataTypes.StringType)
          .add("treated_score", DataTypes.DoubleType, false)
          .add("control_score", DataTypes.DoubleType, false)
          .add("uplift", DataTypes.DoubleType, false);

  private final Treatment treatment;
  private final Model treated;
  private final Model control;

  /**
   * @param treated model of the rows that got the treatment
   * @param control model of those that did not
   */
  Uplift(Treatment treatment, Model treated, Model control) {
    this.treatment = treatment;
    this.treated = treated;
    this.control = control;
  }

  /** Numbers of the rows of one arm. */
  static int[] arm(Learnt rows, Treatment treatment, String value) {
    return IntStream.range(0, rows.examples().size())
        .filter(i -> value.equals(rows.extra(i, treatment.column())))
        .toArray();
  }

  /** Whether both arms have enough of both classes to learn from. */
  static Finding arms(Learnt rows, Treatment treatment) {
    long fewest = Long.MAX_VALUE;
    for (String value : List.of(treatment.treated(), treatment.control())) {
      int[] arm = arm(rows, treatment, value);
      long positives = Arrays.stream(arm).filter(i -> rows.examples().target(i) > 0.5).count();
      fewest = Math.min(fewest, Math.min(positives, arm.length - positives));
    }
    return new Finding(
        "treatment_arms",
        treatment.column(),
        fewest < FEWEST_OF_CLASS ? Status.STOP : Status.PASS,
        (double) fewest,
        true,
        fewest + " rows are in the smallest class of an arm");
  }

  /** How well the uplift of the rows learnt from tells for whom the treatment does most. */
  UpliftCurve curve(Learnt rows) {
    int n = rows.examples().size();
    double[] uplift = new double[n];
    boolean[] given = new boolean[n];
    boolean[] outcome = new boolean[n];
    long[] content = new long[n];
    Pair pair = new Pair(treated.learned().model(), control.learned().model());
    for (int i = 0; i < n; i++) {
      String arm = (String) rows.extra(i, treatment.column());
      double target = rows.examples().target(i);
      long group = rows.examples().group(i);
      int day = rows.examples().day(i);
      uplift[i] = pair.heldOut(rows.examples().row(i), group, day, target).uplift();
      given[i] = treatment.treated().equals(arm);
      outcome[i] = target > 0.5;
      content[i] = rows.examples().hash(i);
    }
    return new UpliftCurve(uplift, given, outcome, content);
  }

  /** The rows of {@code uplift_decile}. */
  static List<Row> deciles(UpliftCurve curve, String task, String runId) {
    List<Row> rows = new ArrayList<>();
    for (UpliftCurve.Part part : curve.tenths()) {
      rows.add(
          RowFactory.create(
              task,
              rows.size() + 1,
              part.treated(),
              part.control(),
              known(part.treatedRate()),
              known(part.controlRate()),
              known(part.uplift().value()),
              known(part.uplift().lower()),
              known(part.uplift().upper()),
              runId));
    }
    return rows;
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** The rows of {@code uplift_score}. */
  Dataset<Row> scores(SparkSession spark, TaskRows rows, String task, String runId) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<LearnedModel> with = context.broadcast(treated.learned().model());
    Broadcast<LearnedModel> without = context.broadcast(control.learned().model());
    int[] positions = TaskRows.positions(rows.columns(), treated.rows().columns());
    return rows.scored()
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                part -> score(part, new Pair(with.value(), without.value()), positions),
            Encoders.row(SCHEMA))
        .withColumn("task", lit(task))
        .withColumn("run_id", lit(runId))
        .withColumn("higher", percent_rank().over(Window.orderBy("uplift")))
        .withColumn(
            "decile",
            least(floor(lit(1).minus(col("higher")).multiply(DECILES)).plus(1), lit(DECILES))
                .cast("int"));
  }

  private static Iterator<Row> score(Iterator<Row> part, Pair pair, int[] positions) {
    List<Row> scored = new ArrayList<>();
    part.forEachRemaining(
        row -> {
          Object[] values = new Object[positions.length];
          for (int f = 0; f < positions.length; f++) {
            values[f] = row.get(positions[f]);
          }
          Scores scores =
              row.<Boolean>getAs(TaskRows.SEEN)
                  ? pair.heldOut(
                      values,
                      row.<Long>getAs(TaskRows.GROUP),
                      row.<Integer>getAs(TaskRows.DAY),
                      Objects.requireNonNullElse(row.<Double>getAs(TaskRows.TARGET), 0.0))
                  : pair.unseen(values);
          scored.add(
              RowFactory.create(
                  row.getAs(TaskRows.SOURCE),
                  row.getAs(TaskRows.ENTITY),
                  row.getAs(TaskRows.CUSTOMER),
                  scores.treated,
                  scores.control,
                  scores.uplift()));
        });
    return scored.iterator();
  }

  /** Probabilities of a row with the treatment and without it. */
  private record Scores(double treated, double control) {
    double uplift() {
      return treated - control;
    }
  }

  /** Both models at work. */
  private static final class Pair {
    private final LearnedModel treatedModel;
    private final LearnedModel controlModel;
    private final Predictor treatedPredictor;
    private final Predictor controlPredictor;

    Pair(LearnedModel treated, LearnedModel control) {
      this.treatedModel = treated;
      this.controlModel = control;
      this.treatedPredictor = treated.predictor();
      this.controlPredictor = control.predictor();
    }

    /** Of a row that was learnt from. */
    Scores heldOut(Object[] row, long group, int day, double target) {
      return score(
          row, treatedModel.fold(group, day, target), controlModel.fold(group, day, target));
    }

    /** Of a row that is new. */
    Scores unseen(Object[] row) {
      return score(row, LearnedModel.UNSEEN, LearnedModel.UNSEEN);
    }

    private Scores score(Object[] row, int treatedFold, int controlFold) {
      return new Scores(
          Logit.probability(treatedPredictor.score(row, treatedFold)),
          Logit.probability(controlPredictor.score(row, controlFold)));
    }
  }
}
