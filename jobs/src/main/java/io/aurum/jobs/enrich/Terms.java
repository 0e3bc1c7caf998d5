package io.aurum.jobs.enrich;

import io.aurum.common.config.EnrichSettings.Supplier;
import io.aurum.common.config.Settings;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a supplier's values may be used for; travels to the executors.
 *
 * @param supplier its name
 * @param source source of its records
 * @param used attributes that are compared
 * @param fill attributes that may be filled
 * @param update attributes that may be replaced
 * @param licenceExpires last day of use; null where that is not limited
 */
record Terms(
    String supplier,
    String source,
    Set<String> used,
    Set<String> fill,
    Set<String> update,
    LocalDate licenceExpires)
    implements Serializable {

  Terms {
    used = new HashSet<>(used);
    fill = new HashSet<>(fill);
    update = new HashSet<>(update);
  }

  static Terms of(Supplier supplier) {
    return new Terms(
        supplier.name(),
        supplier.source(),
        new HashSet<>(supplier.attributes()),
        new HashSet<>(supplier.fill()),
        new HashSet<>(supplier.update()),
        supplier.licenceExpires().orElse(null));
  }

  /** Suppliers whose licence is valid on a day; the most trusted first, then by name. */
  static List<Supplier> licensed(Settings settings, LocalDate day) {
    return settings.enrich().suppliers().stream()
        .filter(supplier -> supplier.isLicensed(day))
        .sorted(
            Comparator.comparingDouble((Supplier s) -> settings.source(s.source()).trust())
                .reversed()
                .thenComparing(Supplier::name))
        .toList();
  }
}
