package io.aurum.jobs.cluster;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.aurum.common.cluster.ClusterModel;
import io.aurum.common.cluster.ClusterSearch;
import io.aurum.common.cluster.Frame;
import io.aurum.common.cluster.Points;
import io.aurum.common.cluster.Preparation;
import io.aurum.common.cluster.Treatment;
import io.aurum.common.config.ClusterSettings;
import io.aurum.common.config.ClusterSettings.Noise;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The clusters of a frame.
 *
 * @param treatments what became of each column
 * @param search what was found; empty where no column is left
 * @param placing tells of any row where it belongs
 */
record Clustering(
    List<Treatment> treatments, Optional<ClusterSearch.Result> search, Placing placing) {
  /** Cluster of rows that lie far from every one. */
  static final int NOISE = -1;

  static final String CLUSTER = "cluster_of_row";
  static final String DISTANCE = "distance";

  private static final String PLACE = "place_of_row";

  /** Columns that a placing writes. */
  private static final StructType PLACED =
      new StructType().add(CLUSTER, DataTypes.IntegerType).add(DISTANCE, DataTypes.DoubleType);

  /** Rows beyond the upper quartile by so many interquartile ranges are far out (Tukey 1977). */
  private static final double FAR_OUT = 3;

  /**
   * Tells of any row where it belongs.
   *
   * @param model of points; null where there are none, and all rows are one cluster
   * @param limits by cluster: distance beyond which a row is noise
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Placing(Preparation preparation, ClusterModel model, double[] limits)
      implements Serializable {
    int clusters() {
      return limits.length;
    }

    /** Cluster from 0, or {@link #NOISE}. */
    int cluster(Object[] row) {
      double[] point = preparation.point(row);
      int cluster = model == null ? 0 : model.assign(point);
      return model != null && model.distance(point) > limits[cluster] ? NOISE : cluster;
    }

    double distance(Object[] row) {
      return model == null ? 0 : model.distance(preparation.point(row));
    }
  }

  /** Looks for the clusters of a frame with rows. */
  static Clustering of(Frame frame, ClusterSettings analysis, long seed) {
    Preparation.Learned learned = Preparation.learn(frame, analysis.measure());
    Preparation preparation = learned.preparation();
    if (preparation.isEmpty()) {
      return new Clustering(
          learned.treatments(),
          Optional.empty(),
          new Placing(preparation, null, new double[] {Double.POSITIVE_INFINITY}));
    }
    double[][] points = preparation.points(frame);
    ClusterSearch.Result found =
        ClusterSearch.search(
            Points.of(points),
            new ClusterSearch.Options(
                analysis.least(),
                analysis.most(),
                new LinkedHashSet<>(analysis.methods()),
                analysis.draws(),
                seed));
    return new Clustering(
        learned.treatments(),
        Optional.of(found),
        new Placing(preparation, found.model(), limits(found.model(), points, analysis.noise())));
  }

  private static double[] limits(ClusterModel model, double[][] points, Noise noise) {
    double[] limits = new double[model.clusters()];
    Arrays.fill(limits, Double.POSITIVE_INFINITY);
    for (int c = 0; c < limits.length && noise == Noise.SEPARATE; c++) {
      int cluster = c;
      double[] distances =
          Arrays.stream(points)
              .filter(point -> model.assign(point) == cluster)
              .mapToDouble(model::distance)
              .sorted()
              .toArray();
      if (distances.length > 0) {
        double lower = distances[(distances.length - 1) / 4];
        double upper = distances[(int) (3L * (distances.length - 1) / 4)];
        limits[c] = upper + FAR_OUT * (upper - lower);
      }
    }
    return limits;
  }

  /** Number of clusters. */
  int clusters() {
    return placing.clusters();
  }

  /** Cluster of each row of a frame with the columns that were learned from. */
  int[] labels(Frame frame) {
    return Arrays.stream(frame.rows()).mapToInt(placing::cluster).toArray();
  }

  /**
   * Rows with {@value #CLUSTER} and {@value #DISTANCE}.
   *
   * @param features columns of the rows, in their order
   */
  Dataset<Row> place(Dataset<Row> rows, List<String> features) {
    Placing model = placing;
    var place =
        udf(
            (UDF1<Row, Row>)
                row -> {
                  Object[] values = IntStream.range(0, row.size()).mapToObj(row::get).toArray();
                  return RowFactory.create(model.cluster(values), model.distance(values));
                },
            PLACED);
    Column[] values = features.stream().map(TableRows::quoted).toArray(Column[]::new);
    return rows.withColumn(PLACE, place.apply(struct(values)))
        .withColumn(CLUSTER, col(PLACE + "." + CLUSTER))
        .withColumn(DISTANCE, col(PLACE + "." + DISTANCE))
        .drop(PLACE);
  }
}
