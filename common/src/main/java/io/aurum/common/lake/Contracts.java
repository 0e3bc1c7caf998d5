package io.aurum.common.lake;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.feature.Feature;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.AttributeColumns;
import io.aurum.common.table.Column;
import io.aurum.common.table.PiiClass;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Turns declared contracts into those of one configuration: adds the columns of the configured
 * attributes, and refuses what may not be published.
 */
public final class Contracts {
  private final List<AttributeSettings> attributes;
  private final Set<String> clear;
  private final List<Feature> features;
  private final Map<TableSpec, TableSpec> expanded = new ConcurrentHashMap<>();

  /**
   * @param clear attributes that are published as they are
   */
  Contracts(List<AttributeSettings> attributes, List<String> clear) {
    this(attributes, clear, List.of());
  }

  private Contracts(
      List<AttributeSettings> attributes, List<String> clear, List<Feature> features) {
    this.features = List.copyOf(features);
    this.attributes = List.copyOf(attributes);
    this.clear = Set.copyOf(clear);
  }

  /** The contracts of a configuration. */
  public static Contracts of(Settings settings) {
    return new Contracts(
        settings.attributes(), settings.publish().clear(), settings.analysis().features());
  }

  /**
   * The contract with the columns of the configured attributes.
   *
   * @throws AurumException exit code USAGE where an attribute is called as a column of the table
   */
  public TableSpec expand(TableSpec table) {
    return expanded.computeIfAbsent(table, this::withAttributes);
  }

  private TableSpec withAttributes(TableSpec table) {
    List<Column> columns =
        table.attributes() == AttributeColumns.FEATURES
            ? features.stream().map(this::column).toList()
            : attributes.stream().flatMap(attribute -> columns(table, attribute)).toList();
    requireNoCollision(table, columns);
    var contract = table.plus(columns);
    if (table.store() != Store.STATE) {
      contract.columns().forEach(column -> requirePublishable(contract, column));
    }
    return contract;
  }

  private Stream<Column> columns(TableSpec table, AttributeSettings attribute) {
    return switch (table.attributes()) {
      case NONE, FEATURES -> Stream.empty();
      case RAW -> Stream.of(text(attribute, attribute.name(), "as delivered"));
      case CANONICAL_AND_MATCH ->
          Stream.of(
              text(attribute, attribute.name(), "canonical form, for people"),
              text(attribute, attribute.name() + "_match", "match form, for comparison"));
      case SURVIVING -> Stream.of(surviving(attribute));
      case MASKED ->
          Stream.of(
              shownAsIs(attribute)
                  ? surviving(attribute)
                  : text(attribute, attribute.name(), "masked").pii(PiiClass.NON_PII));
    };
  }

  private Column column(Feature feature) {
    Column column = Column.of(feature.name(), Types.of(feature), feature.description()).optional();
    boolean tellsAttributes =
        Feature.withParts(List.of(feature.name()), features).stream()
            .anyMatch(part -> Feature.isOfAttributes(part.origin()));
    return tellsAttributes ? column.pii(PiiClass.LINKABLE) : column;
  }

  private boolean shownAsIs(AttributeSettings attribute) {
    return attribute.publishable() || clear.contains(attribute.name());
  }

  private static Column surviving(AttributeSettings attribute) {
    return column(
        attribute, attribute.name(), Types.of(attribute.kind().type()), "value that survived");
  }

  private static Column text(AttributeSettings attribute, String name, String form) {
    return column(attribute, name, DataTypes.StringType, form);
  }

  private static Column column(
      AttributeSettings attribute, String name, DataType type, String form) {
    String summary = attribute.kind().summary().strip();
    String sentence = summary.endsWith(".") ? summary.substring(0, summary.length() - 1) : summary;
    return Column.of(name, type, "%s: %s.".formatted(sentence, form))
        .optional()
        .pii(attribute.pii());
  }

  private static void requireNoCollision(TableSpec table, List<Column> added) {
    var names = new HashSet<String>();
    table.columns().forEach(column -> names.add(column.name()));
    for (Column column : added) {
      if (!names.add(column.name())) {
        throw AurumException.of(
            ExitCode.USAGE,
            "The attributes give table %s a second column %s."
                .formatted(table.name(), column.name()),
            "the table has a column of that name already, of its own or of another attribute",
            "rename the attribute in the configuration");
      }
    }
  }

  private void requirePublishable(TableSpec contract, Column column) {
    if (!column.pii().publishable() && !clear.contains(column.name())) {
      throw AurumException.of(
          ExitCode.BUG,
          "Table %s would publish column %s of class %s."
              .formatted(contract.name(), column.name(), column.pii()),
          "its contract puts a direct identifier into a published table",
          "report it; personal columns belong into state tables");
    }
    if (nested(column.type())) {
      throw AurumException.of(
          ExitCode.BUG,
          "Table %s would publish column %s of type %s."
              .formatted(contract.name(), column.name(), column.type().sql()),
          "published tables hold flat types only",
          "report it; the contract needs one column per value");
    }
  }

  private static boolean nested(DataType type) {
    return type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
  }
}
