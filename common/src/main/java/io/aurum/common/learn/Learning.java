package io.aurum.common.learn;

import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.config.TaskSettings.Job;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.snapshot.Conditions;
import io.aurum.common.table.Entity;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Does the tasks of one job.
 *
 * <ol>
 *   <li>All tasks are asked whether they can be learnt honestly. If one cannot, {@code
 *       model_readiness} says why and nothing is learnt.
 *   <li>Each task's model is learnt of what was known by the end of its learning date, or taken
 *       from the registry where it has been learnt of the same rows by the same code: so runs
 *       between two learning dates train nothing, unless records were corrected or customers
 *       merged.
 *   <li>Every row is scored; a row that was learnt from by the model that has not seen it.
 *   <li>Scores, reasons and figures of all tasks are published, each table once.
 * </ol>
 */
public final class Learning {
  /** Tables that every job of tasks writes, beside that of its scores. */
  public static final List<TableSpec> SHARED =
      List.of(
          Tables.MODEL_READINESS,
          Tables.MODEL_REGISTRY,
          Tables.MODEL_METRIC,
          Tables.MODEL_DECILE,
          Tables.MODEL_CALIBRATION,
          Tables.PREDICTION_REASON,
          Tables.PREDICTION_OUTCOME,
          Tables.MODEL_DRIFT,
          Tables.MODEL_FAIRNESS,
          Tables.FEATURE_ASSOCIATION,
          Tables.SURVIVAL_CURVE,
          Tables.SURVIVAL_COEFFICIENT,
          Tables.UPLIFT_SCORE,
          Tables.UPLIFT_DECILE,
          Tables.REGRESSION_SUMMARY,
          Tables.REGRESSION_COEFFICIENT,
          Tables.DRIVER_EFFECT);

  /** Tables about labels with several values, beside those that every job of tasks writes. */
  public static final List<TableSpec> OF_SEVERAL_CLASSES =
      List.of(Tables.CLASS_PROBABILITY, Tables.MODEL_CLASS, Tables.MODEL_CONFUSION);

  private static final List<TableSpec> READS =
      Stream.of(
              Stream.of(Tables.TABLE_ROW, Tables.CUSTOMER_LINK, Tables.GOLDEN_CUSTOMER),
              Mineable.ENTITIES.stream().map(Entity::table),
              Mineable.RESULTS.stream())
          .flatMap(tables -> tables)
          .distinct()
          .toList();

  /**
   * Tables that a job of tasks reads.
   *
   * @param scoreTable what it publishes scores in; what became of former ones is told
   */
  public static List<TableSpec> reads(TableSpec scoreTable) {
    return Stream.concat(READS.stream(), Stream.of(scoreTable)).toList();
  }

  private final SparkSession spark;
  private final Lake lake;
  private final Run run;
  private final Settings settings;
  private final Progress progress;

  /**
   * @param progress is told what is being done
   */
  public Learning(SparkSession spark, Lake lake, Run run, Settings settings, Progress progress) {
    this.spark = spark;
    this.lake = lake;
    this.run = run;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * What came of the tasks.
   *
   * @param rows of all tasks' tables
   * @param scored of them
   * @param left of them, because the tasks are not about them
   * @param stopped why nothing was learnt; empty where something was
   * @param notes the main figure of each task, in words
   */
  public record Outcome(
      long rows,
      long scored,
      long left,
      List<Commit> commits,
      Optional<String> stopped,
      List<String> notes) {}

  /**
   * Does the tasks of a job.
   *
   * @param scoreTable what the job publishes scores in
   */
  public Outcome run(Job job, TableSpec scoreTable) {
    List<TaskSettings> tasks = settings.tasks(job);
    if (tasks.isEmpty()) {
      return new Outcome(0, 0, 0, List.of(), Optional.empty(), List.of());
    }
    Conditions.check(spark, tasks.stream().flatMap(task -> task.future().stream()).toList());
    Gate gate = new Gate(lake, run, settings, progress);
    Publication publication = new Publication(spark, lake, run, settings);
    List<ReadyTask> ready = tasks.stream().map(gate::ask).toList();
    List<Commit> commits = new ArrayList<>();
    commits.add(publication.publishReadiness(gate.readiness(), job));
    long left = ready.stream().mapToLong(task -> task.rows().left()).sum();
    long rows = left + ready.stream().mapToLong(task -> task.rows().scored().count()).sum();
    if (!gate.stops().isEmpty()) {
      ready.forEach(task -> task.rows().release());
      return new Outcome(
          rows, 0, left, commits, Optional.of(String.join("; ", gate.stops())), List.of());
    }
    Registry registry = new Registry(spark, lake, run, settings, progress);
    Learner learner = new Learner(spark, lake, run, settings, registry, scoreTable);
    List<DoneTask> done = ready.stream().map(learner::learn).toList();
    progress.phase("publishing scores");
    registry.keep(done).ifPresent(commits::add);
    commits.addAll(publication.publish(done, job, scoreTable));
    done.forEach(d -> d.scores().unpersist());
    done.forEach(d -> d.published().ifPresent(PublishedScores::release));
    ready.forEach(task -> task.rows().release());
    return new Outcome(
        rows,
        lake.count(scoreTable),
        left,
        commits,
        Optional.empty(),
        done.stream()
            .map(
                d ->
                    TaskResults.inWords(d.task().name(), d.figures().metrics())
                        + origin(d, registry)
                        + left(d))
            .toList());
  }

  /** How many rows the task is not about, where there are any. */
  private static String left(DoneTask done) {
    long left = done.ready().rows().left();
    return left == 0 ? "" : String.format(Locale.ROOT, "; %,d rows left out by its 'where'", left);
  }

  /** Of what date the model is and whether it was trained, where a task has a rhythm. */
  private static String origin(DoneTask done, Registry registry) {
    return done.task().learning().isEmpty()
        ? ""
        : "; model as at %s, %s"
            .formatted(done.ready().rows().learnedOn(), registry.origin(done.modelId()));
  }
}
