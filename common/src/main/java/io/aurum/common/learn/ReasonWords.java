package io.aurum.common.learn;

import io.aurum.common.model.FeatureColumn;
import java.io.Serializable;
import java.math.BigDecimal;
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
 */
record ReasonWords(
    List<FeatureColumn> columns, boolean[] shown, Map<String, String> actions, double actsFrom)
    implements Serializable {
  private static final Pattern COUNTED = Pattern.compile("([a-z_]+)_([0-9]+)d(?:_amount)?");
  private static final int TOP = 5;
  private static final int DECIMALS = 2;

  /** Contributions that are less are not worth a word. */
  private static final double NEGLIGIBLE = 0.005;

  /**
   * Contributions that are no more are nothing to act upon: as the logistic curve is nowhere
   * steeper than 1/4, they move no probability by more than 2.5 percentage points.
   */
  private static final double LEAST_TO_ACT = 0.1;

  /** The features that move the score most, strongest first: {@code tenure 2: +0.84}. */
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
        .filter(f -> Math.abs(contributions[f]) >= NEGLIGIBLE)
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
    return String.format(Locale.ROOT, "%s: %+.2f", what, contribution);
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
