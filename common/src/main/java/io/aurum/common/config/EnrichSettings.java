package io.aurum.common.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The suppliers of data that verify and fill what is known of customers.
 *
 * @param suppliers in the order of the file
 */
public record EnrichSettings(List<Supplier> suppliers) {

  /** No suppliers. */
  public static final EnrichSettings NONE = new EnrichSettings(List.of());

  public EnrichSettings {
    suppliers = List.copyOf(suppliers);
  }

  /** Whether the licence for what a source delivers has ended before a day. */
  public boolean hasExpired(String source, LocalDate day) {
    return suppliers.stream()
        .anyMatch(supplier -> supplier.source().equals(source) && !supplier.isLicensed(day));
  }

  /**
   * A supplier and what its data may be used for.
   *
   * @param name key in the configuration, snake_case
   * @param source source that holds its records
   * @param match combinations of attributes in their order; a record is about the customer that
   *     agrees on all attributes of the first combination on which any does
   * @param verify attributes that are compared; those of {@code fill} and {@code update} are too
   * @param fill attributes that its values fill where the customer has none
   * @param update attributes whose values it replaces where it is newer and more trusted
   * @param licenceExpires last day on which its data may be used; empty: not limited
   * @param purpose what its data is licensed for, in words
   */
  public record Supplier(
      String name,
      String source,
      List<List<String>> match,
      List<String> verify,
      List<String> fill,
      List<String> update,
      Optional<LocalDate> licenceExpires,
      String purpose) {

    public Supplier {
      match = match.stream().map(List::copyOf).toList();
      verify = List.copyOf(verify);
      fill = List.copyOf(fill);
      update = List.copyOf(update);
    }

    /** Every attribute that is verified, filled or updated, each once. */
    public List<String> attributes() {
      return Stream.of(verify, fill, update).flatMap(List::stream).distinct().toList();
    }

    /** Whether its data may be used on a day. */
    public boolean isLicensed(LocalDate day) {
      return licenceExpires.map(last -> !day.isAfter(last)).orElse(true);
    }
  }
}
