package io.aurum.common.config;

import io.aurum.common.kind.DateOrder;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One raw export of the user.
 *
 * @param name key in the configuration, snake_case
 * @param entity what a row is: {@link #CUSTOMER}, or something that customers do or own
 * @param paths files or globs, relative to the working directory, or URIs
 * @param format how the files are written
 * @param csv how CSV is written; ignored for other formats
 * @param nullValues texts that mean "no value", compared after trimming
 * @param delivery how the source delivers over time
 * @param trust 0..1, how far its values are believed; decides survivorship by source trust
 * @param duplicateFree whether it holds no customer twice
 * @param region ISO 3166-1 alpha-2 region of phone numbers and postal codes without a country
 * @param dateOrder order of ambiguous dates
 * @param columns attribute, or field of another entity, to the expression that fills it, in the
 *     order of the file
 * @param fields of its records and how they are checked, by the entity; none for customers, whose
 *     fields are the attributes
 */
public record SourceSettings(
    String name,
    String entity,
    List<String> paths,
    Format format,
    CsvSettings csv,
    List<String> nullValues,
    DeliverySettings delivery,
    double trust,
    boolean duplicateFree,
    Optional<String> region,
    Optional<DateOrder> dateOrder,
    Map<String, ColumnMapping> columns,
    List<FieldSettings> fields)
    implements Serializable {

  /** The entity whose mapped values are attributes; those of all others are fields. */
  public static final String CUSTOMER = "customer";

  /** A source whose records have no fields but attributes. */
  public SourceSettings(
      String name,
      String entity,
      List<String> paths,
      Format format,
      CsvSettings csv,
      List<String> nullValues,
      DeliverySettings delivery,
      double trust,
      boolean duplicateFree,
      Optional<String> region,
      Optional<DateOrder> dateOrder,
      Map<String, ColumnMapping> columns) {
    this(
        name,
        entity,
        paths,
        format,
        csv,
        nullValues,
        delivery,
        trust,
        duplicateFree,
        region,
        dateOrder,
        columns,
        List.of());
  }

  /** Whether its records are those of customers. */
  public boolean isCustomer() {
    return entity.equals(CUSTOMER);
  }

  /** File formats. */
  public enum Format {
    CSV,
    /** One JSON object per line; a column may be a dotted path. */
    JSON,
    PARQUET
  }

  /**
   * How CSV files are written.
   *
   * @param header whether the first row names the columns; without it they are {@code c1, c2, ...}
   * @param quote NUL where values are never quoted
   * @param escape what makes the next quote a part of the value; NUL for nothing
   * @param encoding canonical name of a character set that this Java has
   */
  public record CsvSettings(
      boolean header, char delimiter, char quote, char escape, String encoding)
      implements Serializable {}

  /** {@link Optional} does not serialise; its value does. */
  private Object writeReplace() {
    return new Form(
        name,
        entity,
        List.copyOf(paths),
        format,
        csv,
        List.copyOf(nullValues),
        delivery,
        trust,
        duplicateFree,
        region.orElse(null),
        dateOrder.orElse(null),
        new LinkedHashMap<>(columns),
        List.copyOf(fields));
  }

  private record Form(
      String name,
      String entity,
      List<String> paths,
      Format format,
      CsvSettings csv,
      List<String> nullValues,
      DeliverySettings delivery,
      double trust,
      boolean duplicateFree,
      String region,
      DateOrder dateOrder,
      LinkedHashMap<String, ColumnMapping> columns,
      List<FieldSettings> fields)
      implements Serializable {
    private Object readResolve() {
      return new SourceSettings(
          name,
          entity,
          paths,
          format,
          csv,
          nullValues,
          delivery,
          trust,
          duplicateFree,
          Optional.ofNullable(region),
          Optional.ofNullable(dateOrder),
          columns,
          fields);
    }
  }
}
