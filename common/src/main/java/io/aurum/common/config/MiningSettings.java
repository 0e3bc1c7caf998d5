package io.aurum.common.config;

import java.util.List;

/**
 * What is looked for in tables without anybody having said what is there: one analysis for each
 * name, in the order of the file.
 *
 * @param clusters segments that are looked for
 * @param outliers tables in which odd rows are looked for
 * @param associations analyses of what goes with what
 * @param recommendations of what to offer to whom
 * @param anomalies metrics that are watched over time
 */
public record MiningSettings(
    List<ClusterSettings> clusters,
    List<OutlierSettings> outliers,
    List<AssociateSettings> associations,
    List<RecommendSettings> recommendations,
    List<AnomalySettings> anomalies) {

  /** Nothing is looked for. */
  public static final MiningSettings NONE =
      new MiningSettings(List.of(), List.of(), List.of(), List.of(), List.of());

  public MiningSettings {
    clusters = List.copyOf(clusters);
    outliers = List.copyOf(outliers);
    associations = List.copyOf(associations);
    recommendations = List.copyOf(recommendations);
    anomalies = List.copyOf(anomalies);
  }
}
