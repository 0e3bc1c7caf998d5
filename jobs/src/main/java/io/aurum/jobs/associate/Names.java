package io.aurum.jobs.associate;

import io.aurum.common.basket.Labels;
import io.aurum.common.config.ItemCatalogue;
import io.aurum.common.lake.ItemNames;
import io.aurum.common.lake.MiningRows;
import io.aurum.jobs.JobContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the catalogue of an analysis, where it has one, calls items. */
record Names(JobContext context, Optional<ItemCatalogue> catalogue) {

  boolean areKnown() {
    return catalogue.isPresent();
  }

  /** Items with their names. */
  Labels of(List<String> items) {
    MiningRows tables = new MiningRows(context.lake(), context.run(), context.settings());
    return new Labels(
        items, catalogue.map(known -> ItemNames.read(tables, known, items)).orElse(Map.of()));
  }
}
