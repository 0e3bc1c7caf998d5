package io.aurum.common.series;

import io.aurum.common.series.CauseSearch.Cause;
import io.aurum.common.series.Cube.Scope;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Prints how well anomalies of the Numenta Anomaly Benchmark and causes of real and of planted
 * incidents are found. Argument: the folder with the public data sets.
 */
final class SeriesBench {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /** Planted incidents of each kind, and their seed: another than the search was chosen with. */
  private static final int PLANTED = 50;

  private static final long SEED = 2026;

  private SeriesBench() {}

  public static void main(String[] arguments) {
    causes(Path.of(arguments[0], "riskloc_rs"));
    planted();
    anomalies(Path.of(arguments[0], "nab"));
  }

  private static void anomalies(Path folder) {
    long start = System.nanoTime();
    List<NabScore.Scored> files =
        NabFiles.read(folder).stream().map(NabFiles.Labelled::scored).toList();
    OUT.printf(
        Locale.ROOT, "| series | windows | raw score, default threshold |%n|---|---:|---:|%n");
    for (NabScore.Scored file : files) {
      OUT.printf(
          Locale.ROOT,
          "| %s | %d | %.2f |%n",
          file.name(),
          file.windows().size(),
          NabScore.raw(file, OnlineDetector.ALARM));
    }
    double best = NabScore.bestThreshold(files);
    OUT.printf(
        Locale.ROOT,
        "| NAB standard profile | default threshold %.2f | optimised threshold %.3f |%n|---|---:|---:|%n",
        OnlineDetector.ALARM,
        best);
    row(files.size() + " series", files, best);
    row("one half of them", half(files, 0), best);
    row("the others", half(files, 1), best);
    OUT.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static void row(String name, List<NabScore.Scored> files, double best) {
    OUT.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f |%n",
        name,
        NabScore.of(files, OnlineDetector.ALARM),
        NabScore.of(files, best));
  }

  /** Each second one, in the order of names. */
  private static <T> List<T> half(List<T> all, int first) {
    return IntStream.range(0, all.size()).filter(i -> i % 2 == first).mapToObj(all::get).toList();
  }

  private static void causes(Path folder) {
    List<RootCauseCases.Case> cases = RootCauseCases.read(folder);
    OUT.printf("| incidents | | first cause exact | all causes exact |%n|---:|---|---:|---:|%n");
    traced("cause search", cases, RootCauseCases::found);
    traced("cause search, one half", half(cases, 0), RootCauseCases::found);
    traced("cause search, the others", half(cases, 1), RootCauseCases::found);
    traced("Adtributor", cases, incident -> Adtributor.find(incident.cube()));
  }

  private static void traced(
      String name,
      List<RootCauseCases.Case> cases,
      Function<RootCauseCases.Case, List<Scope>> search) {
    int first = 0;
    int all = 0;
    for (RootCauseCases.Case incident : cases) {
      List<Scope> found = search.apply(incident);
      first += isFirst(found, incident.truth());
      all += new HashSet<>(found).equals(new HashSet<>(incident.truth())) ? 1 : 0;
    }
    OUT.printf("| %d | %s | %d | %d |%n", cases.size(), name, first, all);
  }

  private static void planted() {
    OUT.printf(
        "| planted | first cause exact | all causes exact | F1 | Adtributor, first | F1 |%n|---|---:|---:|---:|---:|---:|%n");
    for (PlantedIncidents.Kind kind : PlantedIncidents.Kind.values()) {
      List<PlantedIncidents.Incident> incidents = PlantedIncidents.of(kind, PLANTED, SEED);
      PlantedIncidents.Found own =
          PlantedIncidents.Found.of(
              incidents, cube -> CauseSearch.find(cube).stream().map(Cause::scope).toList());
      PlantedIncidents.Found simple = PlantedIncidents.Found.of(incidents, Adtributor::find);
      OUT.printf(
          Locale.ROOT,
          "| %s | %.0f %% | %.0f %% | %.3f | %.0f %% | %.3f |%n",
          kind,
          100 * own.first(),
          100 * own.all(),
          own.f1(),
          100 * simple.first(),
          simple.f1());
    }
  }

  private static int isFirst(List<Scope> found, List<Scope> truth) {
    return !found.isEmpty() && truth.contains(found.get(0)) ? 1 : 0;
  }
}
