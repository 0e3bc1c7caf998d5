package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.model.FeatureColumn;
import io.aurum.common.stat.linear.DesignRows;
import io.aurum.common.stat.linear.DoubleDouble;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * All rows of a task that have a label, in parts and an order that depend on their content alone.
 * They stay on the executors: what is summed of them comes to the driver.
 */
final class LabelledRows implements AutoCloseable {
  private static final int PARTS = 16;

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
    this.features = columns.size();
    this.rows =
        rows.labelled()
            .repartition(PARTS, col(TaskRows.HASH))
            .sortWithinPartitions(TaskRows.HASH, TaskRows.TARGET)
            .select(selected(columns))
            .javaRDD()
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static Column[] selected(List<FeatureColumn> columns) {
    return IntStream.rangeClosed(0, columns.size())
        .mapToObj(
            f -> f < columns.size() ? col("`" + columns.get(f).name() + "`") : col(TaskRows.TARGET))
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
      Object[] values = new Object[features];
      for (int f = 0; f < features; f++) {
        values[f] = row.get(f);
      }
      pass.take(sum, values, row.getDouble(features));
    }
    return List.of(sum).iterator();
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
