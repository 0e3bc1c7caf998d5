package io.aurum.jobs.quality;

import io.aurum.common.kind.Kind;
import io.aurum.common.kind.Kinds;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the name of a column tells where its values do not. */
final class ColumnNames {
  private static final List<Map.Entry<Set<String>, String>> WORDS =
      List.of(
          Map.entry(Set.of("first", "given", "forename", "firstname"), "given-name"),
          Map.entry(Set.of("last", "family", "surname", "lastname"), "family-name"),
          Map.entry(Set.of("city", "town"), "city"),
          Map.entry(Set.of("region", "state", "county", "province"), "region"),
          Map.entry(Set.of("company", "organisation", "organization"), "company-name"),
          Map.entry(Set.of("postcode", "zip", "postal"), "postal-code"),
          Map.entry(Set.of("street", "address"), "address-line"),
          Map.entry(Set.of("name", "fullname"), "full-name"));

  private ColumnNames() {}

  /** The kind that a column's name speaks of; empty where it speaks of none. */
  static Optional<Kind> kind(String column) {
    Set<String> words = new HashSet<>(List.of(snakeCase(column).split("_", -1)));
    return WORDS.stream()
        .filter(entry -> entry.getKey().stream().anyMatch(words::contains))
        .findFirst()
        .flatMap(entry -> Kinds.byName(entry.getValue()));
  }

  /** The name as the configuration writes names: {@code First Name} is {@code first_name}. */
  static String snakeCase(String column) {
    String snake =
        column
            .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    return snake.matches("[a-z].*") ? snake : "x_" + snake;
  }
}
