package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.Settings;
import io.aurum.common.config.SettingsReader;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.Lakes;
import io.aurum.common.lake.TestSession;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.InputFiles;
import io.aurum.common.run.OutputFiles;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tests of jobs over files as they are delivered, in a folder of the test's own. */
abstract class FromFiles {
  @TempDir Path temp;
  LocalDate asOf = LocalDate.parse("2026-01-31");
  Settings settings;

  /** Reads the configuration that the next jobs run with. */
  final void configure(String conf) throws IOException {
    settings = SettingsReader.read(Files.writeString(temp.resolve("aurum.conf"), conf), List.of());
  }

  final void deliver(String file, String... lines) throws IOException {
    Files.writeString(temp.resolve(file), String.join("\n", lines) + "\n");
  }

  /** Runs a job, whose accounting has to balance. */
  final JobResult run(Job job) {
    Map<String, List<InputFile>> inputs = new TreeMap<>();
    for (SourceSettings source : settings.sources()) {
      inputs.put(
          source.name(),
          InputFiles.list(
              source.paths(), TestSession.spark().sparkContext().hadoopConfiguration()));
    }
    JobResult result =
        job.run(
            new JobContext(
                TestSession.spark(),
                run(),
                settings,
                inputs,
                lake(),
                OutputFiles.under(temp.resolve("out")),
                Progress.SILENT));
    assertThat(result.balances()).isTrue();
    return result;
  }

  final Lake lake() {
    return Lakes.open(TestSession.spark(), temp.resolve("out").toString(), run(), settings);
  }

  final Run run() {
    return new Run("run", asOf, "config", "input", "test", 1);
  }

  final List<String> texts(TableSpec table, String... columns) {
    return texts(lake().read(table), columns);
  }

  /** Rows as texts in their order. */
  static List<String> texts(Dataset<Row> rows, String... columns) {
    return rows.selectExpr(columns).collectAsList().stream()
        .map(row -> row.mkString("|"))
        .sorted()
        .toList();
  }

  /** Writes a table as a job before leaves it. */
  final void write(TableSpec table, List<Map<String, Object>> rows) {
    Dataset<Row> frame = frame(table, rows);
    if (table.store() == Store.RESULT) {
      lake().publish(table, frame);
    } else {
      lake().replace(table, frame);
    }
  }

  /** Rows of a table, columns that are not named empty. */
  final Dataset<Row> frame(TableSpec table, List<Map<String, Object>> rows) {
    TableSpec contract = lake().contract(table);
    List<Row> values =
        rows.stream()
            .map(
                row ->
                    RowFactory.create(
                        contract.columns().stream()
                            .map(c -> c.name().equals("run_id") ? "before" : row.get(c.name()))
                            .toArray()))
            .toList();
    return TestSession.spark().createDataFrame(values, contract.schema());
  }
}
