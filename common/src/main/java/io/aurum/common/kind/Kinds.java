package io.aurum.common.kind;

import java.util.List;
import java.util.Optional;

/** All kinds. */
public final class Kinds {
  private static final List<Kind> ALL = List.of();

  private Kinds() {}

  /** Every kind, in the order of the documentation. */
  public static List<Kind> all() {
    return ALL;
  }

  /** The kind of that name. */
  public static Optional<Kind> byName(String name) {
    return ALL.stream().filter(k -> k.name().equals(name)).findFirst();
  }
}
