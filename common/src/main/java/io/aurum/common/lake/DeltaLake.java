package io.aurum.common.lake;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.CommitPhase;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.Run;
import io.aurum.common.table.Column;
import io.aurum.common.table.PiiClass;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The lake on Delta and Parquet. Not for concurrent use. */
final class DeltaLake implements Lake {
  private static final String COMMIT_METADATA = "spark.databricks.delta.commitInfo.userMetadata";
  private static final String MERGE_SCHEMA = "mergeSchema";
  private static final String OVERWRITE_SCHEMA = "overwriteSchema";

  private final SparkSession spark;
  private final TableFiles files;
  private final Contracts contracts;
  private final Run run;
  private final Lakes.Access access;
  private final StateTables tables;
  private int commits;

  DeltaLake(
      SparkSession spark,
      TableFiles files,
      StateTables tables,
      Contracts contracts,
      Run run,
      Lakes.Access access) {
    this.spark = spark;
    this.files = files;
    this.tables = tables;
    this.contracts = contracts;
    this.run = run;
    this.access = access;
  }

  @Override
  public TableSpec contract(TableSpec table) {
    return contracts.expand(table);
  }

  @Override
  public boolean exists(TableSpec table) {
    return isState(table) ? tables.seen(table).exists() : exists(table, run.asOf());
  }

  @Override
  public boolean exists(TableSpec result, LocalDate date) {
    requireResult(result);
    return files.results().exists(result.name(), date);
  }

  @Override
  public List<LocalDate> dates(TableSpec result) {
    requireResult(result);
    return files.results().dates(result.name());
  }

  @Override
  public Dataset<Row> read(TableSpec table) {
    TableSpec contract = contract(table);
    return StorageFailures.translating(
        "read",
        table.name(),
        () -> {
          if (!exists(table)) {
            return spark.createDataFrame(List.of(), contract.schema());
          }
          return isState(table) ? readState(contract) : readResult(contract, run.asOf());
        });
  }

  @Override
  public Dataset<Row> read(TableSpec result, LocalDate date) {
    TableSpec contract = contract(result);
    return StorageFailures.translating(
        "read",
        result.name(),
        () ->
            exists(result, date)
                ? readResult(contract, date)
                : spark.createDataFrame(List.of(), contract.schema()));
  }

  @Override
  public Dataset<Row> readEarlier(TableSpec result) {
    requireResult(result);
    StructType dated = contract(result).schema().add(AS_OF, DataTypes.DateType);
    return StorageFailures.translating(
        "read",
        result.name(),
        () -> {
          String[] folders =
              files.results().dates(result.name()).stream()
                  .filter(date -> date.isBefore(run.asOf()))
                  .map(date -> files.results().folder(result.name(), date).toString())
                  .toArray(String[]::new);
          return folders.length == 0
              ? spark.createDataFrame(List.of(), dated)
              : spark
                  .read()
                  .schema(dated)
                  .option("basePath", files.results().folder(result.name()).toString())
                  .parquet(folders);
        });
  }

  private Dataset<Row> readState(TableSpec contract) {
    var table = tables.seen(contract);
    requireCompatible(contract, table.schema());
    var stored = table.read();
    return stored.select(
        contract.columns().stream()
            .map(column -> storedOrFormer(column, stored.schema()))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  private Dataset<Row> readResult(TableSpec contract, LocalDate date) {
    return spark
        .read()
        .schema(contract.schema())
        .parquet(files.results().folder(contract.name(), date).toString());
  }

  private static org.apache.spark.sql.Column storedOrFormer(Column column, StructType stored) {
    var former = lit(column.formerly().orElse(null)).cast(column.type());
    if (!has(stored, column.name())) {
      return former.as(column.name());
    }
    var value = col(column.name());
    return column.formerly().isEmpty() ? value : coalesce(value, former).as(column.name());
  }

  @Override
  public long count(TableSpec table) {
    return StorageFailures.translating(
        "count",
        table.name(),
        () -> {
          if (!exists(table)) {
            return 0L;
          }
          return isState(table)
              ? tables.seen(table).rows()
              : files.results().rows(table.name(), run.asOf());
        });
  }

  @Override
  public Optional<Long> version(TableSpec table) {
    requireStore(table, Store.STATE);
    return Optional.of(tables.version(table)).filter(v -> v != StateTable.ABSENT);
  }

  @Override
  public Commit append(TableSpec table, Dataset<Row> rows) {
    return commit(
        table,
        tables::toChange,
        rows,
        (state, accepted) -> save(state, writer(table, state, accepted).mode(SaveMode.Append)));
  }

  @Override
  public Commit replace(TableSpec table, Dataset<Row> rows) {
    return commit(
        table,
        tables::toReplace,
        rows,
        (state, accepted) ->
            save(
                state,
                writer(table, state, accepted)
                    .mode(SaveMode.Overwrite)
                    .option(OVERWRITE_SCHEMA, "true")));
  }

  @Override
  public Commit replaceWhere(TableSpec table, Dataset<Row> rows, String predicate) {
    Objects.requireNonNull(predicate, "predicate");
    return commit(
        table,
        tables::toChange,
        rows,
        (state, accepted) -> {
          var satisfying = WriteGuard.satisfying(predicate, accepted);
          var writer = writer(table, state, satisfying);
          save(
              state,
              state.exists()
                  ? writer.mode(SaveMode.Overwrite).option("replaceWhere", predicate)
                  : writer.mode(SaveMode.Append));
        });
  }

  @Override
  public Commit merge(TableSpec table, Dataset<Row> rows) {
    return commit(
        table,
        tables::toChange,
        rows,
        (state, accepted) -> {
          if (state.exists()) {
            mergeOnKey(table, state, accepted);
          } else {
            save(state, writer(table, state, accepted).mode(SaveMode.Append));
          }
        });
  }

  private void mergeOnKey(TableSpec table, StateTable state, Dataset<Row> rows) {
    TableSpec contract = contract(table);
    String sameKey =
        contract.key().stream()
            .map(key -> "t.`%1$s` <=> s.`%1$s`".formatted(key))
            .collect(joining(" and "));
    DeltaTable.forPath(spark, state.path().toString())
        .as("t")
        .merge(rows.as("s"), sameKey)
        .withSchemaEvolution()
        .whenMatched()
        .updateAll()
        .whenNotMatched()
        .insertAll()
        .execute();
  }

  @Override
  public Commit publish(TableSpec table, Dataset<Row> rows) {
    requireWritable(table);
    requireResult(table);
    TableSpec contract = contract(table);
    var accepted = WriteGuard.conform(contract, rows);
    long written =
        StorageFailures.translating(
            "publish",
            table.name(),
            () -> files.results().publish(table.name(), run.asOf(), accepted));
    checkKey(table, written);
    return new Commit(table.name(), StateTable.ABSENT, written, written);
  }

  @Override
  public void withdraw(TableSpec view) {
    requireWritable(view);
    requireStore(view, Store.VIEW);
    StorageFailures.translating(
        "remove",
        view.name(),
        () -> {
          files.results().withdraw(view.name());
          return view;
        });
  }

  private Commit commit(
      TableSpec table,
      Function<TableSpec, StateTable> target,
      Dataset<Row> rows,
      StateWrite write) {
    requireWritable(table);
    requireStore(table, Store.STATE);
    TableSpec contract = contract(table);
    var accepted = WriteGuard.conform(contract, rows);
    return StorageFailures.translating(
        "write",
        table.name(),
        () -> {
          var state = target.apply(table);
          state.requireUnchanged();
          CommitPhase.CHANGING.reached(table.name());
          String token = "run %s commit %d".formatted(run.runId(), ++commits);
          tagged(token, () -> write.to(state, accepted));
          CommitPhase.COMMITTED.reached(table.name());
          long added = state.advance(token);
          checkKey(table, state.rows());
          return new Commit(table.name(), state.version(), added, state.rows());
        });
  }

  /** A single row shares its key with none. */
  private void checkKey(TableSpec table, long rows) {
    if (rows > 1 && Boolean.parseBoolean(spark.conf().get(SparkSessions.CHECK_KEYS, "false"))) {
      KeyCheck.requireUnique(contract(table), read(table));
    }
  }

  private void tagged(String token, Runnable write) {
    spark.conf().set(COMMIT_METADATA, token);
    try {
      write.run();
    } finally {
      spark.conf().unset(COMMIT_METADATA);
    }
  }

  private DataFrameWriter<Row> writer(TableSpec table, StateTable state, Dataset<Row> rows) {
    var writer = rows.write().format("delta").option(MERGE_SCHEMA, "true");
    return state.exists() || !personal(contract(table))
        ? writer
        : writer.option("delta.dataSkippingNumIndexedCols", "0");
  }

  private static void save(StateTable state, DataFrameWriter<Row> writer) {
    writer.save(state.path().toString());
  }

  /** Delta's log would hold the smallest and largest values of personal columns. */
  private static boolean personal(TableSpec contract) {
    return contract.columns().stream().anyMatch(column -> column.pii() != PiiClass.NON_PII);
  }

  private static boolean isState(TableSpec table) {
    return table.store() == Store.STATE;
  }

  private static boolean has(StructType schema, String column) {
    return Arrays.asList(schema.fieldNames()).contains(column);
  }

  private static void requireResult(TableSpec table) {
    if (isState(table)) {
      throw new IllegalArgumentException(
          table.name() + " is state and cannot be published for a date");
    }
  }

  private static void requireStore(TableSpec table, Store store) {
    if (table.store() != store) {
      throw new IllegalArgumentException(
          "%s is declared as %s, not as %s".formatted(table.name(), table.store(), store));
    }
  }

  private void requireWritable(TableSpec table) {
    if (access != Lakes.Access.WRITE) {
      throw new IllegalStateException(
          "The lake was opened for reading; it does not write " + table.name());
    }
  }

  private static void requireCompatible(TableSpec contract, StructType stored) {
    for (Column column : contract.columns()) {
      if (has(stored, column.name())
          && !Types.same(column.type(), stored.apply(column.name()).dataType())) {
        throw AurumException.of(
            ExitCode.USAGE,
            "Column %s of state table %s holds %s, but %s is wanted."
                .formatted(
                    column.name(),
                    contract.name(),
                    stored.apply(column.name()).dataType().sql(),
                    column.type().sql()),
            "an earlier run wrote the table, when the attribute had a kind of another type",
            "give the attribute another name, or start with a new output folder");
      }
    }
  }

  /** Writes rows that satisfy the contract. */
  private interface StateWrite {
    void to(StateTable state, Dataset<Row> rows);
  }
}
