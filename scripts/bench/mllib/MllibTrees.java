package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.Lakes;
import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The boosted trees of Spark's MLlib with their default settings (20 rounds of depth 5) on the rows
 * and in the folds of {@link LearningBench}: categories indexed and known as such, missing numbers
 * their mean.
 */
public final class MllibTrees {
  private static final String ROW = "row";
  private static final String LABEL = "label";
  private static final String FOLD = "fold";
  private static final double CLIP = 1e-9;

  /** Categories of a feature at most. */
  private static final int MOST_BINS = 128;

  private static final StructType SCORE =
      new StructType()
          .add("entity_id", DataTypes.StringType, false)
          .add("log_odds", DataTypes.DoubleType, false);

  private final SparkSession spark;
  private final Examples rows;
  private final String[] numbers;
  private final String[] categories;

  private MllibTrees(SparkSession spark, Examples rows) {
    this.spark = spark;
    this.rows = rows;
    this.numbers = names(true);
    this.categories = names(false);
  }

  /**
   * Runs the bench.
   *
   * @param args those of {@link LearningBench#main}
   */
  public static void main(String[] args) {
    LearningBench.run(
        args,
        ", MLlib GBT",
        spark -> (task, rows, seed) -> new MllibTrees(spark, rows).scores(task, seed),
        MllibTrees::done);
  }

  /** Reads the rows of each task, and writes their scores beside the lake. */
  private static void done(SparkSession spark, String out, Run run, Settings settings) {
    Lake lake = Lakes.openForReading(spark, out, run, settings);
    for (TaskSettings task : settings.tasks()) {
      Learnt learnt = TaskRows.read(lake, run, settings, task).learnt();
      double[] scores = new MllibTrees(spark, learnt.examples()).scores(task, run.seed());
      List<Row> rows =
          IntStream.range(0, scores.length)
              .mapToObj(i -> RowFactory.create(learnt.entities()[i], scores[i]))
              .toList();
      spark
          .createDataFrame(rows, SCORE)
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(out + "/mllib/" + task.name());
    }
  }

  private String[] names(boolean number) {
    return rows.columns().stream()
        .filter(column -> column.isNumber() == number)
        .map(FeatureColumn::name)
        .toArray(String[]::new);
  }

  private double[] scores(TaskSettings task, long seed) {
    Dataset<Row> all = frame(LearningBench.folds(rows, task.folds(), seed)).coalesce(1).cache();
    Pipeline pipeline = pipeline(seed);
    double[] scores = new double[rows.size()];
    for (int fold = 0; fold < task.folds(); fold++) {
      pipeline
          .fit(all.where(col(FOLD).notEqual(fold)))
          .transform(all.where(col(FOLD).equalTo(fold)))
          .select(ROW, "probability")
          .collectAsList()
          .forEach(row -> scores[row.getInt(0)] = logOdds(row.<Vector>getAs(1).apply(1)));
    }
    all.unpersist();
    return scores;
  }

  private static double logOdds(double probability) {
    double p = Math.min(1 - CLIP, Math.max(CLIP, probability));
    return Math.log(p / (1 - p));
  }

  private Dataset<Row> frame(int[] foldOf) {
    StructType schema =
        new StructType()
            .add(ROW, DataTypes.IntegerType, false)
            .add(LABEL, DataTypes.DoubleType, false)
            .add(FOLD, DataTypes.IntegerType, false);
    for (FeatureColumn column : rows.columns()) {
      schema =
          schema.add(
              column.name(), column.isNumber() ? DataTypes.DoubleType : DataTypes.StringType);
    }
    List<Row> values =
        IntStream.range(0, rows.size())
            .mapToObj(
                i ->
                    RowFactory.create(
                        Stream.concat(
                                Stream.of(i, rows.target(i), foldOf[i]),
                                Arrays.stream(rows.row(i)))
                            .toArray()))
            .toList();
    return spark.createDataFrame(values, schema);
  }

  private Pipeline pipeline(long seed) {
    List<PipelineStage> stages = new ArrayList<>();
    if (numbers.length > 0) {
      stages.add(new Imputer().setInputCols(numbers).setOutputCols(encoded(numbers)));
    }
    if (categories.length > 0) {
      stages.add(
          new StringIndexer()
              .setInputCols(categories)
              .setOutputCols(encoded(categories))
              .setHandleInvalid("keep"));
    }
    stages.add(
        new VectorAssembler()
            .setInputCols(
                Stream.of(encoded(numbers), encoded(categories))
                    .flatMap(Arrays::stream)
                    .toArray(String[]::new))
            .setOutputCol("features"));
    stages.add(new GBTClassifier().setLabelCol(LABEL).setMaxBins(MOST_BINS).setSeed(seed));
    return new Pipeline().setStages(stages.toArray(PipelineStage[]::new));
  }

  private static String[] encoded(String[] names) {
    return Arrays.stream(names).map(name -> name + " encoded").toArray(String[]::new);
  }
}
