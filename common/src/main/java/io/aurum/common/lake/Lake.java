package io.aurum.common.lake;

import io.aurum.common.table.TableSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The one door to tables. State (Delta) lies under {@code <out>/lake/<table>}, results (Parquet)
 * under {@code <out>/publish/<table>/as_of=<date>/}.
 *
 * <p>Contracts are passed as declared in {@code Tables}; the lake adds the columns of the
 * configured attributes itself. Every write checks the data against the contract (names, types,
 * nullability), reorders its columns and fails with a clear error where they differ.
 */
public interface Lake {
  /** Date that a row of a result was published for. */
  String AS_OF = "as_of";

  /** The contract with the columns of the configured attributes. */
  TableSpec contract(TableSpec table);

  /** Whether a state table has been committed, or a result exists for the run's date. */
  boolean exists(TableSpec table);

  /**
   * The table as this run sees it: state at the version that the run pinned (the latest when the
   * run started, or what the run itself committed since), a result at the run's date. An absent
   * table reads as empty.
   */
  Dataset<Row> read(TableSpec table);

  /** Whether a result exists for another date. */
  boolean exists(TableSpec result, LocalDate date);

  /** The dates that a result is published for, ascending. */
  List<LocalDate> dates(TableSpec result);

  /** A result as it was published for another date; an absent one reads as empty. */
  Dataset<Row> read(TableSpec result, LocalDate date);

  /**
   * A result as it was published for all dates before the run's, each row with its date in a
   * further column {@value #AS_OF}; empty where there are none.
   */
  Dataset<Row> readEarlier(TableSpec result);

  /** Rows of the table as this run sees it, from the metadata alone. */
  long count(TableSpec table);

  /** Adds rows to a state table. */
  Commit append(TableSpec table, Dataset<Row> rows);

  /** Replaces all rows of a state table in one atomic commit; earlier versions stay readable. */
  Commit replace(TableSpec table, Dataset<Row> rows);

  /**
   * Replaces the rows of a state table that satisfy a predicate, in one atomic commit; every row
   * written must satisfy it.
   *
   * @param predicate SQL over columns of the table
   */
  Commit replaceWhere(TableSpec table, Dataset<Row> rows, String predicate);

  /** Inserts rows or, where the key exists, updates them: one atomic commit. */
  Commit merge(TableSpec table, Dataset<Row> rows);

  /** Writes a result for the run's date, replacing what a former run wrote for it. */
  Commit publish(TableSpec table, Dataset<Row> rows);

  /** Removes a view that nobody asks for any more, of all dates; nothing where there is none. */
  void withdraw(TableSpec view);

  /**
   * Version of the state table that this run reads or has committed; empty where it does not exist.
   */
  Optional<Long> version(TableSpec table);
}
