package io.aurum.common.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns log-odds as a model says them into log-odds as they turn out, and numbers into such as
 * there are. Never turns their order.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Calibration.None.class, name = "none"),
  @JsonSubTypes.Type(value = Calibration.Beta.class, name = "beta"),
  @JsonSubTypes.Type(value = Calibration.Steps.class, name = "isotonic"),
  @JsonSubTypes.Type(value = Calibration.Floor.class, name = "floor")
})
public sealed interface Calibration extends Serializable {

  /** Calibrated log-odds, or numbers. */
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
    },
    /** Of numbers: what is never below 0 is not foreseen below it. */
    FLOOR {
      @Override
      Calibration fit(double[] said, double[] label) {
        return Arrays.stream(label).allMatch(number -> number >= 0) ? new Floor() : new None();
      }
    };

    /** Those of classes. */
    static Method[] ofClasses() {
      return new Method[] {NONE, PLATT, BETA, ISOTONIC};
    }

    abstract Calibration fit(double[] said, double[] label);
  }

  /** Says what the model says. */
  record None() implements Calibration {
    @Override
    public double logOdds(double said) {
      return said;
    }
  }

  /** Says 0 in place of what is below. */
  record Floor() implements Calibration {
    @Override
    public double logOdds(double said) {
      return Math.max(0, said);
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
    /** Strength and centre of a weak prior, which keeps what the rows do not tell at no change. */
    private static final double PULL = 1e-3;

    private static final double[] PRIOR = {1, 1, 0};
    private static final int STEPS = 50;
    private static final double SMALLEST_PART = 1e-6;

    @Override
    public double logOdds(double said) {
      return c - a * softplus(-said) + b * softplus(said);
    }

    /**
     * Minimises the log-loss by Newton's method, with steps halved until they gain; a slope that
     * comes out negative is 0.
     */
    static Beta fit(double[] said, double[] label, boolean oneSlope) {
      double[] parameters = {1, 1, 0};
      double loss = loss(said, label, oneSlope, parameters);
      for (int step = 0; step < STEPS; step++) {
        double[] move = newton(said, label, oneSlope, parameters);
        double[] next = moved(parameters, move, 1);
        double nextLoss = loss(said, label, oneSlope, next);
        for (double part = 0.5; nextLoss > loss && part > SMALLEST_PART; part /= 2) {
          next = moved(parameters, move, part);
          nextLoss = loss(said, label, oneSlope, next);
        }
        if (!(nextLoss < loss)) {
          break;
        }
        parameters = next;
        loss = nextLoss;
      }
      double a = Math.max(0, parameters[0]);
      return new Beta(a, oneSlope ? a : Math.max(0, parameters[1]), parameters[2]);
    }

    private static double[] newton(
        double[] said, double[] label, boolean oneSlope, double[] parameters) {
      double[][] curvature = new double[3][3];
      double[] slope = new double[3];
      for (int i = 0; i < said.length; i++) {
        double[] x = inputs(said[i], oneSlope);
        double p = Logit.probability(score(x, parameters));
        for (int j = 0; j < 3; j++) {
          slope[j] += (label[i] - p) * x[j];
          for (int k = 0; k < 3; k++) {
            curvature[j][k] += p * (1 - p) * x[j] * x[k];
          }
        }
      }
      for (int j = 0; j < 3; j++) {
        curvature[j][j] += PULL;
        slope[j] += PULL * (PRIOR[j] - parameters[j]);
      }
      return Cholesky.solve(curvature, slope);
    }

    private static double loss(
        double[] said, double[] label, boolean oneSlope, double[] parameters) {
      double sum = 0;
      for (int j = 0; j < 3; j++) {
        double off = parameters[j] - PRIOR[j];
        sum += PULL / 2 * off * off;
      }
      for (int i = 0; i < said.length; i++) {
        sum += Logit.loss(score(inputs(said[i], oneSlope), parameters), label[i]);
      }
      return sum;
    }

    private static double[] inputs(double said, boolean oneSlope) {
      return oneSlope
          ? new double[] {said, 0, 1}
          : new double[] {-softplus(-said), softplus(said), 1};
    }

    private static double score(double[] x, double[] parameters) {
      return x[0] * parameters[0] + x[1] * parameters[1] + x[2] * parameters[2];
    }

    private static double[] moved(double[] parameters, double[] move, double part) {
      return IntStream.range(0, 3).mapToDouble(j -> parameters[j] + part * move[j]).toArray();
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
          pools.stream().mapToDouble(p -> Logit.of((p.positives + 0.5) / (p.rows + 1))).toArray();
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
