package io.aurum.common.config;

import io.aurum.common.table.Entities;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that records can find the customer records that they refer to. */
final class CustomerReferences {
  private final List<SourceSettings> sources;

  /**
   * @param sources all sources, read
   */
  CustomerReferences(List<SourceSettings> sources) {
    this.sources = sources;
  }

  /**
   * Records a problem where a reference cannot equal a key.
   *
   * @param section of the source
   */
  void check(SourceSettings source, Section section) {
    Optional<ColumnMapping> key =
        Optional.ofNullable(source.columns().get(Entities.CUSTOMER_RECORD_ID))
            .filter(mapping -> !source.isCustomer());
    key.ifPresent(
        reference ->
            referred(source)
                .ifPresent(
                    customers ->
                        check(
                            customers,
                            reference.columns().size(),
                            section.section(EntityMappingReader.CUSTOMER, "the customer"))));
  }

  private Optional<SourceSettings> referred(SourceSettings source) {
    Map<String, ColumnMapping> columns = source.columns();
    return Optional.ofNullable(columns.get(Entities.CUSTOMER_SOURCE))
        .flatMap(ColumnMapping::constant)
        .flatMap(name -> sources.stream().filter(s -> s.name().equals(name)).findFirst());
  }

  private static void check(SourceSettings customers, int parts, Section reference) {
    int needed = customers.delivery().key().size();
    if (needed == 0) {
      reference.reject(
          EntityMappingReader.KEY,
          "reference without a target in '" + reference.path() + "'",
          "records of the source '" + customers.name() + "' have no key, so nothing can name them",
          "add 'sources." + customers.name() + ".delivery.key'");
    } else if (needed != parts) {
      reference.reject(
          EntityMappingReader.KEY,
          "bad key in '" + reference.path() + "'",
          "it has "
              + parts
              + " columns, and a key of the source '"
              + customers.name()
              + "' has "
              + needed,
          "name the columns that hold the parts of that key, in its order");
    }
  }
}
