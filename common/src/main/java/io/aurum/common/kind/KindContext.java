package io.aurum.common.kind;

import io.aurum.common.text.Dates;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a standardiser knows beyond the text itself.
 *
 * @param region ISO 3166-1 alpha-2 region that phone numbers and postal codes without a country are
 *     read in; empty where neither the record nor its source names one
 * @param dateOrder how the source writes ambiguous dates; empty where it declares none: an
 *     ambiguous date is then an issue
 * @param datePattern pattern of java.time that the mapping declares for this attribute; empty:
 *     layered detection
 * @param asOf logical date of the run: nothing may lie after it
 */
public record KindContext(
    Optional<String> region,
    Optional<DateOrder> dateOrder,
    Optional<String> datePattern,
    LocalDate asOf) {

  /**
   * The same for a record of another country.
   *
   * @param country ISO 3166-1 alpha-2
   */
  public KindContext in(String country) {
    return new KindContext(Optional.of(country), dateOrder, datePattern, asOf);
  }

  /**
   * The meaning of a date's text: by the declared order where that gives a date, else the only one
   * that is a date; empty where several are or none is.
   */
  Optional<Dates.Fields> fields(Dates.Reading reading) {
    return order()
        .map(order -> order.of(reading))
        .filter(fields -> fields.date().isPresent())
        .or(reading::only);
  }

  /** The fields of a date's text by the declared order, day first without one; date or not. */
  Dates.Fields written(Dates.Reading reading) {
    return order().orElse(DateOrder.DMY).of(reading);
  }

  /** The declared order, else the order of the declared pattern. */
  private Optional<DateOrder> order() {
    return dateOrder.or(() -> datePattern.flatMap(DateOrder::ofPattern));
  }
}
