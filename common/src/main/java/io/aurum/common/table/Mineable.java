package io.aurum.common.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables, beside users' plain ones, that an analysis can take as its input. */
public final class Mineable {
  /** Plain tables are named one by one; what suppliers say reaches customers by survivorship. */
  private static final Set<String> NOT_MINED =
      Set.of(Entities.TABLE_ROW.name(), Entities.SUPPLIER_RECORD.name());

  /** Facts: what customers did and said, and what they deal with. */
  public static final List<Entity> ENTITIES =
      Entities.all().stream().filter(entity -> !NOT_MINED.contains(entity.name())).toList();

  /** Results with one row for each customer. */
  public static final List<TableSpec> RESULTS =
      List.of(
          Tables.CUSTOMER_PROFILE,
          Tables.CUSTOMER_RFM,
          Tables.CUSTOMER_LIFECYCLE,
          Tables.CUSTOMER_VALUE);

  private static final Set<String> NOT_ITS_OWN = Set.of("customer_id", CommonColumns.RUN_ID.name());

  private Mineable() {}

  /** The result of that name. */
  public static Optional<TableSpec> result(String name) {
    return RESULTS.stream().filter(result -> result.name().equals(name)).findFirst();
  }

  /** What a result says of a customer: its columns but for the key and the run. */
  public static List<Column> columns(TableSpec result) {
    return result.columns().stream()
        .filter(column -> !NOT_ITS_OWN.contains(column.name()))
        .toList();
  }
}
