package io.aurum.common.learn;

import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.run.ContentHash;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Names models by what they are made of, and keeps them with their rows and their first figure. */
final class Registry {
  /** What a model is there for. */
  static final String TRAINED = "trained";

  static final String BACKTEST = "backtest";
  static final String UPLIFT = "uplift";

  private final Lake lake;
  private final Run run;
  private final Settings settings;
  private final Progress progress;
  private final ModelStore models;

  Registry(SparkSession spark, Lake lake, Run run, Settings settings, Progress progress) {
    this.lake = lake;
    this.run = run;
    this.settings = settings;
    this.progress = progress;
    this.models = new ModelStore(spark, lake);
  }

  /** Commits the models of tasks. */
  Commit keep(List<DoneTask> done) {
    return models.keep(done.stream().flatMap(d -> d.registered().stream()).toList());
  }

  /** A learned model, where the registry has it. */
  <T> Optional<T> known(TaskSettings task, String id, Class<T> kind) {
    Optional<T> known = models.find(id, kind);
    progress.phase((known.isPresent() ? "scoring by " : "learning ") + task.name());
    return known;
  }

  /** Rows of the registry; what a model that scores is else does not matter. */
  List<Row> registered(TaskSettings task, Model model, Map<Model, String> further) {
    Map<String, Row> models = new LinkedHashMap<>();
    models.put(model.id(), registered(task, model, TRAINED));
    further.forEach(
        (other, status) -> models.putIfAbsent(other.id(), registered(task, other, status)));
    return List.copyOf(models.values());
  }

  private Row registered(TaskSettings task, Model model, String status) {
    ModelFigures figures = new ModelFigures(task, run.runId());
    figures.judgeCrossValidated(model);
    Row main = figures.metrics().get(task.isClass() ? 2 : 0);
    return registered(
        task,
        model.id(),
        model.learned().report().inWords(),
        model.rows(),
        main,
        status,
        model.learned());
  }

  /**
   * @param algorithm in words
   * @param main row of {@code model_metric}
   * @param learned what can score again
   */
  Row registered(
      TaskSettings task,
      String id,
      String algorithm,
      Examples rows,
      Row main,
      String status,
      Object learned) {
    TableSpec origin =
        task.future().isPresent()
            ? Tables.GOLDEN_CUSTOMER
            : new MiningRows(lake, run, settings).origin(task.table());
    return RowFactory.create(
        id,
        task.name(),
        task.job().name().toLowerCase(Locale.ROOT),
        algorithm,
        "label "
            + task.label()
            + "; features "
            + rows.columns().stream().map(FeatureColumn::name).collect(Collectors.joining(", "))
            + "; folds "
            + task.folds(),
        (long) rows.size(),
        dataHash(rows),
        versioned(origin),
        main.getString(1),
        main.getDouble(3),
        main.getDouble(7),
        status,
        ModelStore.write(learned),
        run.runId());
  }

  /** State with its version, a result with its date. */
  private String versioned(TableSpec origin) {
    return origin.name()
        + (origin.store() == Store.RESULT
            ? "@" + run.asOf()
            : lake.version(origin).map(version -> "@" + version).orElse(""));
  }

  /** A model is what it was made of: rows, task, code and seed. */
  String modelId(TaskSettings task, Examples rows, List<String> classes) {
    ContentHash hash = new ContentHash();
    hash.add(task.name()).add(task.job().name()).add(task.label());
    hash.add(task.positive().orElse("")).add(String.valueOf(task.folds()));
    classes.forEach(hash::add);
    rows.columns().forEach(column -> hash.add(column.name()).add(column.type().name()));
    return hash.add(dataHash(rows)).add(run.codeVersion()).add(String.valueOf(run.seed())).finish();
  }

  private static String dataHash(Examples rows) {
    ContentHash hash = new ContentHash();
    for (int i = 0; i < rows.size(); i++) {
      hash.add(rows.hash(i) + " " + rows.group(i) + " " + rows.target(i));
    }
    return hash.finish();
  }
}
