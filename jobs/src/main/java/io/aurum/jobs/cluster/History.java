package io.aurum.jobs.cluster;

import static io.aurum.jobs.cluster.TableRows.ENTITY;
import static io.aurum.jobs.cluster.TableRows.SOURCE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.cluster.Matching;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** The numbers that segments had at the dates so far. */
final class History {
  static final String NUMBER = "number_of_segment";
  static final String PREVIOUS = "previous_number";

  private Optional<Dataset<Row>> latest = Optional.empty();
  private Optional<LocalDate> date = Optional.empty();
  private int used;

  /** The latest date so far. */
  Optional<LocalDate> date() {
    return date;
  }

  /**
   * Numbers of the clusters of a date, by the rows that they share with those of the latest one.
   *
   * @param placed rows with their clusters and their {@link #previous} numbers
   */
  int[] numbers(Dataset<Row> placed, int clusters) {
    long[][] shared = new long[clusters][used];
    if (latest.isPresent()) {
      placed
          .where(col(Clustering.CLUSTER).geq(0).and(col(PREVIOUS).gt(0)))
          .groupBy(Clustering.CLUSTER, PREVIOUS)
          .agg(count(lit(1)))
          .collectAsList()
          .forEach(row -> shared[row.getInt(0)][row.getInt(1) - 1] = row.getLong(2));
    }
    return Matching.numbers(shared, used);
  }

  /** The number of each row's segment: 0 for noise. */
  static Column number(int[] numbers) {
    Column[] all = IntStream.of(numbers).mapToObj(n -> lit(n)).toArray(Column[]::new);
    Column cluster = col(Clustering.CLUSTER);
    return when(cluster.lt(0), lit(0)).otherwise(element_at(array(all), cluster.plus(1)));
  }

  /** Makes a date the latest one. */
  void add(LocalDate day, Dataset<Row> placed, int[] numbers) {
    add(
        day,
        placed.select(col(SOURCE), col(ENTITY), number(numbers).as(NUMBER)),
        IntStream.of(numbers).max().orElse(0));
  }

  /**
   * Makes a date the latest one.
   *
   * @param numbered rows with their {@link #NUMBER} at that date
   * @param highest number given so far
   */
  void add(LocalDate day, Dataset<Row> numbered, int highest) {
    Dataset<Row> kept = numbered.persist(StorageLevel.MEMORY_AND_DISK());
    kept.count();
    release();
    latest = Optional.of(kept);
    date = Optional.of(day);
    used = Math.max(used, highest);
  }

  /** Rows with the number that they had at the latest date. */
  Dataset<Row> previous(Dataset<Row> rows) {
    return latest
        .map(
            before ->
                rows.join(
                    before.withColumnRenamed(NUMBER, PREVIOUS),
                    new String[] {SOURCE, ENTITY},
                    "left"))
        .orElseGet(() -> rows.withColumn(PREVIOUS, lit(null).cast("int")));
  }

  /** Forgets the rows. */
  void release() {
    latest.ifPresent(Dataset::unpersist);
  }
}
