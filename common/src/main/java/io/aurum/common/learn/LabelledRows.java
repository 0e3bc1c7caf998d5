package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.model.FeatureColumn;
import io.aurum.common.stat.linear.DesignRows;
import io.aurum.common.stat.linear.DoubleDouble;
import io.aurum.common.stat.linear.LeastSquares;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * All rows of a task that have a label, in parts and an order that depend on their content alone.
 * They stay on the executors: what is summed of them comes to the driver.
 */
final class LabelledRows implements AutoCloseable {
  private static final int PARTS = 16;

  private final SparkSession spark;
  private final JavaRDD<Row> rows;
  private final int features;

  /**
   * What is summed over the rows.
   *
   * @param <T> the sum
   */
  interface Pass<T> extends Serializable {
    T empty();

    /**
     * @param features as {@link io.aurum.common.model.Examples} has them
     */
    void take(T sum, Object[] features, double target);

    T merge(T sum, T further);
  }

  LabelledRows(TaskRows rows, List<FeatureColumn> columns) {
    Dataset<Row> labelled = rows.labelled();
    this.spark = labelled.sparkSession();
    this.features = columns.size();
    this.rows =
        labelled
            .repartition(PARTS, col(TaskRows.HASH))
            .sortWithinPartitions(TaskRows.HASH, TaskRows.TARGET)
            .select(selected(columns))
            .javaRDD()
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** The features, and behind them what else there is of a row. */
  private static Column[] selected(List<FeatureColumn> columns) {
    return Stream.concat(
            columns.stream().map(column -> col("`" + column.name() + "`")),
            Stream.of(TaskRows.TARGET, TaskRows.TIME, TaskRows.HASH).map(name -> col(name)))
        .toArray(Column[]::new);
  }

  /** Reads all rows once. */
  <T extends Serializable> T pass(Pass<T> pass) {
    int count = features;
    return rows.mapPartitions(part -> summed(part, pass, count)).collect().stream()
        .reduce(pass::merge)
        .orElseGet(pass::empty);
  }

  private static <T> Iterator<T> summed(Iterator<Row> rows, Pass<T> pass, int features) {
    T sum = pass.empty();
    while (rows.hasNext()) {
      Row row = rows.next();
      pass.take(sum, values(row, features), row.getDouble(features));
    }
    return List.of(sum).iterator();
  }

  private static Object[] values(Row row, int features) {
    return IntStream.range(0, features).mapToObj(row::get).toArray();
  }

  /**
   * Durbin and Watson's statistic of the rows that have a value for each term and a time; empty
   * where none has.
   */
  OptionalDouble durbinWatson(Design design, LeastSquares model) {
    int target = features;
    JavaRDD<Row> residuals =
        rows.filter(row -> !row.isNullAt(target + 1) && design.isComplete(values(row, target)))
            .map(
                row -> {
                  double observed = row.getDouble(target);
                  DoubleDouble[] cells = design.cells(values(row, target), observed);
                  return RowFactory.create(
                      row.getDouble(target + 1),
                      row.getLong(target + 2),
                      observed,
                      cells[cells.length - 1].minus(model.fitted(cells)).toDouble());
                });
    return ResidualOrder.durbinWatson(
        spark.createDataFrame(residuals, ResidualOrder.SCHEMA), PARTS);
  }

  /** The rows that have a value for each term of a design. */
  DesignRows of(Design design) {
    return new DesignRows() {
      @Override
      public <T extends Serializable> T pass(DesignRows.Pass<T> pass) {
        return LabelledRows.this.pass(new Complete<>(design, pass));
      }
    };
  }

  private record Complete<T>(Design design, DesignRows.Pass<T> pass) implements Pass<T> {
    @Override
    public T empty() {
      return pass.empty();
    }

    @Override
    public void take(T sum, Object[] features, double target) {
      if (design.isComplete(features)) {
        DoubleDouble[] cells = design.cells(features, target);
        pass.take(sum, cells);
      }
    }

    @Override
    public T merge(T sum, T further) {
      return pass.merge(sum, further);
    }
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
