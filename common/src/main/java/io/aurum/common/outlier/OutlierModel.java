package io.aurum.common.outlier;

import io.aurum.common.model.FeatureColumn;
import io.aurum.common.outlier.Detector.Change;
import io.aurum.common.outlier.Ensemble.Kind;
import io.aurum.common.outlier.Judgement.Reason;
import io.aurum.common.outlier.Judgement.Voices;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is ordinary in a table, and so how odd each row is and why. The same row is judged the same
 * wherever it stands.
 *
 * @param columns features
 * @param encoder of rows as numbers
 * @param ensemble detectors, as they have learnt; none where nothing varies
 * @param ordinary by feature
 * @param examples ordinary rows that odd ones are held against
 * @param evidences of the rows learnt from, or of a sample of them
 */
public record OutlierModel(
    List<FeatureColumn> columns,
    RowEncoder encoder,
    Ensemble ensemble,
    List<Ordinary> ordinary,
    Examples examples,
    double[] evidences)
    implements Serializable {
  /** Rows that evidences are known of at most, and that examples are chosen from. */
  private static final int MOST_JUDGED = 20_000;

  /** Reasons of a row at most. */
  private static final int MOST_REASONS = 5;

  /** Evidence that a further reason has to take away, in decimal digits. */
  private static final double NEGLIGIBLE = 0.05;

  /**
   * Ordinary rows.
   *
   * @param rows by row and feature
   * @param scaled the same as detectors see them, each column divided by its standard deviation
   * @param widths standard deviations of the columns
   */
  record Examples(Object[][] rows, double[][] scaled, double[] widths) implements Serializable {
    private static final int MOST = 500;

    /** The nearest to a row. */
    Object[] nearest(double[] encoded) {
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < rows.length; i++) {
        double square = 0;
        for (int column = 0; column < encoded.length; column++) {
          double difference = encoded[column] / widths[column] - scaled[i][column];
          square += difference * difference;
        }
        if (square < least) {
          least = square;
          nearest = i;
        }
      }
      return rows[nearest];
    }
  }

  /**
   * Learns from rows without labels.
   *
   * @param columns features
   * @param rows by row and feature, in an order of their content: {@link Double}, {@link String} or
   *     null; at least one
   */
  public static OutlierModel fit(List<FeatureColumn> columns, Object[][] rows, long seed) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("Nothing to learn from");
    }
    RowEncoder encoder = RowEncoder.fit(columns, rows);
    double[][] encoded = encoder.encode(rows);
    List<Ordinary> ordinary =
        IntStream.range(0, columns.size())
            .mapToObj(feature -> Ordinary.of(columns.get(feature), feature, rows))
            .toList();
    Ensemble ensemble = Ensemble.fit(encoded, seed);
    Object[][] judged = sample(rows, MOST_JUDGED, new Draws(seed, Long.MIN_VALUE));
    double[] evidences =
        Arrays.stream(judged)
            .parallel()
            .mapToDouble(row -> ensemble.evidence(encoder.encode(row)))
            .toArray();
    return new OutlierModel(
        columns, encoder, ensemble, ordinary, examples(encoder, judged, evidences), evidences);
  }

  /** Features in which all rows are alike, or that name each row: nothing is odd in them. */
  public List<String> unused() {
    return IntStream.range(0, columns.size())
        .filter(feature -> encoder.parts().stream().noneMatch(part -> part.uses(feature)))
        .mapToObj(feature -> columns.get(feature).name())
        .toList();
  }

  /** How odd a row is. */
  public Judgement judge(Object[] row) {
    double[] encoded = encoder.encode(row);
    double[] voices = ensemble.voices(encoded);
    return new Judgement(
        Ensemble.combined(voices),
        ensemble.isolation(encoded),
        new Voices(
            Judgement.share(ensemble.strongest(Kind.ECOD, voices)),
            Judgement.share(ensemble.strongest(Kind.COPOD, voices)),
            Judgement.share(ensemble.strongest(Kind.HBOS, voices)),
            Judgement.share(ensemble.strongest(Kind.NEIGHBOURS, voices))));
  }

  /**
   * Which values make a row odd: those that, made ordinary one after the other, take most of the
   * evidence away, until the row is no outlier any more.
   *
   * @param row an outlier
   * @param threshold below which it is none
   * @return strongest first; the falls of evidence add up to what the ordinary values would take
   */
  public List<Reason> reasons(Object[] row, Threshold threshold) {
    List<Reason> reasons = new ArrayList<>();
    Object[] like = examples.nearest(encoder.encode(row));
    Object[] changed = row.clone();
    Set<Integer> told = new HashSet<>();
    double evidence = ensemble.evidence(encoder.encode(row));
    while (reasons.size() < MOST_REASONS && threshold.isReached(evidence)) {
      Optional<Reason> found = strongest(changed, like, told, evidence);
      if (found.isEmpty() || (!reasons.isEmpty() && found.get().fall() < NEGLIGIBLE)) {
        break;
      }
      Reason reason = found.get();
      told.add(reason.feature());
      changed[reason.feature()] = reason.ordinary();
      double left = ensemble.evidence(encoder.encode(changed));
      reasons.add(
          new Reason(reason.feature(), reason.ordinary(), evidence - left, reason.deviation()));
      evidence = left;
    }
    return reasons;
  }

  private Optional<Reason> strongest(
      Object[] row, Object[] like, Set<Integer> told, double evidence) {
    List<Integer> features = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int feature = 0; feature < row.length; feature++) {
      if (!told.contains(feature)) {
        for (Object value : alternatives(row, like, feature)) {
          features.add(feature);
          values.add(value);
          changes.add(encoder.change(row, feature, value));
        }
      }
    }
    double[] left = ensemble.evidence(encoder.encode(row), changes);
    int best = -1;
    for (int i = 0; i < left.length; i++) {
      if (best < 0 || left[i] < left[best]) {
        best = i;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    int feature = features.get(best);
    return Optional.of(
        new Reason(
            feature,
            values.get(best),
            evidence - left[best],
            ordinary.get(feature).deviation(row[feature])));
  }

  /** The nearest ordinary value, and that of the ordinary row most like this one. */
  private List<Object> alternatives(Object[] row, Object[] like, int feature) {
    List<Object> alternatives = new ArrayList<>();
    Object nearest = ordinary.get(feature).nearest(row[feature]);
    if (!Objects.equals(nearest, row[feature])) {
      alternatives.add(nearest);
    }
    if (!Objects.equals(like[feature], row[feature]) && !Objects.equals(like[feature], nearest)) {
      alternatives.add(like[feature]);
    }
    return alternatives;
  }

  private static Examples examples(RowEncoder encoder, Object[][] judged, double[] evidences) {
    double[] sorted = evidences.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    Object[][] plain =
        IntStream.range(0, judged.length)
            .filter(i -> evidences[i] <= median)
            .limit(Examples.MOST)
            .mapToObj(i -> judged[i])
            .toArray(Object[][]::new);
    double[] widths =
        Arrays.stream(encoder.encode(judged)).mapToDouble(OutlierModel::deviation).toArray();
    double[][] scaled =
        Arrays.stream(plain)
            .map(
                row -> {
                  double[] encoded = encoder.encode(row);
                  Arrays.setAll(encoded, column -> encoded[column] / widths[column]);
                  return encoded;
                })
            .toArray(double[][]::new);
    return new Examples(plain, scaled, widths);
  }

  private static double deviation(double[] column) {
    double mean = Arrays.stream(column).sum() / column.length;
    double squares = Arrays.stream(column).map(x -> (x - mean) * (x - mean)).sum();
    return squares > 0 ? Math.sqrt(squares / column.length) : 1;
  }

  /** Rows in an order of no meaning; of very many a part. */
  private static Object[][] sample(Object[][] rows, int most, Draws draws) {
    return Arrays.stream(draws.sample(rows.length, Math.min(most, rows.length)))
        .mapToObj(row -> rows[row])
        .toArray(Object[][]::new);
  }
}
