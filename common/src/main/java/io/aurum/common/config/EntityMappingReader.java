package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.kind.Kind;
import io.aurum.common.kind.Kinds;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.EntityColumn;
import io.aurum.common.table.PiiClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads how a source fills the fields of an entity other than customers: its columns, and the
 * customer record that each of its records belongs to.
 */
final class EntityMappingReader {
  /** Section that says which customer record a record belongs to. */
  static final String CUSTOMER = "customer";

  /** Key with the columns that hold the key of the customer record. */
  static final String KEY = "key";

  private static final String KIND_OF_REFERENCE = "key";
  private static final String KIND_OF_CELL = "category";

  /** Columns that every plain table is read with. */
  private static final Set<String> RESERVED =
      Set.of(
          Entities.CUSTOMER_SOURCE,
          Entities.CUSTOMER_RECORD_ID,
          "customer_id",
          "source_record_id",
          "known_at");

  private static final String GOLDEN_ID = "golden-id";

  private final List<String> customerSources;
  private final Section itsDefaults;
  private final AttributeCatalogue catalogue;
  private final List<AttributeSettings> attributes;

  /**
   * What a source fills.
   *
   * @param columns field to the expression that fills it
   * @param fields all fields of the records, filled or not
   */
  record Mapping(Map<String, ColumnMapping> columns, List<FieldSettings> fields) {}

  /**
   * @param customerSources names of the sources of customers, to which records can refer
   * @param itsDefaults what a field has where nothing is said
   * @param catalogue names of the attributes, which suppliers fill as customers do
   * @param attributes those of known kinds
   */
  EntityMappingReader(
      List<String> customerSources,
      Section itsDefaults,
      AttributeCatalogue catalogue,
      List<AttributeSettings> attributes) {
    this.customerSources = customerSources;
    this.itsDefaults = itsDefaults;
    this.catalogue = catalogue;
    this.attributes = attributes;
  }

  Mapping read(Entity entity, Section source) {
    Map<String, ColumnMapping> columns = new LinkedHashMap<>();
    List<FieldSettings> fields = new ArrayList<>();
    if (entity.customer() == Entity.Customer.REFERENCED) {
      fields.addAll(reference(entity, source, columns));
    }
    List<Section> mappings =
        source
            .section("columns", "the columns of a source")
            .entries("a column mapping", ColumnMappingReader.SHORT_KEY);
    mappings.forEach(m -> columns.put(m.key(), ColumnMappingReader.read(m)));
    if (entity.equals(Entities.TABLE_ROW)) {
      mappings.forEach(mapping -> cell(mapping).ifPresent(fields::add));
    } else if (entity.equals(Entities.SUPPLIER_RECORD)) {
      fields.addAll(attributes(mappings));
    } else {
      fields.addAll(fields(entity, source, mappings));
    }
    return new Mapping(Collections.unmodifiableMap(columns), List.copyOf(fields));
  }

  /**
   * The columns of a plain table that declares none. What they hold is not known, so they are taken
   * for personal: their values are published nowhere.
   *
   * @param raw columns of the file by name
   */
  Mapping readAll(Section source, Map<String, String> raw) {
    Map<String, ColumnMapping> columns = new LinkedHashMap<>();
    List<FieldSettings> fields = new ArrayList<>(reference(Entities.TABLE_ROW, source, columns));
    Kind kind = Kinds.byName(KIND_OF_CELL).orElseThrow();
    raw.forEach(
        (name, column) -> {
          String free = RESERVED.contains(name) ? "own_" + name : name;
          columns.put(free, ColumnMapping.column(column));
          fields.add(
              new FieldSettings(
                  free, kind, PiiClass.LINKED, byDefault("required"), byDefault("invalid")));
        });
    return new Mapping(Collections.unmodifiableMap(columns), List.copyOf(fields));
  }

  private List<FieldSettings> fields(Entity entity, Section source, List<Section> mappings) {
    Map<String, Section> byName = new LinkedHashMap<>();
    for (Section mapping : mappings) {
      byName.put(mapping.key(), mapping);
      rejectUnknown(entity, mapping);
    }
    List<FieldSettings> fields = new ArrayList<>();
    for (EntityColumn column : entity.columns()) {
      Optional<Section> mapping = Optional.ofNullable(byName.get(column.name()));
      Kind kind = Kinds.byName(column.kind()).orElseThrow();
      mapping.ifPresent(m -> ColumnMappingReader.rejectIdlePattern(m, kind));
      if (column.required() && mapping.isEmpty()) {
        rejectMissing(entity, column, source);
      }
      fields.add(
          new FieldSettings(
              column.name(),
              kind,
              column.column().pii(),
              required(entity, column, mapping),
              invalid(mapping)));
    }
    return fields;
  }

  private Severity required(Entity entity, EntityColumn column, Optional<Section> mapping) {
    Optional<Severity> said = mapping.flatMap(m -> m.find("required", choice(Severity.class)));
    if (!column.required()) {
      return said.orElseGet(() -> byDefault("required"));
    }
    said.filter(severity -> severity.compareTo(Severity.ERROR) < 0)
        .ifPresent(severity -> rejectWeaker(entity, column, mapping.orElseThrow()));
    return said.orElse(Severity.ERROR);
  }

  private Severity invalid(Optional<Section> mapping) {
    return mapping
        .flatMap(m -> m.find("invalid", choice(Severity.class)))
        .orElseGet(() -> byDefault("invalid"));
  }

  private Severity byDefault(String key) {
    return itsDefaults.require(key, choice(Severity.class));
  }

  /** A column of a plain table; empty where its kind is unknown, which is a recorded problem. */
  private Optional<FieldSettings> cell(Section mapping) {
    String kindName =
        mapping
            .find("kind", oneOf("kind", Kinds.all().stream().map(Kind::name).toList()))
            .orElse(KIND_OF_CELL);
    Kind kind = Kinds.byName(kindName).orElseThrow();
    ColumnMappingReader.rejectIdlePattern(mapping, kind);
    rejectReserved(mapping);
    return Optional.of(
        new FieldSettings(
            mapping.key(),
            kind,
            mapping.find("pii", choice(PiiClass.class)).orElse(kind.piiClass()),
            mapping.find("required", choice(Severity.class)).orElseGet(() -> byDefault("required")),
            invalid(Optional.of(mapping))));
  }

  /**
   * All attributes: a supplier's record stands beside those of customers, column by column. None is
   * required unless the mapping says so, because suppliers know some things only.
   */
  private List<FieldSettings> attributes(List<Section> mappings) {
    Map<String, Section> byName = new LinkedHashMap<>();
    for (Section mapping : mappings) {
      catalogue.check(mapping);
      byName.put(mapping.key(), mapping);
    }
    List<FieldSettings> fields = new ArrayList<>();
    for (AttributeSettings attribute : attributes) {
      Optional<Section> mapping = Optional.ofNullable(byName.get(attribute.name()));
      fields.add(
          new FieldSettings(
              attribute.name(),
              attribute.kind(),
              attribute.pii(),
              mapping.flatMap(m -> m.find("required", choice(Severity.class))).orElse(Severity.OFF),
              mapping
                  .flatMap(m -> m.find("invalid", choice(Severity.class)))
                  .orElse(attribute.invalid())));
    }
    return fields;
  }

  private List<FieldSettings> reference(
      Entity entity, Section source, Map<String, ColumnMapping> columns) {
    Optional<Section> customer = source.findSection(CUSTOMER, "the customer of a record");
    customer.ifPresent(
        section -> {
          if (entity.equals(Entities.SUPPLIER_RECORD) && section.has(GOLDEN_ID)) {
            ColumnMappingReader.rejectUnlessOneOf(section, GOLDEN_ID, KEY);
            columns.put(
                Entities.CUSTOMER_RECORD_ID,
                ColumnMapping.key(section.requireList(GOLDEN_ID, name())));
            return;
          }
          columns.put(Entities.CUSTOMER_SOURCE, customerSource(section));
          columns.put(
              Entities.CUSTOMER_RECORD_ID, ColumnMapping.key(section.requireList(KEY, name())));
        });
    Kind key = Kinds.byName(KIND_OF_REFERENCE).orElseThrow();
    Severity required =
        customer.flatMap(c -> c.find("required", choice(Severity.class))).orElse(Severity.OFF);
    return List.of(
        new FieldSettings(
            Entities.CUSTOMER_SOURCE, key, PiiClass.NON_PII, Severity.OFF, Severity.WARN),
        new FieldSettings(
            Entities.CUSTOMER_RECORD_ID, key, key.piiClass(), required, Severity.WARN));
  }

  private ColumnMapping customerSource(Section customer) {
    if (customer.has("source-column")) {
      ColumnMappingReader.rejectUnlessOneOf(customer, "source", "source-column");
      return ColumnMapping.column(customer.require("source-column", name()));
    }
    boolean obvious = !customer.has("source") && customerSources.size() == 1;
    return ColumnMapping.constant(
        obvious
            ? customerSources.get(0)
            : customer.require("source", oneOf("source of customers", customerSources)));
  }

  private static void rejectUnknown(Entity entity, Section mapping) {
    if (entity.column(mapping.key()).isEmpty()) {
      // Its severities are read all the same: they are not what is wrong.
      mapping.find("required", choice(Severity.class));
      mapping.find("invalid", choice(Severity.class));
      mapping.reject(
          "unknown column '" + mapping.path() + "'",
          "'" + mapping.key() + "' is no column of the entity '" + entity.name() + "'",
          Nearest.remedy(
              mapping.key(), entity.columns().stream().map(EntityColumn::name).toList()));
    }
  }

  private static void rejectMissing(Entity entity, EntityColumn column, Section source) {
    source.reject(
        "columns",
        "missing key '" + source.pathTo("columns") + "." + column.name() + "'",
        "a record of the entity '" + entity.name() + "' is nothing without it",
        "map a column onto it: " + column.column().description());
  }

  private static void rejectWeaker(Entity entity, EntityColumn column, Section mapping) {
    mapping.reject(
        "required",
        "bad value for '" + mapping.pathTo("required") + "'",
        "a record of the entity '"
            + entity.name()
            + "' without '"
            + column.name()
            + "' cannot be kept",
        "write error or block, or leave it out");
  }

  private static void rejectReserved(Section mapping) {
    if (RESERVED.contains(mapping.key())) {
      mapping.reject(
          "reserved name '" + mapping.path() + "'",
          "the tables have a column of that name",
          "choose another name, such as 'own_" + mapping.key() + "'");
    }
  }
}
