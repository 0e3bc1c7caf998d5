package io.aurum.common.config;

import io.aurum.common.table.Column;
import io.aurum.common.table.Tables;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that no attribute may have, because the tables give them to columns of their own. */
public final class ReservedNames {
  private static final String MATCH_SUFFIX = "_match";
  private static final String DATE_OF_RESULTS = "as_of";

  private static final Set<String> COLUMNS =
      Stream.of(
              Tables.SOURCE_RECORD,
              Tables.VALID_RECORD,
              Tables.SUPPLIER_RECORD,
              Tables.GOLDEN_CUSTOMER,
              Tables.PUBLISHED_CUSTOMER)
          .flatMap(table -> table.columns().stream())
          .map(Column::name)
          .collect(Collectors.toUnmodifiableSet());

  private ReservedNames() {}

  /** Why the name is taken; empty where it is free. */
  public static Optional<String> reason(String name) {
    if (name.endsWith(MATCH_SUFFIX)) {
      return Optional.of("names ending in " + MATCH_SUFFIX + " are those of match forms");
    }
    if (name.equals(DATE_OF_RESULTS)) {
      return Optional.of("it is the name of the date in the paths of published tables");
    }
    return COLUMNS.contains(name)
        ? Optional.of("the customer tables have a column of that name")
        : Optional.empty();
  }
}
