package io.aurum.walls.broken.common.table;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aurum.walls.Breaks;

/** Planted. */
@Breaks("only common.config reads HOCON")
final class ReadsHocon {
  private ReadsHocon() {}

  static Config settings() {
    return ConfigFactory.empty();
  }
}
