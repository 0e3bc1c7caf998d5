package io.aurum.common.model;

import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.Interval;
import io.aurum.common.stat.Wilson;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How good probabilities of several classes are. Each figure comes with a 95 % interval, from the
 * influence that each row has on it (the delta method).
 */
public final class ClassMetrics {
  /** Probabilities are kept this far from 0 in the log-loss, as common tools do. */
  private static final double CLIP = 1e-15;

  private final double[][] probability;
  private final int[] target;
  private final int[] predicted;
  private final int classes;

  /**
   * How good the model is at one class.
   *
   * @param rows of the class
   * @param predicted rows that are said to be of it
   * @param right those of both
   * @param auc area under the ROC curve against all other classes; NaN where there are none
   * @param meanProbability mean probability of the class over all rows
   */
  public record OfClass(int rows, int predicted, int right, Estimate auc, double meanProbability) {

    /** Share of the rows said to be of the class that are; NaN where none are said to be. */
    public double precision() {
      return (double) right / predicted;
    }

    /** Share of the rows of the class that are said to be. */
    public double recall() {
      return (double) right / rows;
    }

    /** Harmonic mean of precision and recall; 0 where no row is right. */
    public double f1() {
      return 2.0 * right / (rows + predicted);
    }
  }

  /**
   * @param probability by row and class, each row's summing to 1
   * @param target number of each row's class
   * @throws IllegalArgumentException if the lengths differ or nothing is there
   */
  public ClassMetrics(double[][] probability, int[] target) {
    if (target.length == 0 || probability.length != target.length) {
      throw new IllegalArgumentException(
          "%d rows of probabilities for %d labels".formatted(probability.length, target.length));
    }
    this.probability = probability;
    this.target = target;
    this.classes = probability[0].length;
    this.predicted = Arrays.stream(probability).mapToInt(ClassesModel::mostProbable).toArray();
  }

  /** Mean negative log-likelihood of the labels, in nats. */
  public Estimate logLoss() {
    return mean(i -> -Math.log(Math.max(CLIP, probability[i][target[i]])));
  }

  /** Mean over rows of the squared differences, summed over classes (Brier 1950). */
  public Estimate brier() {
    return mean(
        i -> {
          double sum = 0;
          for (int k = 0; k < classes; k++) {
            double difference = probability[i][k] - (target[i] == k ? 1 : 0);
            sum += difference * difference;
          }
          return sum;
        });
  }

  /** Share of rows whose most probable class is theirs; Wilson's interval. */
  public Estimate accuracy() {
    long right = rows().filter(i -> predicted[i] == target[i]).count();
    Interval interval = Wilson.interval(right, target.length);
    return new Estimate(
        (double) right / target.length, Double.NaN, interval.low(), interval.high());
  }

  /**
   * Mean over classes of the harmonic mean of precision and recall. Interval as Takahashi,
   * Yamamoto, Kuchiba and Koyama, Applied Intelligence 52, 2022.
   */
  public Estimate macroF1() {
    double[] influence = new double[target.length];
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      OfClass of = ofClass(k);
      double both = of.rows() + of.predicted();
      if (both > 0) {
        sum += of.f1();
        for (int i = 0; i < influence.length; i++) {
          int is = target[i] == k ? 1 : 0;
          int said = predicted[i] == k ? 1 : 0;
          influence[i] += (2.0 * is * said - of.f1() * (is + said)) * target.length / both;
        }
      }
    }
    return average(sum, influence);
  }

  /**
   * Mean over classes of the area under the ROC curve of each against all others (Provost and
   * Domingos 2000, classes weighed alike). Interval by the placements of DeLong, DeLong and
   * Clarke-Pearson (Biometrics 1988), which see that the classes share their rows. Classes without
   * rows, or without others, are left out.
   */
  public Estimate auc() {
    double[] influence = new double[target.length];
    double sum = 0;
    int told = 0;
    for (int k = 0; k < classes; k++) {
      double[] placements = placements(k);
      double auc = auc(k, placements);
      if (!Double.isNaN(auc)) {
        told++;
        sum += auc;
        double of = rows(k).count();
        for (int i = 0; i < influence.length; i++) {
          double weight = target.length / (target[i] == k ? of : target.length - of);
          influence[i] += weight * (placements[i] - auc);
        }
      }
    }
    return average(sum / told, influence, told);
  }

  /** How good the model is at one class. */
  public OfClass ofClass(int of) {
    double[] placements = placements(of);
    double auc = auc(of, placements);
    return new OfClass(
        (int) rows(of).count(),
        (int) rows().filter(i -> predicted[i] == of).count(),
        (int) rows(of).filter(i -> predicted[i] == of).count(),
        Double.isNaN(auc)
            ? new Estimate(auc, auc, auc, auc)
            : Estimate.probability(auc, error(of, placements, auc)),
        rows().mapToDouble(i -> probability[i][of]).sum() / target.length);
  }

  /** Rows by their class and the class that is said of them. */
  public long[][] confusion() {
    long[][] counts = new long[classes][classes];
    rows().forEach(i -> counts[target[i]][predicted[i]]++);
    return counts;
  }

  /** Whether what was said to be most probable is so, with the probability that was said. */
  public ScoredLabels confidence() {
    return ScoredLabels.of(confidences(), right());
  }

  /** Probability of each row's most probable class. */
  public double[] confidences() {
    return rows().mapToDouble(i -> probability[i][predicted[i]]).toArray();
  }

  /** Whether each row's most probable class is its class. */
  public boolean[] right() {
    boolean[] right = new boolean[target.length];
    rows().forEach(i -> right[i] = predicted[i] == target[i]);
    return right;
  }

  private IntStream rows() {
    return IntStream.range(0, target.length);
  }

  private IntStream rows(int of) {
    return rows().filter(i -> target[i] == of);
  }

  /** Of each row the share of rows on the other side that it is rightly ordered with. */
  private double[] placements(int of) {
    double[] inside = rows(of).mapToDouble(i -> probability[i][of]).sorted().toArray();
    double[] outside =
        rows().filter(i -> target[i] != of).mapToDouble(i -> probability[i][of]).sorted().toArray();
    return rows()
        .mapToDouble(
            i ->
                target[i] == of
                    ? below(outside, probability[i][of]) / outside.length
                    : 1 - below(inside, probability[i][of]) / inside.length)
        .toArray();
  }

  /** Numbers that are smaller; equal ones count half. */
  private static double below(double[] sorted, double x) {
    return (firstFrom(sorted, x) + firstFrom(sorted, Math.nextUp(x))) / 2.0;
  }

  private static int firstFrom(double[] sorted, double x) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      low = sorted[middle] < x ? middle + 1 : low;
      high = sorted[middle] < x ? high : middle;
    }
    return low;
  }

  private double auc(int of, double[] placements) {
    long inside = rows(of).count();
    return inside == 0 || inside == target.length
        ? Double.NaN
        : rows(of).mapToDouble(i -> placements[i]).sum() / inside;
  }

  private double error(int of, double[] placements, double auc) {
    double inside = rows(of).count();
    double outside = target.length - inside;
    double variance = 0;
    for (int i = 0; i < target.length; i++) {
      double off = placements[i] - auc;
      double n = target[i] == of ? inside : outside;
      variance += off * off / n / Math.max(1, n - 1);
    }
    return Math.sqrt(variance);
  }

  private Estimate average(double sum, double[] influence) {
    return average(sum / classes, influence, classes);
  }

  private Estimate average(double value, double[] influence, int over) {
    double squares = 0;
    for (double of : influence) {
      squares += of * of;
    }
    double n = target.length;
    return Estimate.probability(value, Math.sqrt(squares / n / Math.max(1, n - 1)) / over);
  }

  private Estimate mean(IntToDoubleFunction loss) {
    double[] losses = rows().mapToDouble(loss).toArray();
    double mean = Arrays.stream(losses).sum() / losses.length;
    double squares = Arrays.stream(losses).map(x -> (x - mean) * (x - mean)).sum();
    return Estimate.symmetric(
        mean, Math.sqrt(squares / Math.max(1, losses.length - 1) / losses.length));
  }
}
