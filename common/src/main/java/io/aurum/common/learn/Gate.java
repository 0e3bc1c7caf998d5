package io.aurum.common.learn;

import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.model.Readiness;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Asks whether tasks can be learnt honestly, and remembers what speaks against it. */
final class Gate {
  private final Lake lake;
  private final Run run;
  private final Settings settings;
  private final Progress progress;
  private final List<Row> readiness = new ArrayList<>();
  private final List<String> stops = new ArrayList<>();

  Gate(Lake lake, Run run, Settings settings, Progress progress) {
    this.lake = lake;
    this.run = run;
    this.settings = settings;
    this.progress = progress;
  }

  /** Rows of {@code model_readiness}, of all tasks that were asked of. */
  List<Row> readiness() {
    return List.copyOf(readiness);
  }

  /** Why tasks must not be learnt, in words; none where all may. */
  List<String> stops() {
    return List.copyOf(stops);
  }

  /** Asks of a task; what speaks against it stays with the gate. */
  ReadyTask ask(TaskSettings task) {
    progress.phase("asking whether " + task.name() + " can be learnt");
    TaskRows rows = TaskRows.read(lake, run, settings, task);
    Learnt learnt = rows.learnt();
    List<Finding> findings = new ArrayList<>(rows.findings());
    findings.addAll(inspect(task, rows, learnt.examples()));
    if (learnt.examples().isOrdered() && learnt.examples().size() > 0) {
      findings.add(Forward.finding(task, learnt.examples(), task.time().orElseThrow()));
    }
    if (task.future().isPresent()) {
      Dataset<Row> now = rows.ofLearningDate().select(Learner.columns(learnt.examples()));
      findings.addAll(new Drifts(learnt.examples()).moved(now));
    }
    task.duration().ifPresent(time -> findings.addAll(Survival.growing(learnt, time)));
    task.treatment().ifPresent(treatment -> findings.add(Uplift.arms(learnt, treatment)));
    Set<String> unusable = new HashSet<>();
    for (Finding finding : findings) {
      readiness.add(
          RowFactory.create(
              task.name(),
              finding.check(),
              finding.subject(),
              finding.status().label(),
              Double.isNaN(finding.figure()) ? null : finding.figure(),
              finding.reason(),
              rows.learnedOn(),
              run.runId()));
      if (finding.status() == Status.STOP) {
        stops.add(
            "task %s%s: %s %s: %s"
                .formatted(
                    task.name(),
                    task.learning().isPresent() ? " as at " + rows.learnedOn() : "",
                    finding.check(),
                    finding.subject(),
                    finding.reason()));
      }
      if (!finding.usable()) {
        unusable.add(finding.subject());
      }
    }
    List<FeatureColumn> usable =
        rows.columns().stream().filter(column -> !unusable.contains(column.name())).toList();
    return new ReadyTask(task, rows, learnt.with(usable));
  }

  private static List<Finding> inspect(TaskSettings task, TaskRows rows, Examples learnt) {
    Set<String> trusted = Set.copyOf(task.trusted());
    if (!task.isOfClasses()) {
      return Readiness.inspect(learnt, task.label(), task.isClass(), trusted);
    }
    return rows.classes().isEmpty() && !rows.findings().isEmpty()
        ? List.of()
        : Readiness.inspectClasses(learnt, task.label(), rows.classes(), trusted);
  }
}
