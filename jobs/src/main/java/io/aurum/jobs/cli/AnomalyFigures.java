package io.aurum.jobs.cli;

import io.aurum.common.series.WindowScore;
import io.aurum.common.series.WindowScore.Watched;
import io.aurum.jobs.cli.AnomalyEvaluator.Judged;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * How well anomalies of metrics and their causes were told, for people and for programs. The score
 * is that of {@link WindowScore}: of all alarms, and with the threshold, of all that was reported,
 * by which it is best.
 *
 * @param analyses one for each with a truth, not empty
 */
record AnomalyFigures(List<Judged> analyses) {
  private static final double EVERYTHING = 0;
  private static final int DECIMALS = 1;

  /** The figures as a document of plain values. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    List<Watched> watched = watched(Judged::watched);
    if (hasWindows(watched)) {
      double best = WindowScore.bestThreshold(watched, EVERYTHING);
      document.put("nab_score", WindowScore.of(watched(Judged::alarmed), EVERYTHING));
      document.put("best_nab_score", WindowScore.of(watched, best));
      document.put("best_threshold", best);
    }
    causeRate().ifPresent(rate -> document.put("cause_exact_rate", rate));
    Map<String, Object> byAnalysis = new LinkedHashMap<>();
    analyses.forEach(judged -> byAnalysis.put(judged.analysis(), document(judged)));
    document.put("analyses", byAnalysis);
    return document;
  }

  private static Map<String, Object> document(Judged judged) {
    Map<String, Object> document = new LinkedHashMap<>();
    judged
        .alarmed()
        .ifPresent(
            watched -> {
              document.put("windows", watched.windows().size());
              document.put("found_windows", watched.found(EVERYTHING));
              document.put("false_alarms", watched.falseAlarms(EVERYTHING));
              if (hasWindows(List.of(watched))) {
                document.put("nab_score", WindowScore.of(List.of(watched), EVERYTHING));
              }
            });
    if (judged.causes() > 0) {
      document.put("causes", judged.causes());
      document.put("reported_causes", judged.reported());
      document.put("exact_causes", judged.exact());
    }
    return document;
  }

  /** One line for each analysis, and all of them together. */
  void print(PrintWriter out) {
    TextTable text =
        TextTable.of(
            "anomalies of",
            "windows",
            "found",
            "false alarms",
            "NAB score",
            "causes",
            "reported",
            "exact");
    for (Judged judged : analyses) {
      text.row(
          judged.analysis(),
          number(judged, watched -> watched.windows().size()),
          number(judged, watched -> watched.found(EVERYTHING)),
          number(judged, watched -> watched.falseAlarms(EVERYTHING)),
          judged.alarmed().map(List::of).map(AnomalyFigures::score).orElse(""),
          judged.causes() == 0 ? "" : TextTable.number(judged.causes()),
          judged.causes() == 0 ? "" : TextTable.number(judged.reported()),
          judged.causes() == 0 ? "" : TextTable.number(judged.exact()));
    }
    text.row(
        "all",
        "",
        "",
        "",
        score(watched(Judged::alarmed)),
        sum(Judged::causes),
        sum(Judged::reported),
        causeRate().map(rate -> TextTable.decimal(100 * rate, DECIMALS) + " %").orElse(""));
    text.print(out);
    List<Watched> watched = watched(Judged::watched);
    if (hasWindows(watched)) {
      double best = WindowScore.bestThreshold(watched, EVERYTHING);
      out.printf(
          "NAB score %s with the best threshold, %s%n",
          TextTable.decimal(WindowScore.of(watched, best), DECIMALS), TextTable.decimal(best, 3));
    }
  }

  private static String number(Judged judged, ToLongFunction<Watched> figure) {
    return judged
        .alarmed()
        .map(watched -> TextTable.number(figure.applyAsLong(watched)))
        .orElse("");
  }

  /** Of all analyses with a known cause; empty where there is none. */
  private String sum(ToIntFunction<Judged> figure) {
    return analyses.stream().allMatch(judged -> judged.causes() == 0)
        ? ""
        : TextTable.number(analyses.stream().mapToInt(figure).sum());
  }

  /** Without any window there is nothing to earn, and so no score. */
  private static boolean hasWindows(List<Watched> watched) {
    return watched.stream().anyMatch(one -> !one.windows().isEmpty());
  }

  private static String score(List<Watched> watched) {
    return !hasWindows(watched)
        ? ""
        : TextTable.decimal(WindowScore.of(watched, EVERYTHING), DECIMALS);
  }

  private List<Watched> watched(Function<Judged, Optional<Watched>> which) {
    return analyses.stream().flatMap(judged -> which.apply(judged).stream()).toList();
  }

  private Optional<Double> causeRate() {
    int causes = analyses.stream().mapToInt(Judged::causes).sum();
    int exact = analyses.stream().mapToInt(Judged::exact).sum();
    return causes == 0 ? Optional.empty() : Optional.of((double) exact / causes);
  }
}
