package io.aurum.common.learn;

import static java.util.stream.Collectors.joining;

import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.feature.Feature;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.run.ContentHash;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
  private final Set<String> found = new HashSet<>();

  Registry(SparkSession spark, Lake lake, Run run, Settings settings, Progress progress) {
    this.lake = lake;
    this.run = run;
    this.settings = settings;
    this.progress = progress;
    this.models = new ModelStore(spark, lake);
  }

  /**
   * A model to be kept.
   *
   * @param learnedOn date as at which it was learned
   * @param algorithm in words
   * @param status what it is there for
   * @param learned what can score again
   */
  record Entry(
      TaskSettings task,
      LocalDate learnedOn,
      String id,
      String algorithm,
      Examples rows,
      String status,
      Object learned) {}

  /** Commits the models of tasks that are not there yet; empty where all are. */
  Optional<Commit> keep(List<DoneTask> done) {
    return models.keep(done.stream().flatMap(d -> d.registered().stream()).toList());
  }

  /** A learned model, where the registry has it. */
  <T> Optional<T> known(TaskSettings task, String id, Class<T> kind) {
    Optional<T> known = models.find(id, kind);
    if (known.isPresent()) {
      found.add(id);
    }
    progress.phase((known.isPresent() ? "scoring by " : "learning ") + task.name());
    return known;
  }

  /** Where a model of this run comes from, in words. */
  String origin(String id) {
    return found.contains(id) ? "taken from the registry" : "learned in this run";
  }

  /** Rows of the registry; what a model that scores is else does not matter. */
  List<Row> registered(
      TaskSettings task, LocalDate learnedOn, Model model, Map<Model, String> further) {
    Map<String, Row> models = new LinkedHashMap<>();
    models.put(model.id(), registered(task, learnedOn, model, TRAINED));
    further.forEach(
        (other, status) ->
            models.putIfAbsent(other.id(), registered(task, learnedOn, other, status)));
    return List.copyOf(models.values());
  }

  private Row registered(TaskSettings task, LocalDate learnedOn, Model model, String status) {
    ModelFigures figures = new ModelFigures(task, learnedOn, run.runId());
    figures.judgeCrossValidated(model);
    return registered(
        new Entry(
            task,
            learnedOn,
            model.id(),
            model.learned().report().inWords(),
            model.rows(),
            status,
            model.learned()),
        figures.metrics().get(task.isClass() ? 2 : 0));
  }

  /**
   * A row of the registry.
   *
   * @param main row of {@code model_metric}
   */
  Row registered(Entry entry, Row main) {
    TaskSettings task = entry.task;
    return RowFactory.create(
        entry.id,
        task.name(),
        task.job().name().toLowerCase(Locale.ROOT),
        entry.algorithm,
        "label "
            + task.label()
            + "; features "
            + entry.rows.columns().stream().map(FeatureColumn::name).collect(joining(", "))
            + "; folds "
            + task.folds(),
        (long) entry.rows.size(),
        dataHash(entry.rows),
        origins(task).map(origin -> versioned(origin, entry.learnedOn)).collect(joining(", ")),
        main.getString(1),
        main.getDouble(3),
        main.getDouble(7),
        entry.status,
        ModelStore.write(entry.learned),
        entry.learnedOn,
        run.runId());
  }

  /** What is learnt from: the task's table, or customers with the facts that their features see. */
  private Stream<TableSpec> origins(TaskSettings task) {
    return task.future().isEmpty()
        ? Stream.of(new MiningRows(lake, run, settings).origin(task.table()))
        : Stream.concat(
            Stream.of(Tables.GOLDEN_CUSTOMER, Tables.CUSTOMER_LINK),
            settings.analysis().features().stream()
                .flatMap(feature -> entity(feature.origin()).stream())
                .distinct()
                .sorted()
                .map(entity -> Entities.byName(entity).orElseThrow().table()));
  }

  private static Optional<String> entity(Feature.Origin origin) {
    return origin instanceof Feature.OfFacts facts ? Optional.of(facts.entity()) : Optional.empty();
  }

  /** State with its version, a result with its date. */
  private String versioned(TableSpec origin, LocalDate learnedOn) {
    return origin.name()
        + (origin.store() == Store.RESULT
            ? "@" + learnedOn
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
      hash.add(rows.hash(i) + " " + rows.group(i) + " " + rows.target(i) + " " + rows.day(i));
    }
    return hash.finish();
  }
}
