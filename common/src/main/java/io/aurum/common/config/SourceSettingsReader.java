package io.aurum.common.config;

import static io.aurum.common.config.Parsers.character;
import static io.aurum.common.config.Parsers.characterOrNone;
import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.encoding;
import static io.aurum.common.config.Parsers.flag;
import static io.aurum.common.config.Parsers.inputPath;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.isoDate;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;
import static io.aurum.common.config.Parsers.regexWithGroup;
import static io.aurum.common.config.Parsers.region;
import static io.aurum.common.config.Parsers.text;

import io.aurum.common.config.DeliverySettings.KnownAt;
import io.aurum.common.config.DeliverySettings.MissingKey;
import io.aurum.common.config.DeliverySettings.Mode;
import io.aurum.common.config.SourceSettings.CsvSettings;
import io.aurum.common.config.SourceSettings.Format;
import io.aurum.common.kind.DateOrder;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a source: its files, how it delivers, and what its columns mean. */
final class SourceSettingsReader {
  private static final List<String> ENTITIES =
      Stream.concat(Stream.of(SourceSettings.CUSTOMER), Entities.all().stream().map(Entity::name))
          .toList();

  /** What the rows of a source can be. */
  static final Parser<String> ENTITY = oneOf("entity", ENTITIES);

  private static final String COLUMNS = "columns";
  private static final String NOUN_OF_COLUMNS = "the columns of a source";

  /** Stands for {@code columns = all} in place of a section. */
  private static final String ALL = "*";

  /** Half of what fits into an array, because the reader doubles its buffer. */
  private static final int MAX_RECORD_CHARS = 1 << 29;

  private final AttributeCatalogue attributes;
  private final EntityMappingReader entities;

  /**
   * @param attributes what the columns of sources of customers can fill
   * @param entities reads the columns of all other sources
   */
  SourceSettingsReader(AttributeCatalogue attributes, EntityMappingReader entities) {
    this.attributes = attributes;
    this.entities = entities;
  }

  /** What the rows of a source are; where that is mistyped, what it was probably meant to be. */
  static String entity(Section source) {
    String said = source.find("entity", text()).orElse(SourceSettings.CUSTOMER);
    return Nearest.to(said, ENTITIES).orElse(SourceSettings.CUSTOMER);
  }

  SourceSettings read(Section source) {
    Names.check(source, "source");
    source.require("entity", ENTITY);
    String entity = entity(source);
    Format format = source.require("format", choice(Format.class));
    DeliverySettings delivery = delivery(source.section("delivery", "a delivery"));
    Optional<JdbcSettings> jdbc = jdbc(source, format, delivery);
    List<String> paths =
        format == Format.JDBC ? List.of() : source.requireList("path", inputPath());
    CsvSettings csv = csv(source.section("csv", "the CSV format"));
    EntityMappingReader.Mapping mapping =
        mapping(entity, source, () -> allColumns(source, format, paths, csv, delivery));
    return new SourceSettings(
        source.key(),
        entity,
        paths,
        format,
        csv,
        source.list("null-values", text()),
        delivery,
        source.require("trust", decimal("0", "1")),
        source.require("duplicate-free", flag()),
        source.find("region", region()),
        source.find("date-order", choice(DateOrder.class)),
        mapping.columns(),
        mapping.fields(),
        policy(source),
        jdbc);
  }

  private EntityMappingReader.Mapping mapping(
      String entity, Section source, Supplier<Map<String, String>> all) {
    Section columns =
        entity.equals(Entities.TABLE_ROW.name())
            ? source.requireSection(COLUMNS, NOUN_OF_COLUMNS, ALL)
            : source.section(COLUMNS, NOUN_OF_COLUMNS);
    if (columns.isEmpty()) {
      columns.reject(
          "no columns in '" + columns.path() + "'",
          "a source without column mappings fills nothing",
          "add columns { <attribute or column> = <column of the file> }");
    }
    if (entity.equals(Entities.TABLE_ROW.name()) && columns.has(ALL)) {
      columns.require(ALL, oneOf("selection of columns", List.of("all")));
      return entities.readAll(source, all.get());
    }
    return Entities.byName(entity)
        .map(other -> entities.read(other, source))
        .orElseGet(() -> new EntityMappingReader.Mapping(columns(columns), List.of()));
  }

  /** The columns that the source's first file has, but for those of its key. */
  private static Map<String, String> allColumns(
      Section source,
      Format format,
      List<String> paths,
      CsvSettings csv,
      DeliverySettings delivery) {
    if (format == Format.CSV && !paths.isEmpty()) {
      try {
        Map<String, String> columns = HeaderRow.read(Path.of(paths.get(0)), csv);
        columns.values().removeAll(delivery.key());
        return Collections.unmodifiableMap(columns);
      } catch (IOException | InvalidPathException e) {
        source.reject(
            COLUMNS,
            "unknown columns of '" + source.path() + "'",
            "'all' takes them from the first row of a local CSV file, and '"
                + paths.get(0)
                + "' cannot be read as one",
            "name such a file in 'path', or add columns { <column> = <column of the file> }");
        return Map.of();
      }
    }
    source.reject(
        COLUMNS,
        "unknown columns of '" + source.path() + "'",
        "'all' takes them from the first row of a local CSV file, and the source names none",
        "add columns { <column> = <column of the file> }");
    return Map.of();
  }

  static CsvSettings csv(Section csv) {
    CsvSettings settings =
        new CsvSettings(
            csv.require("header", flag()),
            csv.require("delimiter", character()),
            csv.require("quote", characterOrNone()),
            csv.require("escape", characterOrNone()),
            csv.require("encoding", encoding()),
            csv.require("multi-line", flag()));
    if (settings.delimiter() == settings.quote()) {
      csv.reject(
          "delimiter",
          "contradictory section '" + csv.path() + "'",
          "delimiter and quote are the same character",
          "give them different characters");
    }
    return settings;
  }

  private static DeliverySettings delivery(Section delivery) {
    Section deletes = delivery.section("deletes", "the mark of deletions");
    boolean marksDeletions = delivery.has("deletes");
    DeliverySettings settings =
        new DeliverySettings(
            delivery.require("mode", choice(Mode.class)),
            delivery.list("key", name()),
            delivery.find("order", name()),
            marksDeletions ? Optional.of(deletes.require("column", name())) : Optional.empty(),
            marksDeletions ? Optional.of(deletes.require("value", text())) : Optional.empty(),
            knownAt(delivery),
            delivery.require("missing-key", choice(MissingKey.class)));
    if (settings.key().isEmpty() && (settings.mode() == Mode.CHANGES || marksDeletions)) {
      delivery.reject(
          marksDeletions ? "deletes" : "mode",
          "missing key '" + delivery.pathTo("key") + "'",
          "changes and deletions concern a record that was delivered before, and only its key tells which",
          "add 'key': the columns that identify a record");
    }
    return settings;
  }

  private static SourcePolicy policy(Section source) {
    Section drift = source.section("drift", "the drift of columns");
    return new SourcePolicy(
        source.require("on-empty", choice(SourcePolicy.Empty.class)),
        source.require("on-unreadable", choice(SourcePolicy.Unreadable.class)),
        drift.require("new-column", choice(SourcePolicy.NewColumn.class)),
        drift.require("missing-column", choice(SourcePolicy.MissingColumn.class)),
        drift.list("unused", name()),
        source.require("max-record-chars", integer(1, MAX_RECORD_CHARS)).intValue());
  }

  private static Optional<JdbcSettings> jdbc(
      Section source, Format format, DeliverySettings delivery) {
    boolean wanted = format == Format.JDBC;
    if (wanted != source.has("jdbc")) {
      source.reject(
          wanted ? "format" : "jdbc",
          wanted ? "missing key '" + source.pathTo("jdbc") + "'" : "idle section 'jdbc'",
          wanted ? "nothing says which database to read" : "the format is not jdbc",
          wanted ? "add jdbc { url = ..., table = ... }" : "remove it, or set format = jdbc");
    }
    if (wanted && source.has("path")) {
      source.reject(
          "path",
          "idle key '" + source.pathTo("path") + "'",
          "a database is not read from files",
          "remove it");
    }
    KnownAt knownAt = delivery.knownAt();
    if (wanted && knownAt.column().isEmpty() && knownAt.constant().isEmpty()) {
      source.reject(
          "delivery",
          "missing key '" + source.pathTo("delivery") + ".known-at'",
          "a database has neither file time nor path that could say when its rows became known",
          "add known-at { column = ... } or known-at { constant = ... }");
    }
    return wanted
        ? source.findSection("jdbc", "the database").map(JdbcSettingsReader::read)
        : Optional.empty();
  }

  private static KnownAt knownAt(Section delivery) {
    Optional<Section> section = delivery.findSection("known-at", "the origin of known_at");
    section.ifPresent(
        s -> ColumnMappingReader.rejectUnlessOneOf(s, "column", "pattern", "constant"));
    return new KnownAt(
        section.flatMap(s -> s.find("column", name())),
        section.flatMap(s -> s.find("pattern", regexWithGroup())).map(Pattern::pattern),
        section.flatMap(s -> s.find("constant", isoDate())));
  }

  private Map<String, ColumnMapping> columns(Section columns) {
    Map<String, ColumnMapping> mappings = new LinkedHashMap<>();
    for (Section mapping : columns.entries("a column mapping", ColumnMappingReader.SHORT_KEY)) {
      attributes.check(mapping);
      mappings.put(mapping.key(), ColumnMappingReader.read(mapping));
    }
    return Collections.unmodifiableMap(mappings);
  }
}
