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
 * @param policy what happens where a delivery is not as expected
 * @param jdbc the database behind {@link Format#JDBC}; empty for files
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
    List<FieldSettings> fields,
    SourcePolicy policy,
    Optional<JdbcSettings> jdbc)
    implements Serializable {

  /** The entity whose mapped values are attributes; those of all others are fields. */
  public static final String CUSTOMER = "customer";

  /** A source of customers in files, with the usual policy. */
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
        List.of(),
        SourcePolicy.USUAL,
        Optional.empty());
  }

  /** Whether its records are those of customers. */
  public boolean isCustomer() {
    return entity.equals(CUSTOMER);
  }

  /** File formats. */
  public enum Format {
    CSV,
    /** Values separated by any run of blanks. */
    BLANK,
    /** One basket per line; its columns are {@code basket}, {@code item} and {@code position}. */
    BASKET,
    /** One JSON object per line; a column may be a dotted path. */
    JSON,
    PARQUET,
    /** The latest version of a Delta table. */
    DELTA,
    /** A table or query of a database. */
    JDBC
  }

  /**
   * How text files are written.
   *
   * @param header whether the first row names the columns; without it they are {@code c1, c2, ...}
   * @param quote NUL where values are never quoted
   * @param escape what makes the next quote a part of the value; NUL for nothing
   * @param encoding canonical name of a character set that this Java has
   * @param multiLine whether a quoted value may hold line breaks; where none does, a large file is
   *     read by several tasks
   */
  public record CsvSettings(
      boolean header, char delimiter, char quote, char escape, String encoding, boolean multiLine)
      implements Serializable {

    /** The same with values that may hold line breaks. */
    public CsvSettings(boolean header, char delimiter, char quote, char escape, String encoding) {
      this(header, delimiter, quote, escape, encoding, true);
    }
  }

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
        List.copyOf(fields),
        policy,
        jdbc.orElse(null));
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
      List<FieldSettings> fields,
      SourcePolicy policy,
      JdbcSettings jdbc)
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
          fields,
          policy,
          Optional.ofNullable(jdbc));
    }
  }
}
