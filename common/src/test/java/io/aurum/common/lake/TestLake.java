package io.aurum.common.lake;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.PlanSettings;
import io.aurum.common.config.PublishSettings;
import io.aurum.common.config.ResolveSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.ValidateSettings;
import io.aurum.common.run.Run;
import io.aurum.common.table.TableSpec;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Lakes, runs and rows for tests. */
public final class TestLake {
  /** Logical date of {@link #run()}. */
  public static final LocalDate AS_OF = LocalDate.parse("2026-01-31");

  private TestLake() {}

  /** A run of {@link #AS_OF}. */
  public static Run run() {
    return run(AS_OF);
  }

  /** A run of a date; its id is that of no other date. */
  public static Run run(LocalDate asOf) {
    return new Run("run-" + asOf, asOf, "config", "input", "test", 42);
  }

  /** Settings with these attributes, no sources and nothing published in clear. */
  public static Settings settings(AttributeSettings... attributes) {
    return new Settings(
        List.of(),
        List.of(attributes),
        Map.of(),
        new ValidateSettings(0.1),
        new ResolveSettings(1000, 0, 0.99, 0.1, 100),
        new PublishSettings(List.of(), List.of()),
        PlanSettings.NONE,
        Optional.empty(),
        42,
        "config");
  }

  /** The lake of {@link #run()} below a folder. */
  public static Lake open(Path out, AttributeSettings... attributes) {
    return open(out, run(), attributes);
  }

  /** The lake of a run below a folder. */
  public static Lake open(Path out, Run run, AttributeSettings... attributes) {
    return Lakes.open(TestSession.spark(), out.toString(), run, settings(attributes));
  }

  /**
   * Rows of a table.
   *
   * @param cells row after row, in the order of the contract's columns
   */
  public static Dataset<Row> rows(TableSpec contract, Object... cells) {
    int width = contract.columns().size();
    if (cells.length % width != 0) {
      throw new IllegalArgumentException(cells.length + " cells in rows of " + width);
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < cells.length; i += width) {
      rows.add(RowFactory.create(Arrays.copyOfRange(cells, i, i + width)));
    }
    return TestSession.spark().createDataFrame(rows, contract.schema());
  }
}
