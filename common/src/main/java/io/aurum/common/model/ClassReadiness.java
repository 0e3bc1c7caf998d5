package io.aurum.common.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds out whether a label with several values can be learnt honestly.
 *
 * <p>A column is a certain leak where it alone tells the class of all but a few rows, or where it
 * is filled in for one class and no other. One that alone tells one class of several is warned of:
 * honest measurements do that too. Values that few rows have are not named, only numbered: they
 * might tell whose they are.
 */
final class ClassReadiness extends Readiness {
  /** From this skill on, a column alone is as good as the label. */
  private static final double CERTAIN_SKILL = 0.98;

  /** From this skill on, a column alone is better than honest ones mostly are. */
  private static final double SUSPECT_SKILL = 0.90;

  private final List<String> classes;

  ClassReadiness(Examples rows, String label, List<String> classes, Set<String> trusted) {
    super(rows, label, true, trusted);
    this.classes = classes;
  }

  @Override
  void target() {
    int fewest = Integer.MAX_VALUE;
    for (int k = 0; k < classes.size(); k++) {
      int of = k;
      int n = (int) IntStream.range(0, rows.size()).filter(i -> rows.target(i) == of).count();
      add(
          "class_counts",
          label + (n < FEWEST_OF_CLASS ? ": rare value " + (k + 1) : " = " + classes.get(k)),
          n < FEW_OF_CLASS ? Status.WARN : Status.PASS,
          n,
          String.format(Locale.ROOT, "%,d rows have this value", n));
      fewest = Math.min(fewest, n);
    }
    boolean single = classes.size() < 2;
    Status status =
        single || fewest < FEWEST_OF_CLASS
            ? Status.STOP
            : fewest < FEW_OF_CLASS ? Status.WARN : Status.PASS;
    add("class_counts", label, status, fewest, inWords(fewest, status == Status.STOP));
  }

  private String inWords(int fewest, boolean stops) {
    String counted =
        String.format(Locale.ROOT, "%,d rows have the rarest of %d values", fewest, classes.size());
    if (!stops) {
      return counted;
    }
    return counted
        + (classes.size() < 2
            ? ": a label needs two values to be learnt"
            : String.format(
                Locale.ROOT,
                ", %d are needed: name the values that matter in 'classes' of the task",
                FEWEST_OF_CLASS));
  }

  @Override
  boolean separability(int feature, String name) {
    List<Separability> alone =
        IntStream.range(0, classes.size())
            .mapToObj(k -> new Separability(OneVersusRest.against(rows, k), feature, true))
            .toList();
    double skill = skill(alone);
    double auc = alone.stream().mapToDouble(Separability::auc).max().orElseThrow();
    boolean marks = marksOneClass(feature);
    if (marks) {
      leak(name, true, skill, "it is known of the rows of one class and of no other");
    } else if (skill >= SUSPECT_SKILL || auc >= CERTAIN_AUC) {
      leak(
          name,
          skill >= CERTAIN_SKILL,
          skill,
          String.format(
              Locale.ROOT,
              "alone it tells %.0f %% of what the commonest value gets wrong, and separates one"
                  + " class from the others with an AUC of %.3f",
              100 * skill,
              auc));
    }
    return marks || skill >= SUSPECT_SKILL || auc >= CERTAIN_AUC;
  }

  /** Share of the rows that the commonest class gets wrong and the column gets right, net. */
  private double skill(List<Separability> alone) {
    int right = 0;
    int[] counts = new int[classes.size()];
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      double[] says = alone.stream().mapToDouble(of -> of.predicted(row)).toArray();
      right += ClassesModel.mostProbable(says) == rows.target(i) ? 1 : 0;
      counts[(int) rows.target(i)]++;
    }
    int commonest = IntStream.of(counts).max().orElseThrow();
    return commonest == rows.size() ? 0 : (double) (right - commonest) / (rows.size() - commonest);
  }

  /** Whether the column has a value in the rows of one class, and of no other, but for a few. */
  private boolean marksOneClass(int feature) {
    int[] known = new int[classes.size()];
    int[] all = new int[classes.size()];
    for (int i = 0; i < rows.size(); i++) {
      known[(int) rows.target(i)] += rows.row(i)[feature] == null ? 0 : 1;
      all[(int) rows.target(i)]++;
    }
    int total = IntStream.of(known).sum();
    return IntStream.range(0, classes.size())
        .anyMatch(
            k -> {
              double inside = (double) known[k] / all[k];
              double outside = (double) (total - known[k]) / (rows.size() - all[k]);
              return (1 + inside - outside) / 2 >= CERTAIN_AUC;
            });
  }
}
