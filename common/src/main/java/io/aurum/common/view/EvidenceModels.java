package io.aurum.common.view;

import io.aurum.common.lake.Lake;
import io.aurum.common.match.EvidenceModel;
import io.aurum.common.table.Tables;

/** Reads the model that gives names to the patterns of {@code match_pair}. */
public final class EvidenceModels {
  private EvidenceModels() {}

  /**
   * The levels of {@code match_model} as the run sees it. The level of another attribute on which
   * one depends changes its bits, not the names of its levels.
   */
  public static EvidenceModel in(Lake lake) {
    return new EvidenceModel(
        lake
            .read(Tables.MATCH_MODEL)
            .select("attribute", "level_number", "level", "attribute_number")
            .distinct()
            .orderBy("attribute_number", "level_number")
            .collectAsList()
            .stream()
            .map(row -> new EvidenceModel.Named(row.getString(0), row.getInt(1), row.getString(2)))
            .toList());
  }
}
