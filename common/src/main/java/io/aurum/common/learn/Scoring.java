package io.aurum.common.learn;

import io.aurum.common.model.FeatureColumn;
import io.aurum.common.model.LearnedModel;
import io.aurum.common.model.LearnedModel.Prediction;
import io.aurum.common.model.LearnedModel.Predictor;
import io.aurum.common.model.Logit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
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

  /** By feature, then base and calibration: what sums to the score. */
  static final String CONTRIBUTIONS = "contributions";

  private static final StructType SCHEMA =
      new StructType()
          .add("source", DataTypes.StringType, false)
          .add("entity_id", DataTypes.StringType, false)
          .add("customer_id", DataTypes.StringType)
          .add("role", DataTypes.StringType, false)
          .add(TARGET, DataTypes.DoubleType)
          .add(SCORE, DataTypes.DoubleType, false)
          .add("probability_score", DataTypes.DoubleType, false)
          .add("top_reasons", DataTypes.StringType, false)
          .add("suggested_action", DataTypes.StringType)
          .add("expected_loss_amount", DataTypes.createDecimalType(18, 2))
          .add(CONTRIBUTIONS, DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  private Scoring() {}

  /**
   * Every row with its score. Of classes the score is log-odds, with reasons; of numbers the number
   * itself, without.
   */
  static Dataset<Row> score(
      SparkSession spark, TaskRows rows, LearnedModel model, ReasonWords words) {
    Broadcast<LearnedModel> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model);
    int[] positions = TaskRows.positions(rows.columns(), model.columns());
    return rows.scored()
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                part -> new Worker(shared.value(), positions, words).score(part),
            Encoders.row(SCHEMA));
  }

  /** Scores the rows of one partition. */
  private static final class Worker {
    private final LearnedModel model;
    private final Predictor predictor;
    private final int[] positions;
    private final ReasonWords words;

    Worker(LearnedModel model, int[] positions, ReasonWords words) {
      this.model = model;
      this.predictor = model.predictor();
      this.positions = positions;
      this.words = words;
    }

    Iterator<Row> score(Iterator<Row> part) {
      List<Row> scored = new ArrayList<>();
      part.forEachRemaining(row -> scored.add(score(row)));
      return scored.iterator();
    }

    private Row score(Row row) {
      Object[] values = new Object[positions.length];
      for (int f = 0; f < positions.length; f++) {
        values[f] = row.get(positions[f]);
      }
      Double target = row.getAs(TaskRows.TARGET);
      String role = row.getAs(TaskRows.ROLE);
      int fold =
          role.equals(TaskRows.LEARNT)
              ? model.fold(row.<Long>getAs(TaskRows.GROUP), target)
              : LearnedModel.UNSEEN;
      Prediction prediction =
          model.logistic()
              ? predictor.predict(values, fold)
              : new Prediction(predictor.score(values, fold), 0, new double[0], 0);
      double[] contributions = prediction.contributions();
      double probability = model.logistic() ? Logit.probability(prediction.score()) : Double.NaN;
      Double worth = row.getAs(TaskRows.WORTH);
      return RowFactory.create(
          row.getAs(TaskRows.SOURCE),
          row.getAs(TaskRows.ENTITY),
          row.getAs(TaskRows.CUSTOMER),
          role,
          target,
          prediction.score(),
          probability,
          model.logistic() ? words.top(values, contributions) : "",
          model.logistic() ? words.action(contributions).orElse(null) : null,
          worth == null || !model.logistic()
              ? null
              : BigDecimal.valueOf(probability * worth).setScale(2, RoundingMode.HALF_EVEN),
          DoubleStream.concat(
                  DoubleStream.of(contributions),
                  DoubleStream.of(prediction.base(), prediction.calibration()))
              .boxed()
              .toArray(Double[]::new));
    }
  }

  /** Names of what {@link #CONTRIBUTIONS} holds. */
  static List<String> contributors(LearnedModel model) {
    List<String> names =
        new ArrayList<>(model.columns().stream().map(FeatureColumn::name).toList());
    names.add("(base)");
    names.add("(calibration)");
    return names;
  }
}
