package io.aurum.common.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Turns log-odds as a model says them into log-odds as they turn out. Never turns their order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Calibration.None.class, name = "none"),
  @JsonSubTypes.Type(value = Calibration.Beta.class, name = "beta"),
  @JsonSubTypes.Type(value = Calibration.Steps.class, name = "isotonic")
})
public sealed interface Calibration extends Serializable {

  /** Calibrated log-odds. */
  double logOdds(double said);

  /** How a calibration is fitted. */
  enum Method {
    NONE {
      @Override
      Calibration fit(double[] said, double[] label) {
        return new None();
      }
    },
    PLATT {
      @Override
      Calibration fit(double[] said, double[] label) {
        return Beta.fit(said, label, true);
      }
    },
    BETA {
      @Override
      Calibration fit(double[] said, double[] label) {
        return Beta.fit(said, label, false);
      }
    },
    ISOTONIC {
      @Override
      Calibration fit(double[] said, double[] label) {
        return Steps.fit(said, label);
      }
    };

    abstract Calibration fit(double[] said, double[] label);
  }

  /** Says what the model says. */
  record None() implements Calibration {
    @Override
    public double logOdds(double said) {
      return said;
    }
  }

  /**
   * Beta calibration: {@code c + a ln p - b ln(1 - p)} (Kull, Silva Filho and Flach, AISTATS 2017).
   * With {@code a = b} it is Platt's scaling of the log-odds.
   *
   * @param a not negative
   * @param b not negative
   */
  record Beta(double a, double b, double c) implements Calibration {
    private static final double PULL = 1e-3;
    private static final int STEPS = 50;

    @Override
    public double logOdds(double said) {
      return c - a * softplus(-said) + b * softplus(said);
    }

    /** Minimises the log-loss by Newton's method; a slope that comes out negative is 0. */
    static Beta fit(double[] said, double[] label, boolean oneSlope) {
      double[] parameters = {1, 1, 0};
      for (int step = 0; step < STEPS; step++) {
        double[][] curvature = new double[3][3];
        double[] slope = new double[3];
        for (int i = 0; i < said.length; i++) {
          double low = -softplus(-said[i]);
          double high = softplus(said[i]);
          double[] x = oneSlope ? new double[] {said[i], 0, 1} : new double[] {low, high, 1};
          double p =
              Logit.probability(x[0] * parameters[0] + x[1] * parameters[1] + parameters[2]);
          for (int j = 0; j < 3; j++) {
            slope[j] += (label[i] - p) * x[j];
            for (int k = 0; k < 3; k++) {
              curvature[j][k] += p * (1 - p) * x[j] * x[k];
            }
          }
        }
        double[] prior = {1, 1, 0};
        for (int j = 0; j < 3; j++) {
          curvature[j][j] += PULL;
          slope[j] += PULL * (prior[j] - parameters[j]);
        }
        double[] move = Cholesky.solve(curvature, slope);
        for (int j = 0; j < 3; j++) {
          parameters[j] += move[j];
        }
      }
      double a = Math.max(0, parameters[0]);
      return new Beta(a, oneSlope ? a : Math.max(0, parameters[1]), parameters[2]);
    }

    private static double softplus(double x) {
      return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
  }

  /**
   * Isotonic regression by pooling adjacent violators, lines between the pools' centres. Each pool
   * has half a positive and half a negative row more than it has, so that none is certain.
   *
   * @param said centres of the pools, ascending
   * @param means their log-odds, ascending
   */
  record Steps(double[] said, double[] means) implements Calibration {

    @Override
    public double logOdds(double x) {
      int at = Arrays.binarySearch(said, x);
      int after = at >= 0 ? at : -at - 1;
      if (at >= 0 || after == 0 || after == said.length) {
        return means[Math.min(after, said.length - 1)];
      }
      double share = (x - said[after - 1]) / (said[after] - said[after - 1]);
      return means[after - 1] + share * (means[after] - means[after - 1]);
    }

    private record Pool(double said, double positives, double rows) {
      Pool and(Pool other) {
        double sum = rows + other.rows;
        return new Pool(
            (said * rows + other.said * other.rows) / sum, positives + other.positives, sum);
      }

      double rate() {
        return positives / rows;
      }
    }

    static Steps fit(double[] said, double[] label) {
      List<Pool> pools = new ArrayList<>();
      IntStream.range(0, said.length)
          .boxed()
          .sorted(
              Comparator.comparingDouble((Integer i) -> said[i]).thenComparingDouble(i -> label[i]))
          .forEach(i -> pool(pools, new Pool(said[i], label[i], 1)));
      double[] centres = pools.stream().mapToDouble(Pool::said).toArray();
      double[] means =
          pools.stream()
              .mapToDouble(p -> Logit.of((p.positives + 0.5) / (p.rows + 1)))
              .toArray();
      for (int i = 1; i < means.length; i++) {
        means[i] = Math.max(means[i], means[i - 1]);
      }
      return new Steps(centres, means);
    }

    private static void pool(List<Pool> pools, Pool next) {
      Pool last = next;
      while (!pools.isEmpty()
          && (pools.get(pools.size() - 1).rate() >= last.rate()
              || pools.get(pools.size() - 1).said == last.said)) {
        last = pools.remove(pools.size() - 1).and(last);
      }
      pools.add(last);
    }
  }
}
