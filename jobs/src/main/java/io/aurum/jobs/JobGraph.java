package io.aurum.jobs;

import static java.util.stream.Collectors.joining;

import io.aurum.common.config.Nearest;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.TableSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order of jobs, derived from the tables that they read and write and from nothing else.
 *
 * <ul>
 *   <li>A job that reads a table runs after the jobs that write it.
 *   <li>A job that reads a table which it also writes reads its own former state: that alone puts
 *       it behind nobody.
 *   <li>Jobs that write the same table do so in the order of their declaration.
 *   <li>Where the tables leave a choice, the order of declaration decides.
 * </ul>
 */
public final class JobGraph {
  private final List<Job> order;
  private final Map<String, Set<String>> predecessors;

  private JobGraph(List<Job> order, Map<String, Set<String>> predecessors) {
    this.order = List.copyOf(order);
    this.predecessors = predecessors;
  }

  /**
   * @param jobs in order of declaration, names distinct
   * @throws AurumException exit code BUG if two jobs share a name or wait for each other
   */
  public static JobGraph of(List<? extends Job> jobs) {
    Map<String, Job> byName = new LinkedHashMap<>();
    for (Job job : jobs) {
      if (byName.put(job.name(), job) != null) {
        throw declarationError(
            "Two jobs are called '" + job.name() + "'", "a job is known by its name");
      }
    }
    Map<String, Set<String>> predecessors = new LinkedHashMap<>();
    for (Job job : jobs) {
      predecessors.put(job.name(), predecessorsOf(job, jobs));
    }
    return new JobGraph(sorted(byName, predecessors), predecessors);
  }

  /** All jobs, each after those whose tables it needs. */
  public List<Job> order() {
    return order;
  }

  /** Names of the jobs that must have run right before the job, in order of declaration. */
  public Set<String> predecessors(Job job) {
    return predecessors.get(job.name());
  }

  /** Jobs that write the table, in the order in which they run. */
  public List<Job> writers(TableSpec table) {
    return order.stream().filter(job -> names(job.writes()).contains(table.name())).toList();
  }

  /** Jobs that read the table, in the order in which they run. */
  public List<Job> readers(TableSpec table) {
    return order.stream().filter(job -> names(job.reads()).contains(table.name())).toList();
  }

  /**
   * The jobs that a user asked for, in the order in which they run.
   *
   * @throws AurumException exit code USAGE if a job is unknown, with the nearest name, or if the
   *     options contradict each other
   */
  public List<Job> select(JobSelection selection) {
    selection.names().forEach(this::position);
    int from = selection.from().map(this::position).orElse(0);
    int until = selection.until().map(this::position).orElse(order.size() - 1);
    if (from > until) {
      throw emptyRange(order.get(from).name(), order.get(until).name());
    }
    List<Job> range = order.subList(from, until + 1);
    selection.only().forEach(name -> requireWithin(range, name));
    return range.stream()
        .filter(job -> selection.only().isEmpty() || selection.only().contains(job.name()))
        .toList();
  }

  private AurumException emptyRange(String from, String until) {
    return AurumException.of(
        ExitCode.USAGE,
        "--from " + from + " --until " + until + " selects no job",
        "'" + from + "' runs after '" + until + "'",
        "swap them; the order is " + orderInWords());
  }

  private void requireWithin(List<Job> range, String name) {
    if (range.stream().noneMatch(job -> job.name().equals(name))) {
      throw AurumException.of(
          ExitCode.USAGE,
          "--only names '" + name + "', which --from and --until leave out",
          "the order is " + orderInWords(),
          "use --only alone, or widen the range");
    }
  }

  private int position(String name) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).name().equals(name)) {
        return i;
      }
    }
    List<String> known = order.stream().map(Job::name).toList();
    throw AurumException.of(
        ExitCode.USAGE,
        "unknown job '" + name + "'",
        "the jobs are " + orderInWords(),
        Nearest.remedy(name, known));
  }

  private String orderInWords() {
    return order.stream().map(Job::name).collect(joining(", "));
  }

  private static Set<String> predecessorsOf(Job job, List<? extends Job> jobs) {
    Set<String> writes = names(job.writes());
    Set<String> onlyReads = names(job.reads());
    onlyReads.removeAll(writes);
    Set<String> predecessors = new LinkedHashSet<>();
    boolean declaredBefore = true;
    for (Job other : jobs) {
      if (other.name().equals(job.name())) {
        declaredBefore = false;
      } else if (share(names(other.writes()), onlyReads)
          || (declaredBefore && share(names(other.writes()), writes))) {
        predecessors.add(other.name());
      }
    }
    return predecessors;
  }

  private static List<Job> sorted(Map<String, Job> byName, Map<String, Set<String>> predecessors) {
    Set<String> done = new LinkedHashSet<>();
    while (done.size() < byName.size()) {
      String next =
          byName.keySet().stream()
              .filter(name -> !done.contains(name) && done.containsAll(predecessors.get(name)))
              .findFirst()
              .orElseThrow(() -> cycle(byName.keySet(), done));
      done.add(next);
    }
    return new ArrayList<>(done.stream().map(byName::get).toList());
  }

  private static AurumException cycle(Set<String> all, Set<String> done) {
    String waiting = all.stream().filter(name -> !done.contains(name)).collect(joining(", "));
    return declarationError(
        "No order of jobs exists", "these jobs wait for each other's tables: " + waiting);
  }

  private static AurumException declarationError(String problem, String cause) {
    return AurumException.of(
        ExitCode.BUG, problem, cause, "this is a bug in the suite: please report it");
  }

  private static Set<String> names(List<TableSpec> tables) {
    Set<String> names = new LinkedHashSet<>();
    tables.forEach(table -> names.add(table.name()));
    return names;
  }

  private static boolean share(Set<String> first, Set<String> second) {
    return first.stream().anyMatch(second::contains);
  }
}
