package io.aurum.common.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds out whether a task can be learnt honestly, before anything is learnt: enough rows, enough
 * of each class, and no column that tells the label rather than predicts it.
 *
 * <p>A leak is betrayed by how well a single column separates, missing values included, or by its
 * name. Neither is proof: what a user knows to be no leak is trusted, and then only warned of.
 */
public sealed class Readiness permits ClassReadiness {
  private static final int FEWEST_ROWS = 50;
  private static final int FEW_ROWS = 300;
  static final int FEWEST_OF_CLASS = 10;
  static final int FEW_OF_CLASS = 50;

  /** From this area under the curve on, a column alone is as good as the label. */
  static final double CERTAIN_AUC = 0.98;

  /** From this area on, a column alone is better than honest ones are seen to be. */
  static final double SUSPECT_AUC = 0.90;

  /**
   * Share of the label's entropy that a suspect column takes away to be a certain leak: honest ones
   * rank well, leaks also decide.
   */
  private static final double CERTAIN_INFORMATION = 0.5;

  private static final double CERTAIN_R2 = 0.99;
  private static final double SUSPECT_R2 = 0.90;

  /** Share of rows with a value of their own from which texts are names of rows. */
  private static final double ID_SHARE = 0.9;

  private static final String NO_NUMBER =
      " that is a number: classes are learnt by job = classify, with the one to be predicted as"
          + " 'positive'";

  private static final String NOT_MET =
      ": 'positive' has to be one of the label's values, written as in the data; job ="
          + " classify without it predicts each of them";

  /** Words that say nothing of what a label is about. */
  private static final Set<String> GENERIC =
      Set.of(
          "value",
          "label",
          "flag",
          "target",
          "class",
          "is",
          "has",
          "the",
          "y",
          "status",
          "median",
          "mean",
          "total",
          "average",
          "next",
          "of",
          "in",
          "yes",
          "no",
          "indicator",
          "category");

  /** Words for something known only with the label, where the label's own word is beside them. */
  private static final Set<String> OF_OUTCOME =
      Set.of(
          "value",
          "label",
          "flag",
          "target",
          "class",
          "status",
          "score",
          "reason",
          "category",
          "date",
          "day",
          "month",
          "year",
          "type",
          "risk",
          "probability",
          "prob",
          "prediction",
          "predicted",
          "indicator",
          "outcome",
          "code",
          "cause",
          "is",
          "was",
          "rate",
          "amount");

  /** Words for results of a model, or of what happened afterwards. */
  private static final Set<String> TELLING =
      Set.of(
          "cltv",
          "clv",
          "ltv",
          "target",
          "outcome",
          "prediction",
          "predicted",
          "propensity",
          "churned",
          "cancelled",
          "canceled",
          "cancellation",
          "attrited");

  /** What a check says. */
  public enum Status {
    PASS,
    WARN,
    STOP;

    /** As it stands in tables. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a check found.
   *
   * @param check name of the check
   * @param subject column, or the task's label
   * @param figure what was measured; NaN where nothing was
   * @param usable whether the column can be learnt from
   * @param reason in words
   */
  public record Finding(
      String check, String subject, Status status, double figure, boolean usable, String reason) {}

  final Examples rows;
  final String label;
  private final boolean logistic;
  private final Set<String> trusted;
  private final List<Finding> findings = new ArrayList<>();

  Readiness(Examples rows, String label, boolean logistic, Set<String> trusted) {
    this.rows = rows;
    this.label = label;
    this.logistic = logistic;
    this.trusted = trusted;
  }

  /**
   * Asks everything of rows whose label is known.
   *
   * @param label name of the label's column
   * @param trusted columns that are no leaks
   */
  public static List<Finding> inspect(
      Examples rows, String label, boolean logistic, Set<String> trusted) {
    return new Readiness(rows, label, logistic, trusted).inspect();
  }

  /**
   * The same of a label with several values.
   *
   * @param rows with numbers of classes as targets
   * @param classes values of the label, in the order of their numbers
   */
  public static List<Finding> inspectClasses(
      Examples rows, String label, List<String> classes, Set<String> trusted) {
    return new ClassReadiness(rows, label, classes, trusted).inspect();
  }

  final List<Finding> inspect() {
    rows();
    if (rows.size() > 0) {
      target();
      duplicates();
      for (int f = 0; f < rows.columns().size(); f++) {
        column(f);
      }
    }
    return List.copyOf(findings);
  }

  private void rows() {
    int n = rows.size();
    Status status = n < FEWEST_ROWS ? Status.STOP : n < FEW_ROWS ? Status.WARN : Status.PASS;
    String counted = String.format(Locale.ROOT, "%,d rows have a label", n);
    add("rows", label, status, n, n > 0 || logistic ? counted : counted + NO_NUMBER);
  }

  /** Looks at what is to be learnt. */
  void target() {
    if (logistic) {
      int positives = IntStream.range(0, rows.size()).map(i -> rows.target(i) > 0.5 ? 1 : 0).sum();
      int fewest = Math.min(positives, rows.size() - positives);
      Status status =
          fewest < FEWEST_OF_CLASS
              ? Status.STOP
              : fewest < FEW_OF_CLASS ? Status.WARN : Status.PASS;
      add(
          "class_counts",
          label,
          status,
          fewest,
          String.format(
              Locale.ROOT,
              "%,d rows have the positive value, %,d another%s",
              positives,
              rows.size() - positives,
              positives == 0 ? NOT_MET : ""));
    } else {
      boolean constant = Arrays.stream(rows.targets()).distinct().limit(2).count() < 2;
      add(
          "target_variance",
          label,
          constant ? Status.STOP : Status.PASS,
          Double.NaN,
          constant ? "all rows have the same number" : "the numbers differ");
    }
  }

  private void duplicates() {
    Set<Long> seen = new HashSet<>();
    int repeated = 0;
    for (int i = 0; i < rows.size(); i++) {
      repeated += seen.add(rows.hash(i)) ? 0 : 1;
    }
    double share = (double) repeated / rows.size();
    add(
        "duplicates_across_folds",
        label,
        Status.PASS,
        share,
        String.format(
            Locale.ROOT,
            rows.isOrdered()
                ? "%,d rows repeat the features of another: such rows of different days can be in two"
                    + " folds"
                : rows.isGrouped()
                    ? "%,d rows repeat the features of another; all rows of a customer are kept in one"
                        + " fold"
                    : "%,d rows repeat the features of another: such rows are kept in one fold",
            repeated));
  }

  private void column(int feature) {
    String name = rows.columns().get(feature).name();
    int known = 0;
    Set<Object> distinct = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.row(i)[feature] != null) {
        known++;
        distinct.add(rows.row(i)[feature]);
      }
    }
    if (distinct.size() < 2 && (known == rows.size() || known == 0)) {
      unusable("constant", name, distinct.size(), "it is the same in all rows, and is left out");
      return;
    }
    boolean named = name(name);
    boolean separates = separability(feature, name);
    if (isId(feature, known, distinct)) {
      unusable(
          "id_like",
          name,
          (double) distinct.size() / known,
          "it names rows rather than describes them, and is left out");
    } else if (!named && !separates) {
      add("leak", name, Status.PASS, Double.NaN, "neither name nor separation betrays a leak");
    }
  }

  private boolean isId(int feature, int known, Set<Object> distinct) {
    if (known < FEWEST_ROWS || distinct.size() < ID_SHARE * known) {
      return false;
    }
    if (!rows.columns().get(feature).isNumber()) {
      return true;
    }
    double low = distinct.stream().mapToDouble(x -> (Double) x).min().orElseThrow();
    double high = distinct.stream().mapToDouble(x -> (Double) x).max().orElseThrow();
    boolean whole = distinct.stream().allMatch(x -> (Double) x == Math.rint((Double) x));
    return whole && distinct.size() == known && high - low < known / ID_SHARE;
  }

  /** Whether the name betrays the column. */
  private boolean name(String name) {
    Set<String> own = words(name);
    Set<String> about = words(label);
    about.removeAll(GENERIC);
    Set<String> rest = new LinkedHashSet<>(own);
    rest.removeAll(about);
    boolean ofLabel = !about.isEmpty() && own.containsAll(about) && OF_OUTCOME.containsAll(rest);
    boolean telling = own.stream().anyMatch(TELLING::contains);
    if (ofLabel || telling) {
      add(
          "leak_by_name",
          name,
          Status.WARN,
          Double.NaN,
          ofLabel
              ? "its name speaks of the label '" + label + "': is it known before the label is?"
              : "its name speaks of a result: is it known before the label is?");
    }
    return ofLabel || telling;
  }

  private static Set<String> words(String name) {
    return Arrays.stream(
            name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+", -1))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether the column alone separates too well. */
  boolean separability(int feature, String name) {
    Separability separability = new Separability(rows, feature, logistic);
    double figure = logistic ? separability.auc() : separability.explained();
    double information = separability.explained();
    boolean suspect = figure >= (logistic ? SUSPECT_AUC : SUSPECT_R2);
    boolean certain =
        figure >= (logistic ? CERTAIN_AUC : CERTAIN_R2)
            || (logistic && suspect && information >= CERTAIN_INFORMATION);
    if (suspect) {
      leak(name, certain, figure, inWords(figure, information));
    }
    return suspect;
  }

  /** A column that separates too well: a certain leak stops, unless it is trusted. */
  final void leak(String name, boolean certain, double figure, String found) {
    boolean known = trusted.contains(name);
    add(
        "leak_by_separability",
        name,
        certain && !known ? Status.STOP : Status.WARN,
        figure,
        found + (known ? "; it is trusted" : ""));
  }

  private String inWords(double figure, double information) {
    return logistic
        ? String.format(
            Locale.ROOT,
            "alone it separates the classes with an AUC of %.3f and explains %.0f %% of the label",
            figure,
            100 * information)
        : String.format(Locale.ROOT, "alone it explains %.3f of the variance", figure);
  }

  final void add(String check, String subject, Status status, double figure, String reason) {
    findings.add(new Finding(check, subject, status, figure, true, reason));
  }

  private void unusable(String check, String subject, double figure, String reason) {
    findings.add(new Finding(check, subject, Status.WARN, figure, false, reason));
  }
}
