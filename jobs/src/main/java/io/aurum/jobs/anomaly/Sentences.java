package io.aurum.jobs.anomaly;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.config.AnomalySettings.Grain;
import io.aurum.common.series.ChangeBridge;
import io.aurum.jobs.anomaly.Explanations.Driver;
import io.aurum.jobs.anomaly.Explanations.Explained;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Says what happened in a sentence that an analyst can send on. */
final class Sentences {
  /**
   * Effects smaller than this share of a driver's change are not worth a word, nor are drivers
   * beside the first that are less than this share of the whole.
   */
  private static final double LEAST_EFFECT = 0.05;

  /** The same of those together that are not worth a word each. */
  private static final double LEAST_OTHERS = 0.005;

  /** Multiples of the expected value from which they say more than percents. */
  private static final double TIMES = 1.5;

  /** Share of the expected value up to which another one needs no word. */
  private static final double ALIKE = 0.005;

  private static final double WHOLE_NUMBERS = 1000;

  private Sentences() {}

  static String of(
      AnomalySettings analysis, Names names, Event event, Optional<Explained> explained) {
    String what =
        event.metric().name()
            + (event.values().isEmpty() ? "" : " of " + names.series(event))
            + " "
            + period(analysis, event);
    String before = event.cycle() > 1 ? "the seasons before" : "the periods before";
    return event.isAsked()
        ? what + " " + asked(event, names, explained.orElseThrow(), before) + "."
        : what
            + " "
            + happened(analysis, event)
            + explained
                .map(cause -> because(event, names, cause, compared(event, cause, before)))
                .orElse("")
            + ".";
  }

  /** What was asked about, beside what was before it. */
  private static String asked(Event event, Names names, Explained explained, String before) {
    double baseline = explained.baseline();
    double ratio = explained.observed() / baseline;
    String compared;
    if (!(baseline > 0) || !(ratio > 0)) {
      compared = "where " + before + " had " + number(baseline);
    } else if (ratio >= TIMES) {
      compared =
          String.format(Locale.ROOT, "%.1f times that of %s (%s)", ratio, before, number(baseline));
    } else {
      compared = differs(ratio, "in " + before, number(baseline));
    }
    return "was "
        + number(explained.observed())
        + ", "
        + compared
        + because(event, names, explained, "");
  }

  private static String differs(double ratio, String than, String words) {
    return String.format(
        Locale.ROOT,
        "%.0f %% %s than %s (%s)",
        100 * Math.abs(ratio - 1),
        ratio > 1 ? "more" : "less",
        than,
        words);
  }

  private static String happened(AnomalySettings analysis, Event event) {
    return switch (event.type()) {
      case SPIKE, DROP, HIGH_STRETCH, LOW_STRETCH -> was(analysis, event);
      case LEVEL_SHIFT ->
          "moved to another level: %s by %s robust standard deviations from %s"
              .formatted(
                  event.anomalies().get(0).severity() > 0 ? "up" : "down",
                  number(event.severity()),
                  number(event.anomalies().get(0).expected())
                      + (event.metric().isQuotient() ? "" : each(analysis.grain())));
      case VARIANCE_CHANGE ->
          "began to vary " + (event.anomalies().get(0).severity() > 0 ? "more" : "less");
      case MISSING ->
          "is missing: %s without a value where one is usual"
              .formatted(
                  event.anomalies().size() == 1
                      ? "a period"
                      : event.anomalies().size() + " periods");
      case UNUSUAL_LEVEL -> was(analysis, event) + ", a level unlike those before";
      case UNUSUAL_JUMP -> was(analysis, event) + ", a jump unlike those before";
      case UNUSUAL_SPREAD ->
          was(analysis, event) + ", when it varied from period to period as it had not before";
      case UNUSUAL_SHAPE -> was(analysis, event) + ", when its course was unlike any before";
      case UNUSUAL_SEASON -> was(analysis, event) + ", unlike the same time of earlier cycles";
      case ASKED -> throw new IllegalArgumentException("not judged");
    };
  }

  private static String was(AnomalySettings analysis, Event event) {
    double observed = total(event, Event.Anomaly::observed);
    double expected = total(event, Event.Anomaly::expected);
    return "was %s%s%s%s"
        .formatted(
            number(observed),
            mean(analysis, event),
            Math.abs(observed - expected) <= ALIKE * Math.abs(expected)
                ? ""
                : ", " + comparison(observed, expected, number(expected)),
            largest(event));
  }

  /** What a figure of several periods is, where it is not their sum. */
  private static String mean(AnomalySettings analysis, Event event) {
    if (event.metric().adds() || event.start() == event.end()) {
      return "";
    }
    return event.metric().isQuotient() ? " on average" : each(analysis.grain());
  }

  private static String each(Grain grain) {
    return switch (grain) {
      case MINUTE -> " a minute";
      case FIVE_MINUTES -> " in five minutes";
      case QUARTER_HOUR -> " a quarter of an hour";
      case HALF_HOUR -> " a half hour";
      case HOUR -> " an hour";
      case DAY -> " a day";
      case WEEK -> " a week";
    };
  }

  private static String comparison(double observed, double expected, String words) {
    double ratio = observed / expected;
    if (!(expected > 0) || !(ratio > 0)) {
      return "where %s was expected".formatted(words);
    }
    return ratio >= TIMES
        ? String.format(Locale.ROOT, "%.1f times what was expected (%s)", ratio, words)
        : differs(ratio, "expected", words);
  }

  /** The single amount that made it a spike. */
  private static String largest(Event event) {
    double most =
        event.anomalies().stream()
            .mapToDouble(Event.Anomaly::largest)
            .filter(amount -> !Double.isNaN(amount))
            .max()
            .orElse(0);
    return most > 0 ? ", " + number(most) + " of it a single amount" : "";
  }

  /** Sum over the known periods of an event of a metric that adds up, else the mean. */
  private static double total(Event event, ToDoubleFunction<Event.Anomaly> value) {
    List<Event.Anomaly> known =
        event.anomalies().stream().filter(a -> !Double.isNaN(a.observed())).toList();
    double sum = known.stream().mapToDouble(value).sum();
    return event.metric().adds() ? sum : sum / known.size();
  }

  /** Beside what the causes were looked for, and the change that their effects sum to. */
  private static String compared(Event event, Explained explained, String before) {
    double change = explained.change().doubleValue();
    return "compared with %s (%s), %s"
        .formatted(
            before,
            number(explained.baseline()),
            event.metric().adds()
                ? "%s %s: ".formatted(number(Math.abs(change)), change > 0 ? "more" : "less")
                : "");
  }

  private static String because(Event event, Names names, Explained explained, String compared) {
    List<String> causes = new ArrayList<>();
    for (Driver driver : explained.drivers()) {
      if (causes.isEmpty() || Math.abs(explained.share(driver)) >= LEAST_EFFECT) {
        driver
            .driver()
            .ifPresent(scope -> causes.add(cause(event, explained, driver, names.words(scope))));
      }
    }
    return causes.isEmpty()
        ? "; no part of it stands out"
        : "; " + compared + String.join("; ", causes);
  }

  private static String cause(Event event, Explained explained, Driver driver, String scope) {
    return String.format(
        Locale.ROOT,
        "%.0f %% of the change comes from %s (%s)%s",
        100 * explained.share(driver),
        scope,
        effects(event, driver),
        driver.coincidence().isEmpty() ? "" : ", when " + driver.coincidence());
  }

  /** A quotient has no price: what each piece costs is there the rate. */
  private static String effects(Event event, Driver driver) {
    ChangeBridge bridge = driver.bridge();
    List<String> effects = new ArrayList<>();
    double change = Math.abs(driver.change().doubleValue());
    effect("volume", bridge.volume(), change, effects);
    effect(event.metric().isQuotient() ? "rate" : "price", bridge.price(), change, effects);
    effect("mix", bridge.mix(), change, effects);
    effect("new", bridge.added(), change, effects);
    effect("lost", bridge.lost(), change, effects);
    others(bridge, change).ifPresent(effects::add);
    return String.join(", ", effects);
  }

  /** Effects that are not worth a word each, so that the words sum to the change. */
  private static Optional<String> others(ChangeBridge bridge, double change) {
    BigDecimal others =
        Stream.of(bridge.volume(), bridge.price(), bridge.mix(), bridge.added(), bridge.lost())
            .filter(effect -> Math.abs(effect.doubleValue()) < LEAST_EFFECT * change)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return Math.abs(others.doubleValue()) < LEAST_OTHERS * change
        ? Optional.empty()
        : Optional.of(signed("other", others));
  }

  private static String signed(String name, BigDecimal effect) {
    return name + " " + (effect.signum() > 0 ? "+" : "-") + number(effect.abs().doubleValue());
  }

  private static void effect(String name, BigDecimal effect, double change, List<String> effects) {
    if (Math.abs(effect.doubleValue()) >= LEAST_EFFECT * change && effect.signum() != 0) {
      effects.add(signed(name, effect));
    }
  }

  private static String period(AnomalySettings analysis, Event event) {
    String start = time(analysis, event.start());
    return event.start() == event.end()
        ? "of " + start
        : "of " + start + " to " + time(analysis, event.end());
  }

  /** The beginning of a period, as short as the grain allows. */
  static String time(AnomalySettings analysis, long seconds) {
    LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
    return analysis.grain().seconds() >= Grain.DAY.seconds()
        ? time.toLocalDate().toString()
        : time.toString().replace('T', ' ');
  }

  /** How many of some steps. */
  static String part(long some, int all, Grain step) {
    String steps =
        switch (step) {
          case MINUTE -> "minutes";
          case FIVE_MINUTES -> "spells of five minutes";
          case QUARTER_HOUR -> "quarters of an hour";
          case HALF_HOUR -> "half hours";
          case HOUR -> "hours";
          case DAY -> "days";
          case WEEK -> "weeks";
        };
    return "%s %d of %d %s".formatted(step == Grain.DAY ? "on" : "in", some, all, steps);
  }

  private static String number(double value) {
    return Math.abs(value) >= WHOLE_NUMBERS || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.2f", value);
  }
}
