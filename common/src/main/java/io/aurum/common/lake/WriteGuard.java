package io.aurum.common.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Column;
import io.aurum.common.table.TableSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * Lets only rows of the contract pass: names and types are compared before anything runs, a missing
 * value in a required column stops the write while it runs.
 */
final class WriteGuard {
  /** Starts the message of every breach; what follows holds no values of rows. */
  static final String PREFIX = "aurum: ";

  private static final String MISSING_VALUE = PREFIX + "no value in required column ";
  private static final String OUTSIDE_PREDICATE = PREFIX + "a row outside the replaced part";

  private WriteGuard() {}

  /**
   * The rows with the contract's columns in the contract's order, descriptions attached.
   *
   * @throws AurumException exit code BUG where names or types differ from the contract
   */
  static Dataset<Row> conform(TableSpec contract, Dataset<Row> rows) {
    requireSameColumns(contract, rows);
    return rows.select(
        contract.columns().stream()
            .map(column -> guarded(column, rows.schema().apply(column.name())))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  /** The rows, each of which has to satisfy the predicate while they are written. */
  static Dataset<Row> satisfying(String predicate, Dataset<Row> rows) {
    var names = rows.columns();
    var first = rows.schema().apply(names[0]);
    var holds = coalesce(expr(predicate), lit(false));
    var checked =
        when(holds, rows.col(names[0]))
            .otherwise(raise_error(lit(OUTSIDE_PREDICATE)).cast(first.dataType()))
            .as(names[0], first.metadata());
    return rows.withColumn(names[0], checked);
  }

  private static void requireSameColumns(TableSpec contract, Dataset<Row> rows) {
    List<String> problems = new ArrayList<>();
    List<String> remaining = new ArrayList<>(Arrays.asList(rows.columns()));
    for (Column column : contract.columns()) {
      if (remaining.remove(column.name())) {
        wrongType(column, rows).ifPresent(problems::add);
      } else {
        problems.add("%s %s is missing".formatted(column.name(), column.type().sql()));
      }
    }
    remaining.forEach(name -> problems.add(name + " is not declared or stands twice"));
    if (!problems.isEmpty()) {
      throw AurumException.of(
          ExitCode.BUG,
          "Rows for table %s differ from its contract: %s."
              .formatted(contract.name(), String.join("; ", problems)),
          "the job that writes the table builds other columns than it declares",
          "report it with this message");
    }
  }

  private static Optional<String> wrongType(Column column, Dataset<Row> rows) {
    boolean twice = Arrays.stream(rows.columns()).filter(column.name()::equals).count() > 1;
    if (twice || Types.same(column.type(), rows.schema().apply(column.name()).dataType())) {
      return Optional.empty();
    }
    return Optional.of(
        "%s is %s, declared as %s"
            .formatted(
                column.name(),
                rows.schema().apply(column.name()).dataType().sql(),
                column.type().sql()));
  }

  private static org.apache.spark.sql.Column guarded(Column column, StructField delivered) {
    var value = col("`" + column.name() + "`");
    var checked =
        column.nullable() || !delivered.nullable()
            ? value
            : coalesce(value, raise_error(lit(MISSING_VALUE + column.name())).cast(column.type()));
    return checked.as(column.name(), comment(column));
  }

  private static Metadata comment(Column column) {
    return new MetadataBuilder().putString("comment", column.description()).build();
  }
}
