package io.aurum.common.learn;

import io.aurum.common.model.FeatureColumn;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says why a score is what it is.
 *
 * @param columns features
 * @param shown by feature: whether its values may be shown
 * @param actions by feature: what to do where it is the strongest reason
 * @param actsFrom probability below which nothing is suggested
 * @param unit in which contributions are told
 */
record ReasonWords(
    List<FeatureColumn> columns,
    boolean[] shown,
    Map<String, String> actions,
    double actsFrom,
    Unit unit)
    implements Serializable {
  private static final Pattern COUNTED = Pattern.compile("([a-z_]+)_([0-9]+)d(?:_amount)?");
  private static final int TOP = 5;
  private static final int DECIMALS = 2;

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

  /**
   * The features that move the score most, strongest first: {@code tenure 2: +0.84}; of numbers
   * {@code smoker yes: +23,600}.
   */
  String top(Object[] row, double[] contributions) {
    return told(contributions)
        .mapToObj(f -> words(f, row[f], contributions[f]))
        .collect(Collectors.joining("; "));
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
        .filter(f -> contributions[f] > LEAST_TO_ACT)
        .mapToObj(f -> actions.get(columns.get(f).name()))
        .filter(action -> action != null)
        .findFirst();
  }

  private IntStream told(double[] contributions) {
    return strongest(contributions)
        .filter(f -> Math.abs(contributions[f]) >= unit.negligible)
        .limit(TOP);
  }

  private IntStream strongest(double[] contributions) {
    return IntStream.range(0, columns.size())
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer f) -> -Math.abs(contributions[f]))
                .thenComparing(f -> columns.get(f).name()))
        .mapToInt(Integer::intValue);
  }

  private String words(int feature, Object value, double contribution) {
    String name = columns.get(feature).name();
    String what = shown[feature] ? inWords(name, value) : name;
    return what + ": " + unit.inWords(contribution);
  }

  /** What is counted in a window is told as one says it: {@code 3 tickets in 30 days}. */
  private static String inWords(String name, Object value) {
    Matcher counted = COUNTED.matcher(name);
    return value instanceof Double && counted.matches()
        ? "%s %s in %s days"
            .formatted(inWords(value), counted.group(1).replace('_', ' '), counted.group(2))
        : name + " " + inWords(value);
  }

  private static String inWords(Object value) {
    if (value == null) {
      return "unknown";
    }
    return value instanceof Double number
        ? BigDecimal.valueOf(number)
            .setScale(DECIMALS, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString()
        : value.toString();
  }
}
