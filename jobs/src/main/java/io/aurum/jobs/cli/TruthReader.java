package io.aurum.jobs.cli;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.DeliverySettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.config.TruthSettings;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.jobs.ingest.SourceInputs;
import io.aurum.jobs.ingest.SourceReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads the true customer of each record from where the configuration says that it stands. */
final class TruthReader {
  static final String SOURCE = "source";
  static final String ID = "source_record_id";
  static final String TRUTH = "truth";

  private static final String TRUTH_SOURCE = "truth_source";

  /** The truth holds for every date, whenever its file was written. */
  private static final String TIMELESS = "1970-01-01";

  private final Settings settings;
  private final TruthSettings truth;

  private TruthReader(Settings settings, TruthSettings truth) {
    this.settings = settings;
    this.truth = truth;
  }

  /**
   * @throws AurumException exit code USAGE if the configuration names no truth, or a file in which
   *     nothing tells the source
   */
  static TruthReader of(Settings settings) {
    TruthSettings truth =
        settings
            .truth()
            .orElseThrow(
                () ->
                    AurumException.of(
                        ExitCode.USAGE,
                        "there is no truth to evaluate against",
                        "the configuration has no 'evaluate.truth'",
                        "say where the true customer of each record stands: evaluate { truth { ... } }"));
    boolean sourceUnknown =
        truth.path().isPresent()
            && truth.sourceColumn().isEmpty()
            && settings.customerSources().size() != 1;
    if (sourceUnknown) {
      throw AurumException.of(
          ExitCode.USAGE,
          "the source of each row of the truth is unknown",
          "there are " + settings.customerSources().size() + " sources and no 'source-column'",
          "set evaluate.truth.source-column");
    }
    return new TruthReader(settings, truth);
  }

  /** Records with a truth, each once: source, source_record_id, truth. */
  Dataset<Row> read(ReadSession lake, Map<String, List<InputFile>> inputs) {
    Dataset<Row> rows =
        truth.path().isPresent() ? ofFile(lake, truth.path().get()) : ofSources(lake, inputs);
    return rows.where(col(TRUTH).isNotNull())
        .groupBy(col(SOURCE), col(ID))
        .agg(min(TRUTH).as(TRUTH));
  }

  private Dataset<Row> ofSources(ReadSession lake, Map<String, List<InputFile>> inputs) {
    return settings.customerSources().stream()
        .map(source -> ofSource(lake, source, inputs.getOrDefault(source.name(), List.of())))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private Dataset<Row> ofSource(ReadSession lake, SourceSettings source, List<InputFile> files) {
    return SourceReader.read(
            lake.session().spark(), source, files, Map.of(TRUTH, truth.cluster()), lake.run())
        .where(col("rule").isNull())
        .where(col("known_at").lt(lit(lake.run().knownBefore())))
        .select(SOURCE, ID, TRUTH);
  }

  private Dataset<Row> ofFile(ReadSession lake, String path) {
    Map<String, ColumnMapping> columns = new HashMap<>();
    columns.put(TRUTH, truth.cluster());
    truth.sourceColumn().ifPresent(column -> columns.put(TRUTH_SOURCE, plain(column)));
    var hadoop = lake.session().spark().sparkContext().hadoopConfiguration();
    SourceSettings source = truthSource(path);
    List<InputFile> files = SourceInputs.list(List.of(source), hadoop).get(source.name());
    String[] names =
        settings.customerSources().stream().map(SourceSettings::name).toArray(String[]::new);
    return SourceReader.read(lake.session().spark(), source, files, columns, lake.run())
        .where(col("rule").isNull())
        .select(sourceName().as(SOURCE), col(ID), col(TRUTH))
        .where(col(SOURCE).isin((Object[]) names));
  }

  /** The truth file read like a source, so that its records get the ids that sources give. */
  private SourceSettings truthSource(String path) {
    return new SourceSettings(
        TRUTH,
        "customer",
        List.of(path),
        truth.format(),
        truth.csv(),
        List.of(""),
        new DeliverySettings(
            DeliverySettings.Mode.APPEND,
            truth.key(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new DeliverySettings.KnownAt(
                Optional.empty(), Optional.empty(), Optional.of(TIMELESS))),
        1,
        false,
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private Column sourceName() {
    if (truth.sourceColumn().isEmpty()) {
      return lit(settings.customerSources().get(0).name());
    }
    Column name = lit(null).cast("string");
    for (Map.Entry<String, String> entry : truth.sourceNames().entrySet()) {
      name = when(col(TRUTH_SOURCE).equalTo(entry.getKey()), entry.getValue()).otherwise(name);
    }
    return coalesce(name, col(TRUTH_SOURCE));
  }

  private static ColumnMapping plain(String column) {
    return new ColumnMapping(
        List.of(column),
        "",
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        0,
        Optional.empty());
  }
}
