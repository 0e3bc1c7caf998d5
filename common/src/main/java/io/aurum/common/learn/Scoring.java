package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.model.ClassesModel;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.model.LearnedModel;
import io.aurum.common.model.LearnedModel.Prediction;
import io.aurum.common.model.LearnedModel.Predictor;
import io.aurum.common.model.Logit;
import io.aurum.common.model.PredictionIntervals.Ends;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Scores rows with a model, wherever they are. */
final class Scoring {
  static final String TARGET = TaskRows.TARGET;
  static final String SCORE = "log_odds";
  static final String ROLE = "role";

  /** Ends of the interval about a predicted number; null of classes. */
  static final String LOWER = "lower";

  static final String UPPER = "upper";

  /** By feature, then base and calibration: what sums to the score. */
  static final String CONTRIBUTIONS = "contributions";

  /** Of several classes the probability of each, else null. */
  static final String PROBABILITIES = "probabilities";

  private static final StructType SCHEMA =
      new StructType()
          .add("source", DataTypes.StringType, false)
          .add("entity_id", DataTypes.StringType, false)
          .add("customer_id", DataTypes.StringType)
          .add(ROLE, DataTypes.StringType, false)
          .add(TARGET, DataTypes.DoubleType)
          .add(SCORE, DataTypes.DoubleType, false)
          .add("probability_score", DataTypes.DoubleType, false)
          .add("top_reasons", DataTypes.StringType, false)
          .add("suggested_action", DataTypes.StringType)
          .add("expected_loss_amount", DataTypes.createDecimalType(18, 2))
          .add(CONTRIBUTIONS, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add(LOWER, DataTypes.DoubleType)
          .add(UPPER, DataTypes.DoubleType)
          .add("predicted_class", DataTypes.StringType)
          .add(PROBABILITIES, DataTypes.createArrayType(DataTypes.DoubleType, false));

  private Scoring() {}

  /** Every row with its score and reasons: of classes log-odds, of numbers the number itself. */
  static Dataset<Row> score(
      SparkSession spark, TaskRows rows, LearnedModel model, ReasonWords words) {
    Broadcast<Shared<LearnedModel>> shared = share(spark, new Shared<>(model, Scoring::ofModel));
    int[] positions = TaskRows.positions(rows.columns(), model.columns());
    return scored(rows, part -> new Worker(shared.value().judge(), positions, words).score(part));
  }

  /** Every row with the probabilities of its classes, and the reasons of the most probable one. */
  static Dataset<Row> score(
      SparkSession spark, TaskRows rows, ClassesModel model, ReasonWords words) {
    Broadcast<Shared<ClassesModel>> shared = share(spark, new Shared<>(model, Scoring::ofClasses));
    int[] positions = TaskRows.positions(rows.columns(), model.columns());
    return scored(rows, part -> new Worker(shared.value().judge(), positions, words).score(part));
  }

  private static <T> Broadcast<T> share(SparkSession spark, T model) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model);
  }

  private static Dataset<Row> scored(TaskRows rows, MapPartitionsFunction<Row, Row> score) {
    return rows.scored().mapPartitions(score, Encoders.row(SCHEMA));
  }

  /**
   * What is said of a row.
   *
   * @param probability NaN of numbers
   * @param ends of the interval about a number; null of classes
   * @param ofClass the class that it is of, and the probabilities of all; null where one value
   *     alone is predicted
   */
  private record Said(Prediction reasons, double probability, Ends ends, OfClass ofClass) {}

  private record OfClass(String predicted, Double[] probabilities) {}

  /**
   * What is judged of a row.
   *
   * @param values of the model's features
   * @param group hash of what the row must not be parted from
   * @param day of the row
   * @param target its label where the model has learnt from it or its group; else null
   */
  private record Asked(Object[] values, long group, int day, Double target) {}

  /** Judges the features of rows. */
  @FunctionalInterface
  private interface Judge {
    List<Said> of(List<Asked> rows);
  }

  /** Makes a judge of a model. */
  @FunctionalInterface
  private interface Making<M> extends Serializable {
    Judge of(M model);
  }

  /** A model and, once on each executor, its judge: what explains trees is larger than they are. */
  private static final class Shared<M extends Serializable> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final M model;
    private final Making<M> making;
    private transient Judge judge;

    Shared(M model, Making<M> making) {
      this.model = model;
      this.making = making;
    }

    synchronized Judge judge() {
      if (judge == null) {
        judge = making.of(model);
      }
      return judge;
    }
  }

  private static Judge ofModel(LearnedModel model) {
    Predictor predictor = model.predictor();
    return rows -> {
      int[] folds =
          rows.stream()
              .mapToInt(
                  row ->
                      row.target == null
                          ? LearnedModel.UNSEEN
                          : model.fold(row.group, row.day, row.target))
              .toArray();
      return predictor.predict(rows.stream().map(Asked::values).toList(), folds).stream()
          .map(said -> said(said, model))
          .toList();
    };
  }

  private static Said said(Prediction prediction, LearnedModel model) {
    double score = prediction.score();
    return model.logistic()
        ? new Said(prediction, Logit.probability(score), null, null)
        : new Said(prediction, Double.NaN, model.intervals().about(score), null);
  }

  private static Judge ofClasses(ClassesModel model) {
    ClassesModel.Judge judge = model.judge();
    return rows -> rows.stream().map(row -> said(row, model, judge)).toList();
  }

  private static Said said(Asked row, ClassesModel model, ClassesModel.Judge judge) {
    int fold =
        row.target == null ? LearnedModel.UNSEEN : model.fold(row.group, row.day, row.target);
    ClassesModel.Verdict verdict = judge.of(row.values, fold);
    double[] probabilities = verdict.probabilities();
    return new Said(
        verdict.reasons(),
        probabilities[verdict.predicted()],
        null,
        new OfClass(
            model.classes().get(verdict.predicted()),
            DoubleStream.of(probabilities).boxed().toArray(Double[]::new)));
  }

  /** Scores the rows of one partition. */
  private static final class Worker {
    private final Judge judge;
    private final int[] positions;
    private final ReasonWords words;

    Worker(Judge judge, int[] positions, ReasonWords words) {
      this.judge = judge;
      this.positions = positions;
      this.words = words;
    }

    Iterator<Row> score(Iterator<Row> part) {
      List<Row> rows = new ArrayList<>();
      part.forEachRemaining(rows::add);
      List<Asked> asked = rows.stream().map(this::asked).toList();
      List<Said> said = judge.of(asked);
      return IntStream.range(0, rows.size())
          .mapToObj(i -> scored(rows.get(i), asked.get(i).values, said.get(i)))
          .iterator();
    }

    private Asked asked(Row row) {
      Object[] values = new Object[positions.length];
      for (int f = 0; f < positions.length; f++) {
        values[f] = row.get(positions[f]);
      }
      Double target = row.getAs(TaskRows.TARGET);
      return new Asked(
          values,
          row.<Long>getAs(TaskRows.GROUP),
          row.<Integer>getAs(TaskRows.DAY),
          row.<Boolean>getAs(TaskRows.SEEN) ? Objects.requireNonNullElse(target, 0.0) : null);
    }

    private Row scored(Row row, Object[] values, Said said) {
      Prediction prediction = said.reasons;
      double[] contributions = prediction.contributions();
      boolean isClass = !Double.isNaN(said.probability);
      Double worth = row.getAs(TaskRows.WORTH);
      return RowFactory.create(
          row.getAs(TaskRows.SOURCE),
          row.getAs(TaskRows.ENTITY),
          row.getAs(TaskRows.CUSTOMER),
          row.getAs(TaskRows.ROLE),
          row.getAs(TaskRows.TARGET),
          prediction.score(),
          said.probability,
          words.top(values, contributions),
          isClass ? words.action(said.probability, contributions).orElse(null) : null,
          worth == null || !isClass
              ? null
              : BigDecimal.valueOf(said.probability * worth).setScale(2, RoundingMode.HALF_EVEN),
          DoubleStream.concat(
                  DoubleStream.of(contributions),
                  DoubleStream.of(prediction.base(), prediction.calibration()))
              .boxed()
              .toArray(Double[]::new),
          said.ends == null ? null : said.ends.lower(),
          said.ends == null ? null : said.ends.upper(),
          said.ofClass == null ? null : said.ofClass.predicted,
          said.ofClass == null ? null : said.ofClass.probabilities);
    }
  }

  /** The scored rows that a model is judged on beside those learnt from. */
  static Dataset<Row> judged(Dataset<Row> scores) {
    return scores.where(col(ROLE).equalTo(TaskRows.TEST).and(col(TARGET).isNotNull()));
  }

  /** Names of what {@link #CONTRIBUTIONS} holds. */
  static List<String> contributors(List<FeatureColumn> columns) {
    List<String> names = new ArrayList<>(columns.stream().map(FeatureColumn::name).toList());
    names.add("(base)");
    names.add("(calibration)");
    return names;
  }
}
