package io.aurum.common.config;

import java.util.List;

/**
 * What is looked for in baskets.
 *
 * @param associate analyses of what goes with what, in the order of the file
 * @param recommend recommendations, in the order of the file
 */
public record PatternSettings(
    List<AssociateSettings> associate, List<RecommendSettings> recommend) {

  /** Nothing is looked for. */
  public static final PatternSettings NONE = new PatternSettings(List.of(), List.of());

  public PatternSettings {
    associate = List.copyOf(associate);
    recommend = List.copyOf(recommend);
  }
}
