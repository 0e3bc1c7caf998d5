package io.aurum.common.kind;

import java.time.LocalDate;
import java.util.Optional;

/** Contexts of the tests; all as of 2026-01-01. */
final class Contexts {
  static final LocalDate AS_OF = LocalDate.of(2026, 1, 1);
  static final KindContext PLAIN = of(null, null);

  private Contexts() {}

  static KindContext of(String region, DateOrder order) {
    return new KindContext(
        Optional.ofNullable(region), Optional.ofNullable(order), Optional.empty(), AS_OF);
  }

  static KindContext pattern(String pattern) {
    return new KindContext(Optional.empty(), Optional.empty(), Optional.of(pattern), AS_OF);
  }
}
