package io.aurum.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.run.Run;
import io.aurum.common.table.Column;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import java.util.List;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataTypes;

/** What holds for every table of the suite, asserted on one that a job has written. */
public final class TableAssertions {
  private TableAssertions() {}

  /**
   * Asserts that the table exists and keeps its contract: columns and types, required values,
   * unique key, a run id in every row (of a result, that of the run), counts equal to rows, flat
   * columns and no direct identifiers where it is published.
   */
  public static void assertKeepsContract(Lake lake, TableSpec table, Run run) {
    assertThat(lake.exists(table)).as("%s exists", table.name()).isTrue();
    TableSpec contract = lake.contract(table);
    assertDeclaration(contract);
    assertColumns(lake, contract, table);
    assertRequiredValues(lake, contract, table);
    KeyCheck.requireUnique(contract, lake.read(table));
    assertThat(lake.count(table))
        .as("count of %s", table.name())
        .isEqualTo(lake.read(table).count());
    assertRunId(lake, table, run);
  }

  private static void assertDeclaration(TableSpec contract) {
    assertThat(contract.name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    assertThat(contract.description()).isNotBlank();
    assertThat(contract.grain()).isNotBlank();
    assertThat(contract.key()).as("key of %s", contract.name()).isNotEmpty();
    for (Column column : contract.columns()) {
      assertThat(column.name()).as(contract.name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
      assertThat(column.description()).as(column.name()).isNotBlank();
      assertThat(column.type())
          .as("%s.%s keeps the reader version", contract.name(), column.name())
          .isNotEqualTo(DataTypes.TimestampNTZType);
      if (contract.store() != Store.STATE) {
        assertThat(column.type())
            .as("%s.%s is flat", contract.name(), column.name())
            .isInstanceOf(AtomicType.class);
      }
    }
  }

  private static void assertColumns(Lake lake, TableSpec contract, TableSpec table) {
    var schema = lake.read(table).schema();
    assertThat(List.of(schema.fieldNames()))
        .as("columns of %s", contract.name())
        .isEqualTo(contract.columns().stream().map(Column::name).toList());
    for (Column column : contract.columns()) {
      assertThat(schema.apply(column.name()).dataType().catalogString())
          .as("type of %s.%s", contract.name(), column.name())
          .isEqualTo(column.type().catalogString());
    }
  }

  private static void assertRequiredValues(Lake lake, TableSpec contract, TableSpec table) {
    var required = contract.columns().stream().filter(column -> !column.nullable()).toList();
    if (required.isEmpty()) {
      return;
    }
    var missing =
        lake.read(table)
            .select(
                required.stream()
                    .map(c -> functions.count_if(functions.col(c.name()).isNull()).as(c.name()))
                    .toArray(org.apache.spark.sql.Column[]::new))
            .head();
    for (Column column : required) {
      assertThat(missing.<Long>getAs(column.name()))
          .as("rows of %s without %s", contract.name(), column.name())
          .isZero();
    }
  }

  private static void assertRunId(Lake lake, TableSpec table, Run run) {
    assertThat(table.columns())
        .as("%s has run_id", table.name())
        .anyMatch(c -> c.name().equals("run_id"));
    if (table.store() == Store.STATE) {
      assertThat(lake.read(table).where(functions.col("run_id").equalTo("")).count()).isZero();
    } else {
      assertThat(lake.read(table).where(functions.col("run_id").notEqual(run.runId())).count())
          .as("rows of %s with another run_id", table.name())
          .isZero();
    }
  }
}
