package io.aurum.common.config;

import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.config.AnomalyTruth.TrueCause;
import io.aurum.common.config.AnomalyTruth.Window;
import io.aurum.common.series.Cube.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads when metrics were odd in truth, and why. */
final class AnomalyTruthReader {
  private static final String WINDOWS = "windows";
  private static final String CAUSES = "causes";

  private static final Parser<Window> WINDOW =
      new Parser<>(
          "two times such as 2026-01-30T12:00:00Z/2026-01-31T12:00:00Z",
          new Window(Instant.EPOCH, Instant.EPOCH),
          AnomalyTruthReader::window);

  private static final Parser<TrueCause> CAUSE =
      new Parser<>(
          "a time and values such as 2026-01-30T12:00:00Z country = DE and product = jam",
          new TrueCause(Instant.EPOCH, new Scope(Map.of())),
          AnomalyTruthReader::cause);

  private AnomalyTruthReader() {}

  /**
   * The truths by the name of their analysis.
   *
   * @param truths one section for each analysis
   * @param analyses that there are
   */
  static Map<String, AnomalyTruth> read(Section truths, List<String> analyses) {
    Parser<String> analysis = oneOf("analysis of metrics", analyses);
    Map<String, AnomalyTruth> read = new LinkedHashMap<>();
    for (Section truth : truths.entries("a truth")) {
      if (analysis.parse(truth.key()) instanceof Outcome.Bad<String> bad) {
        truth.reject("unknown '" + truth.path() + "'", bad.cause(), bad.remedy());
      }
      read.put(truth.key(), truth(truth));
    }
    return Collections.unmodifiableMap(read);
  }

  private static AnomalyTruth truth(Section truth) {
    List<Window> windows =
        truth.list(WINDOWS, WINDOW).stream().sorted(Comparator.comparing(Window::from)).toList();
    List<TrueCause> causes = truth.list(CAUSES, CAUSE);
    for (int w = 1; w < windows.size(); w++) {
      if (!windows.get(w).from().isAfter(windows.get(w - 1).to())) {
        truth.reject(
            WINDOWS,
            "overlapping windows in '" + truth.path() + "'",
            "an alarm in both would count twice",
            "join windows that share a time");
      }
    }
    if (!truth.has(WINDOWS) && causes.isEmpty()) {
      truth.reject(
          "no truth in '" + truth.path() + "'",
          "there is neither a window nor a cause",
          "write '%s' or '%s', or leave the analysis out".formatted(WINDOWS, CAUSES));
    }
    return new AnomalyTruth(truth.has(WINDOWS) ? Optional.of(windows) : Optional.empty(), causes);
  }

  private static Outcome<Window> window(String text) {
    String[] ends = text.split("/", -1);
    Optional<Instant> from = time(ends[0]);
    Optional<Instant> to = time(ends[ends.length - 1]);
    if (ends.length != 2 || from.isEmpty() || to.isEmpty()) {
      return Outcome.bad("it is not two times", "write " + WINDOW.expected());
    }
    return to.get().isBefore(from.get())
        ? Outcome.bad("it ends before it begins", "write the earlier time first")
        : Outcome.good(new Window(from.get(), to.get()));
  }

  private static Outcome<TrueCause> cause(String text) {
    String[] parts = text.strip().split("\\s+", 2);
    Optional<Instant> at = time(parts[0]);
    Map<String, String> values = new TreeMap<>();
    for (String value : parts.length < 2 ? new String[0] : parts[1].split(" and ", -1)) {
      int equals = value.indexOf('=');
      if (equals > 0) {
        values.put(value.substring(0, equals).strip(), value.substring(equals + 1).strip());
      } else {
        return Outcome.bad("'" + value.strip() + "' has no '='", "write " + CAUSE.expected());
      }
    }
    return at.isEmpty() || values.isEmpty()
        ? Outcome.bad("it is not a time with values", "write " + CAUSE.expected())
        : Outcome.good(new TrueCause(at.get(), new Scope(values)));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
