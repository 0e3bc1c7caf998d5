package io.aurum.common.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.TableSpec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Proves that no two rows of a table share its primary key. */
final class KeyCheck {
  private KeyCheck() {}

  /**
   * @throws AurumException exit code BUG where keys occur more than once; says how many, not which
   */
  static void requireUnique(TableSpec contract, Dataset<Row> rows) {
    if (contract.key().isEmpty()) {
      return;
    }
    var key = contract.key().stream().map(name -> col(name)).toArray(Column[]::new);
    Row repeated =
        rows.groupBy(key)
            .agg(count(lit(1)).as("occurrences"))
            .where("occurrences > 1")
            .agg(count(lit(1)), sum("occurrences"))
            .head();
    if (repeated.getLong(0) > 0) {
      throw AurumException.of(
          ExitCode.BUG,
          "In table %s %d keys (%s) stand in %d rows."
              .formatted(
                  contract.name(),
                  repeated.getLong(0),
                  String.join(", ", contract.key()),
                  repeated.getLong(1)),
          "the job that writes the table does not keep its key unique",
          "report it with this message");
    }
  }
}
