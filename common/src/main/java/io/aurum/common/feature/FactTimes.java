package io.aurum.common.feature;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When facts happen, and which of their columns become known later: those are empty at a cut before
 * that time, so that no feature sees beyond its cut.
 *
 * @param happened column with the time of the fact
 * @param later column with a later time, to the columns that are known only then
 */
public record FactTimes(String happened, Map<String, List<String>> later) {
  private static final Map<String, FactTimes> BY_ENTITY =
      Map.of(
          "order_line",
              new FactTimes(
                  "ordered_at",
                  Map.of(
                      "delivered_on",
                      List.of(),
                      "product_category_known_at",
                      List.of("product_category"))),
          "interaction", new FactTimes("occurred_at", Map.of()),
          "subscription",
              new FactTimes("started_on", Map.of("ended_on", List.of("status", "end_reason"))),
          "ticket",
              new FactTimes(
                  "opened_at",
                  Map.of(
                      "first_response_at",
                      List.of(),
                      "closed_at",
                      List.of("status", "resolution", "is_reopened", "satisfaction_score"))),
          "survey_answer", new FactTimes("answered_at", Map.of()),
          "text_document", new FactTimes("written_at", Map.of()),
          "consent_event", new FactTimes("occurred_at", Map.of()));

  public FactTimes {
    later = Map.copyOf(later);
  }

  /** The times of an entity's facts; empty where its records are no facts about customers. */
  public static Optional<FactTimes> of(String entity) {
    return Optional.ofNullable(BY_ENTITY.get(entity));
  }

  /** Names of the entities that features can be taken of. */
  public static List<String> entities() {
    return BY_ENTITY.keySet().stream().sorted().toList();
  }
}
