package io.aurum.common.config;

import java.util.List;

/**
 * What is looked for in tables without anybody having said what is there: one analysis for each
 * name, in the order of the file.
 *
 * @param clusters segments that are looked for
 * @param outliers tables in which odd rows are looked for
 */
public record MiningSettings(List<ClusterSettings> clusters, List<OutlierSettings> outliers) {

  /** Nothing is looked for. */
  public static final MiningSettings NONE = new MiningSettings(List.of(), List.of());

  public MiningSettings {
    clusters = List.copyOf(clusters);
    outliers = List.copyOf(outliers);
  }
}
