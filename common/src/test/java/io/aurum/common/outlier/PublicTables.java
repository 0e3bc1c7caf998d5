package io.aurum.common.outlier;

import io.aurum.common.model.BinaryMetrics;
import io.aurum.common.model.ScoredLabels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A table of outliers whose last column says which they are.
 *
 * @param columns by column and row, ordered by content, without those that are constant
 * @param truth by row
 */
record PublicTables(double[][] columns, boolean[] truth) {

  static PublicTables read(Path file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<double[]> rows =
          lines
              .lines()
              .skip(1)
              .map(
                  line ->
                      Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
              .sorted(Arrays::compare)
              .toList();
      int width = rows.get(0).length - 1;
      double[][] columns = new double[width][rows.size()];
      boolean[] truth = new boolean[rows.size()];
      for (int row = 0; row < rows.size(); row++) {
        truth[row] = rows.get(row)[width] == 1;
        for (int column = 0; column < width; column++) {
          columns[column][row] = rows.get(row)[column];
        }
      }
      return new PublicTables(
          Arrays.stream(columns)
              .filter(column -> Arrays.stream(column).distinct().count() > 1)
              .toArray(double[][]::new),
          truth);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double[][] rows() {
    double[][] rows = new double[truth.length][columns.length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        rows[row][column] = columns[column][row];
      }
    }
    return rows;
  }

  double auroc(Detector detector) {
    return auroc(Arrays.stream(rows()).parallel().mapToDouble(detector::score).toArray());
  }

  double auroc(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double[] ranks =
        Arrays.stream(scores)
            .map(score -> (double) Math.abs(Arrays.binarySearch(sorted, score)) / sorted.length)
            .toArray();
    return new BinaryMetrics(ScoredLabels.of(ranks, truth)).auc().value();
  }
}
