package io.aurum.common.learn;

import io.aurum.common.model.FeatureColumn;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says why a score is what it is. Features that say much the same are told as one: by that which
 * moves the score most, with what all of them do together.
 *
 * @param columns features
 * @param kin by feature: the first of those that say much the same, see {@link
 *     io.aurum.common.model.KindredFeatures}
 * @param shown by feature: whether its values may be shown
 * @param actions by feature: what to do where it is the strongest reason
 * @param actsFrom probability below which nothing is suggested
 * @param unit in which contributions are told
 */
record ReasonWords(
    List<FeatureColumn> columns,
    int[] kin,
    boolean[] shown,
    Map<String, String> actions,
    double actsFrom,
    Unit unit)
    implements Serializable {
  private static final Pattern COUNTED = Pattern.compile("([a-z_]+)_([0-9]+)d(_amount)?");
  private static final int TOP = 5;
  private static final int DECIMALS = 2;

  /** Numbers from here on are told without decimals. */
  private static final double WHOLE_NUMBERS = 10_000;

  /**
   * What contributions are told in.
   *
   * @param isOfLabel whether that is the unit of the label, and not log-odds
   * @param negligible contributions that are less are not worth a word
   */
  record Unit(boolean isOfLabel, double negligible) implements Serializable {
    private static final MathContext DIGITS = new MathContext(3);

    /** Log-odds, in hundredths. */
    static final Unit LOG_ODDS = new Unit(false, 0.005);

    /**
     * The unit of a label that is a number, in three digits. What is less than a hundredth of the
     * predictions' interval is not told.
     *
     * @param halfWidth of that interval
     */
    static Unit ofLabel(double halfWidth) {
      return new Unit(true, halfWidth / 50);
    }

    String inWords(double contribution) {
      if (!isOfLabel) {
        return String.format(Locale.ROOT, "%+.2f", contribution);
      }
      BigDecimal rounded = new BigDecimal(contribution, DIGITS);
      int decimals = Math.max(0, rounded.stripTrailingZeros().scale());
      return String.format(Locale.ROOT, "%+,." + decimals + "f", rounded);
    }
  }

  /**
   * Contributions that are no more are nothing to act upon: as the logistic curve is nowhere
   * steeper than 1/4, they move no probability by more than 2.5 percentage points.
   */
  private static final double LEAST_TO_ACT = 0.1;

  /** Features that are told as one, strongest first, and what they add up to. */
  private record Reason(List<Integer> features, double contribution) {}

  /**
   * The features that move the score most, strongest first: {@code tenure 2: +0.84}; of numbers
   * {@code smoker yes: +23,600}; of several that are alike {@code orders 3, with items: +0.31}.
   */
  String top(Object[] row, double[] contributions) {
    return told(contributions).map(reason -> words(reason, row)).collect(Collectors.joining("; "));
  }

  /**
   * What to do: the action of the strongest of the features that are told, raise the score by
   * enough to act upon, and have one; nothing where the probability is too low to act.
   */
  Optional<String> action(double probability, double[] contributions) {
    if (probability < actsFrom) {
      return Optional.empty();
    }
    return told(contributions)
        .filter(reason -> reason.contribution > LEAST_TO_ACT)
        .flatMap(reason -> reason.features.stream())
        .map(f -> actions.get(columns.get(f).name()))
        .filter(action -> action != null)
        .findFirst();
  }

  private Stream<Reason> told(double[] contributions) {
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int feature = 0; feature < kin.length; feature++) {
      if (contributions[feature] != 0) {
        groups.computeIfAbsent(kin[feature], first -> new ArrayList<>()).add(feature);
      }
    }
    return groups.values().stream()
        .map(features -> reason(features, contributions))
        .filter(reason -> Math.abs(reason.contribution) >= unit.negligible)
        .sorted(
            Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.contribution))
                .thenComparing(reason -> columns.get(reason.features.get(0)).name()))
        .limit(TOP);
  }

  /** First stands the feature that moves the score most to the side to which all of them do. */
  private Reason reason(List<Integer> features, double[] contributions) {
    double sum = features.stream().mapToDouble(f -> contributions[f]).sum();
    return new Reason(
        features.stream()
            .sorted(
                Comparator.comparingDouble((Integer f) -> -Math.signum(sum) * contributions[f])
                    .thenComparing(f -> columns.get(f).name()))
            .toList(),
        sum);
  }

  private String words(Reason reason, Object[] row) {
    int first = reason.features.get(0);
    String name = columns.get(first).name();
    String others =
        reason.features.stream()
            .skip(1)
            .map(f -> columns.get(f).name())
            .collect(Collectors.joining(" and "));
    return (shown[first] ? inWords(name, row[first]) : name)
        + (others.isEmpty() ? "" : ", with " + others)
        + ": "
        + unit.inWords(reason.contribution);
  }

  /**
   * What is taken of a window is told as one says it: {@code 3 tickets in 30 days}, {@code spend in
   * 90 days 1,204}, {@code no orders in 90 days}.
   */
  private static String inWords(String name, Object value) {
    Matcher counted = COUNTED.matcher(name);
    if (!(value instanceof Double number) || !counted.matches()) {
      return name + " " + inWords(value);
    }
    String what = counted.group(1).replace('_', ' ');
    String when = " in " + counted.group(2) + " days";
    if (number == 0) {
      return "no " + what + when;
    }
    return counted.group(3) == null
        ? inWords(value) + " " + what + when
        : what + when + " " + inWords(value);
  }

  private static String inWords(Object value) {
    if (value == null) {
      return "unknown";
    }
    return value instanceof Double number ? inWords(BigDecimal.valueOf(number)) : value.toString();
  }

  private static String inWords(BigDecimal number) {
    return Math.abs(number.doubleValue()) >= WHOLE_NUMBERS
        ? String.format(Locale.ROOT, "%,.0f", number)
        : number.setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
  }
}
