package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;
import static io.aurum.common.config.Parsers.period;
import static io.aurum.common.config.Parsers.text;

import io.aurum.common.feature.Binning;
import io.aurum.common.feature.FactTimes;
import io.aurum.common.feature.Feature;
import io.aurum.common.feature.Feature.OfAttribute;
import io.aurum.common.feature.Feature.OfExpression;
import io.aurum.common.feature.Feature.OfFacts;
import io.aurum.common.feature.Feature.OfFeatures;
import io.aurum.common.feature.Feature.OfLevels;
import io.aurum.common.feature.Feature.OfResult;
import io.aurum.common.feature.Feature.Origin;
import io.aurum.common.feature.Feature.Shape;
import io.aurum.common.feature.Feature.Take;
import io.aurum.common.feature.Generalisation;
import io.aurum.common.feature.Scaling;
import io.aurum.common.feature.Smoothing;
import io.aurum.common.kind.Kind;
import io.aurum.common.kind.Kinds;
import io.aurum.common.kind.ValueType;
import io.aurum.common.rule.Condition;
import io.aurum.common.table.Column;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.EntityColumn;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;

/**
 * Reads the features of customers. A feature of an entity that no source delivers, or of a kind
 * that no attribute has, is left out: so the built-in features fit every configuration.
 */
final class FeatureReader {
  private static final String ENTITY = "entity";
  private static final String RATIO = "ratio";
  private static final String ATTRIBUTE = "attribute";
  private static final String KIND = "kind";
  private static final String HIERARCHY = "hierarchy";
  private static final String LEVELS = "levels";
  private static final String RESULT = "result";
  private static final String NOUN_OF_LEVELS = "a hierarchy";
  private static final String SQL = "sql";
  private static final String TYPE = "type";
  private static final String COLUMN = "column";
  private static final String WINDOW = "window";
  private static final String STEPS = "steps";
  private static final String SMOOTH = "smooth";
  private static final int MOST_STEPS = 60;
  private static final int MOST_BINS = 100;
  private static final int MONEY_SCALE = 2;
  private static final int LEAST_SHARING = 20;
  private static final int MOST_SHARING = 1_000_000;
  private static final double RARE = 0.05;

  /** Results that a profile can show: those made of purchases alone. */
  private static final List<TableSpec> RESULTS =
      List.of(Tables.CUSTOMER_RFM, Tables.CUSTOMER_LIFECYCLE, Tables.CUSTOMER_VALUE);

  /** Columns that the profile has of its own. */
  private static final Set<String> TAKEN =
      Set.of("customer_id", "profile_kind", "currency", "run_id");

  private final Set<String> delivered = new HashSet<>();
  private final Map<String, AttributeSettings> attributes = new TreeMap<>();

  /** Names of all attributes, those included whose settings are wrong, which is told elsewhere. */
  private final Set<String> declared;

  FeatureReader(List<SourceSettings> sources, Map<String, Optional<AttributeSettings>> attributes) {
    this.declared = Set.copyOf(attributes.keySet());
    sources.forEach(source -> delivered.add(source.entity()));
    attributes.forEach(
        (name, attribute) -> attribute.ifPresent(known -> this.attributes.put(name, known)));
  }

  /** The features that the sources can fill, in the order of their names. */
  List<Feature> read(Section features) {
    List<Section> sections = features.entries("a feature");
    Map<String, Feature> read = new TreeMap<>();
    for (Section section : sections) {
      Names.check(section, "feature");
      rejectTaken(section);
      origin(section).ifPresent(origin -> read.put(section.key(), feature(section, origin)));
    }
    Map<String, Feature> whole = Map.copyOf(read);
    Set<String> names = new HashSet<>(features.removed());
    sections.forEach(section -> names.add(section.key()));
    for (Section section : sections) {
      section
          .findSection(Pivot.KEY, "a pivot")
          .map(pivot -> Pivot.read(pivot, section))
          .ifPresent(pivot -> pivot.turn(names, read));
    }
    for (Section section : sections) {
      if (whole.containsKey(section.key())) {
        checkReferences(section, whole.get(section.key()), names, read);
      }
    }
    while (read.values().removeIf(feature -> lacksPart(feature, read))) {
      // what is made of what is left out is left out too
    }
    return List.copyOf(read.values());
  }

  private static void rejectTaken(Section section) {
    if (TAKEN.contains(section.key())) {
      section.reject(
          "reserved name '" + section.path() + "'",
          "the profile has a column of that name",
          "choose another name");
    }
  }

  private Optional<Origin> origin(Section section) {
    List<String> given =
        Stream.of(ENTITY, RATIO, ATTRIBUTE, KIND, HIERARCHY, RESULT, SQL)
            .filter(section::has)
            .toList();
    if (given.size() != 1) {
      section.reject(
          given.isEmpty()
              ? "no origin of feature '" + section.path() + "'"
              : "several origins of feature '" + section.path() + "'",
          given.isEmpty()
              ? "nothing says where its value comes from"
              : "it has " + String.join(" and ", given),
          "write one of: entity, ratio, attribute, kind, hierarchy, result, sql");
      shape(section, Feature.Type.NUMBER);
      section.find("description", text());
      return Optional.empty();
    }
    return switch (given.get(0)) {
      case ENTITY -> ofFacts(section);
      case RATIO -> {
        Section ratio = section.section(RATIO, "a ratio");
        yield Optional.of(new OfFeatures(ratio.require("of", name()), ratio.require("to", name())));
      }
      case ATTRIBUTE ->
          Optional.of(new OfAttribute(section.require(ATTRIBUTE, oneOf(ATTRIBUTE, declared))));
      case HIERARCHY -> Optional.of(ofLevels(section.section(HIERARCHY, NOUN_OF_LEVELS)));
      case RESULT -> ofResult(section);
      case SQL -> ofExpression(section);
      default -> ofKind(section);
    };
  }

  /** A result of purchases: there is none where no source delivers them. */
  private Optional<Origin> ofResult(Section section) {
    String name =
        section.require(RESULT, oneOf("result", RESULTS.stream().map(TableSpec::name).toList()));
    List<String> columns =
        Mineable.result(name).stream()
            .flatMap(table -> Mineable.columns(table).stream())
            .map(Column::name)
            .toList();
    OfResult result =
        new OfResult(
            name,
            section.require(
                COLUMN, columns.isEmpty() ? name() : oneOf("column of the table", columns)));
    if (!delivered.contains(Entities.ORDER_LINE.name())) {
      shape(section, type(result));
      section.find("description", text());
      return Optional.empty();
    }
    return Optional.of(result);
  }

  private OfLevels ofLevels(Section hierarchy) {
    List<Condition> levels = SqlConditions.expressions(hierarchy, LEVELS);
    levels.forEach(
        level ->
            SqlConditions.rejectUnknown(hierarchy, LEVELS, level.sql(), "attribute", declared));
    return new OfLevels(levels);
  }

  private static Shape climb(Section hierarchy) {
    return new Feature.Climb(
        hierarchy.find("least", integer(2, MOST_SHARING)).map(Long::intValue).orElse(LEAST_SHARING),
        hierarchy.find("rare", decimal("0", "1")).orElse(RARE));
  }

  private static Optional<Origin> ofExpression(Section section) {
    return SqlConditions.expression(section, SQL)
        .map(sql -> new OfExpression(sql, List.copyOf(SqlConditions.columnsIn(sql.sql()))));
  }

  /** What an expression gives. */
  private enum ExpressionType {
    NUMBER,
    MONEY,
    TEXT
  }

  private Optional<Origin> ofKind(Section section) {
    String kind = section.require(KIND, oneOf(KIND, Kinds.all().stream().map(Kind::name).toList()));
    Optional<Origin> first =
        attributes.values().stream()
            .filter(attribute -> attribute.kind().name().equals(kind))
            .map(AttributeSettings::name)
            .findFirst()
            .map(OfAttribute::new);
    if (first.isEmpty()) {
      shape(section, Kinds.byName(kind).map(known -> type(known.type())).orElse(Feature.Type.TEXT));
      section.find("description", text());
    }
    return first;
  }

  private Optional<Origin> ofFacts(Section section) {
    String entityName = section.require(ENTITY, oneOf(ENTITY, FactTimes.entities()));
    Take take = section.require("take", choice(Take.class));
    Optional<Entity> entity = Entities.byName(entityName);
    String column = section.find(COLUMN, column(entity)).orElse("");
    Optional<Period> window = section.find(WINDOW, period());
    int steps = section.find(STEPS, integer(2, MOST_STEPS)).map(Long::intValue).orElse(0);
    Smoothing smoothing = section.find(SMOOTH, choice(Smoothing.class)).orElse(Smoothing.NONE);
    Condition where = SqlConditions.find(section, "where").orElse(Condition.NONE);
    checkColumn(section, take, entity.flatMap(e -> e.column(column)));
    checkTrend(section, take, window, steps);
    OfFacts facts = new OfFacts(entityName, take, column, window, where, steps, smoothing);
    if (!delivered.contains(entityName) || entity.isEmpty()) {
      shape(section, type(facts));
      section.find("description", text());
      return Optional.empty();
    }
    return Optional.of(facts);
  }

  /** A column of an entity that may be published. */
  static Parser<String> column(Optional<Entity> entity) {
    return oneOf(
        COLUMN,
        entity.stream()
            .flatMap(e -> e.columns().stream())
            .filter(column -> column.column().pii().publishable())
            .map(EntityColumn::name)
            .toList());
  }

  private static void checkColumn(Section section, Take take, Optional<EntityColumn> column) {
    boolean needed =
        switch (take) {
          case COUNT, RECENCY, TENURE, TREND -> false;
          default -> true;
        };
    boolean idle = take == Take.RECENCY || take == Take.TENURE;
    if (needed && !section.has(COLUMN)) {
      section.reject(
          "missing key '" + section.pathTo(COLUMN) + "'",
          "'" + take.label() + "' is taken of a column",
          "add 'column'");
    }
    if (idle && section.has(COLUMN)) {
      section.reject(
          COLUMN,
          "idle key '" + section.pathTo(COLUMN) + "'",
          "'" + take.label() + "' asks for the time of facts alone",
          "remove it");
    }
    boolean ofNumbers =
        switch (take) {
          case SUM, AVG, MIN, MAX, TREND -> true;
          default -> false;
        };
    if (ofNumbers && column.filter(c -> !isNumber(c)).isPresent()) {
      section.reject(
          COLUMN,
          "bad value '" + column.get().name() + "' for '" + section.pathTo(COLUMN) + "'",
          "'" + take.label() + "' is taken of numbers, and this is none",
          "name a column with numbers, or take count, distinct, first, last or most-frequent");
    }
  }

  private static void checkTrend(Section section, Take take, Optional<Period> window, int steps) {
    if (take == Take.TREND) {
      boolean noWindow = window.isEmpty() && !section.has(WINDOW);
      boolean noSteps = steps == 0 && !section.has(STEPS);
      if (noWindow || noSteps) {
        section.reject(
            "trend '" + section.path() + "' of nothing",
            "a trend compares the parts of a window",
            "add 'window' and 'steps', such as P180D and 6");
      }
    } else {
      for (String idle : List.of(STEPS, SMOOTH)) {
        if (section.has(idle)) {
          section.reject(
              idle,
              "idle key '" + section.pathTo(idle) + "'",
              "only a trend has steps",
              "remove it, or take a trend");
        }
      }
    }
  }

  private Feature feature(Section section, Origin origin) {
    Feature.Type type =
        section
            .find(TYPE, choice(ExpressionType.class))
            .map(said -> Feature.Type.valueOf(said.name()))
            .orElseGet(() -> type(origin));
    if (section.has(TYPE) && !(origin instanceof OfExpression)) {
      section.reject(
          TYPE,
          "idle key '" + section.pathTo(TYPE) + "'",
          "only what 'sql' gives has no type of its own",
          "remove it");
    }
    Shape shape = shape(section, type);
    if (origin instanceof OfAttribute attribute) {
      checkDisclosure(section, attribute, shape);
    }
    return new Feature(
        section.key(),
        origin,
        shape,
        type,
        section
            .find("description", text())
            .filter(t -> !t.isBlank())
            .orElseGet(() -> words(origin)));
  }

  private void checkDisclosure(Section section, OfAttribute attribute, Shape shape) {
    AttributeSettings settings = attributes.get(attribute.attribute());
    if (settings != null && !settings.publishable() && shape instanceof Feature.AsIs) {
      section.reject(
          "personal feature '" + section.path() + "'",
          "the attribute '" + settings.name() + "' identifies a person, and profiles are published",
          "add 'generalise', or remove the feature");
    }
  }

  private Feature.Type type(Origin origin) {
    if (origin instanceof OfAttribute attribute) {
      AttributeSettings settings = attributes.get(attribute.attribute());
      return settings == null ? Feature.Type.TEXT : type(settings.kind().type());
    }
    if (origin instanceof OfLevels) {
      return Feature.Type.TEXT;
    }
    if (origin instanceof OfFacts facts) {
      EntityColumn column =
          Entities.byName(facts.entity()).flatMap(e -> e.column(facts.column())).orElse(null);
      return switch (facts.take()) {
        case COUNT, DISTINCT, RECENCY, TENURE -> Feature.Type.COUNT;
        case AVG, TREND -> Feature.Type.NUMBER;
        case SUM, MIN, MAX ->
            column != null && isMoney(column) ? Feature.Type.MONEY : Feature.Type.NUMBER;
        case FIRST, LAST, MOST_FREQUENT ->
            column == null
                ? Feature.Type.TEXT
                : isMoney(column) ? Feature.Type.MONEY : type(kind(column).type());
      };
    }
    return origin instanceof OfResult result ? type(result) : Feature.Type.NUMBER;
  }

  private static Feature.Type type(OfResult result) {
    return column(result).map(column -> type(column.type())).orElse(Feature.Type.NUMBER);
  }

  private static Optional<Column> column(OfResult result) {
    return Mineable.result(result.table()).stream()
        .flatMap(table -> table.columns().stream())
        .filter(column -> column.name().equals(result.column()))
        .findFirst();
  }

  private static Feature.Type type(DataType type) {
    if (type instanceof DecimalType) {
      return Feature.Type.MONEY;
    }
    if (type instanceof IntegralType) {
      return Feature.Type.COUNT;
    }
    return type instanceof StringType
        ? Feature.Type.TEXT
        : type instanceof DateType ? Feature.Type.DATE : Feature.Type.NUMBER;
  }

  private static Feature.Type type(ValueType type) {
    return switch (type) {
      case NUMBER -> Feature.Type.NUMBER;
      case DATE, TIMESTAMP -> Feature.Type.DATE;
      case TEXT, BOOLEAN -> Feature.Type.TEXT;
    };
  }

  private static Shape shape(Section section, Feature.Type type) {
    List<String> given =
        Stream.of("bins", "scale", "generalise", HIERARCHY).filter(section::has).toList();
    if (given.size() > 1) {
      section.reject(
          given.get(1),
          "several shapes of feature '" + section.path() + "'",
          "it has " + String.join(" and ", given),
          "make a feature of each");
    }
    Optional<Feature.Scale> scale =
        section.find("scale", choice(Scaling.Method.class)).map(Feature.Scale::new);
    Optional<Feature.Generalise> blur = generalise(section, type);
    Optional<Shape> bins = section.findSection("bins", "the bins").map(FeatureReader::bins);
    boolean number =
        type == Feature.Type.COUNT || type == Feature.Type.NUMBER || type == Feature.Type.MONEY;
    if ((scale.isPresent() || bins.isPresent()) && !number) {
      section.reject(
          given.get(0),
          "feature '" + section.path() + "' has no numbers",
          "only numbers can be scaled or put into bins",
          "remove '" + given.get(0) + "'");
    }
    Optional<Shape> climb =
        section.findSection(HIERARCHY, NOUN_OF_LEVELS).map(FeatureReader::climb);
    return climb.or(() -> bins).or(() -> scale).or(() -> blur).orElseGet(Feature.AsIs::new);
  }

  private static Shape bins(Section bins) {
    Binning.Method method = bins.require("method", choice(Binning.Method.class));
    int number = bins.require("number", integer(2, MOST_BINS)).intValue();
    Optional<String> target = bins.find("target", name());
    if ((method == Binning.Method.SUPERVISED) != bins.has("target")) {
      bins.reject(
          "target of '" + bins.path() + "' is not clear",
          "supervised bins, and no others, have a feature that supervises them",
          method == Binning.Method.SUPERVISED ? "add 'target'" : "remove 'target'");
    }
    return new Feature.Bins(method, number, target.orElse(""));
  }

  private static Optional<Feature.Generalise> generalise(Section section, Feature.Type type) {
    Optional<Generalisation> level = section.find("generalise", choice(Generalisation.class));
    Optional<Long> keep = section.find("keep", integer(1, 100));
    boolean prefix = level.filter(Generalisation.PREFIX::equals).isPresent();
    if (level.isPresent() && (prefix ? Feature.Type.TEXT : Feature.Type.DATE) != type) {
      section.reject(
          "generalise",
          "feature '" + section.path() + "' cannot be generalised so",
          prefix ? "a prefix is taken of a text" : "age bands, years and months are made of dates",
          "write " + (type == Feature.Type.TEXT ? "prefix" : "age-band, year or month"));
    }
    if (prefix != section.has("keep")) {
      section.reject(
          "keep",
          "length of '" + section.path() + "' is not clear",
          "'keep' says how many characters of a prefix are kept, and nothing else",
          prefix ? "add 'keep'" : "remove 'keep'");
    }
    return level.map(l -> new Feature.Generalise(l, keep.map(Long::intValue).orElse(0)));
  }

  private void checkReferences(
      Section section, Feature feature, Set<String> names, Map<String, Feature> read) {
    if (feature.origin() instanceof OfFeatures ratio) {
      Section of = section.section(RATIO, "a ratio");
      checkReference(of, "of", ratio.of(), names, read);
      checkReference(of, "to", ratio.to(), names, read);
    }
    if (feature.origin() instanceof OfExpression of) {
      checkExpression(section, of, names, read);
    }
    if (feature.shape() instanceof Feature.Bins bins && !bins.target().isEmpty()) {
      checkReference(section.section("bins", "the bins"), "target", bins.target(), names, read);
    }
  }

  private void checkExpression(
      Section section, OfExpression of, Set<String> names, Map<String, Feature> read) {
    SqlConditions.rejectUnknown(section, SQL, of.expression().sql(), "feature", names);
    for (String part : of.parts()) {
      Feature.Origin origin = read.containsKey(part) ? read.get(part).origin() : null;
      if (origin instanceof OfExpression) {
        section.reject(
            SQL,
            "feature '" + part + "' cannot stand in '" + section.path() + "'",
            "it is an expression of others itself",
            "write what it is made of");
      }
      if (origin instanceof OfLevels) {
        section.reject(
            SQL,
            "feature '" + part + "' cannot stand in '" + section.path() + "'",
            "an expression sees features before their level is chosen",
            "leave it out");
      }
      if (origin instanceof OfAttribute attribute
          && attributes.containsKey(attribute.attribute())
          && !attributes.get(attribute.attribute()).publishable()) {
        section.reject(
            SQL,
            "personal feature '" + part + "' in '" + section.path() + "'",
            "an expression sees it before it is generalised, and profiles are published",
            "leave it out");
      }
    }
  }

  private static void checkReference(
      Section section, String key, String to, Set<String> names, Map<String, Feature> read) {
    if (to.isEmpty()) {
      return;
    }
    if (!names.contains(to)) {
      section.reject(
          key,
          "unknown feature '" + to + "' for '" + section.pathTo(key) + "'",
          "there is no feature of that name",
          Nearest.remedy(to, names));
    }
    Feature other = read.get(to);
    if (other != null
        && (other.origin() instanceof OfFeatures
            || other.origin() instanceof OfExpression
            || other.type() == Feature.Type.TEXT
            || other.type() == Feature.Type.DATE)) {
      section.reject(
          key,
          "feature '" + to + "' cannot stand in '" + section.path() + "'",
          "what is compared is a number taken of facts, an attribute or a result",
          "name such a feature");
    }
  }

  private static boolean lacksPart(Feature feature, Map<String, Feature> read) {
    List<String> parts = new ArrayList<>(feature.origin().parts());
    if (feature.shape() instanceof Feature.Bins bins && !bins.target().isEmpty()) {
      parts.add(bins.target());
    }
    return !read.keySet().containsAll(parts);
  }

  private static String words(Origin origin) {
    if (origin instanceof OfFeatures ratio) {
      return "Ratio of " + ratio.of() + " to " + ratio.to() + ".";
    }
    if (origin instanceof OfAttribute attribute) {
      return "The customer's " + attribute.attribute() + ".";
    }
    if (origin instanceof OfLevels hierarchy) {
      return "The finest of these that enough customers share: "
          + hierarchy.levels().stream().map(Condition::sql).collect(Collectors.joining(", "))
          + ".";
    }
    if (origin instanceof OfResult result) {
      return column(result).map(Column::description).orElse("");
    }
    if (origin instanceof OfExpression of) {
      return "Is " + of.expression().sql() + ".";
    }
    OfFacts facts = (OfFacts) origin;
    String of = facts.column().isEmpty() ? "" : " of " + facts.column();
    String when = facts.window().map(w -> " in the last " + w.toString().substring(1)).orElse("");
    String where = facts.where().isNone() ? "" : " where " + facts.where().sql();
    return "%s%s over %s%s%s."
        .formatted(
            facts.take().label().substring(0, 1).toUpperCase(Locale.ROOT)
                + facts.take().label().substring(1),
            of,
            facts.entity(),
            when,
            where);
  }

  static boolean isNumber(EntityColumn column) {
    return kind(column).type() == ValueType.NUMBER;
  }

  private static boolean isMoney(EntityColumn column) {
    return column.column().type() instanceof DecimalType decimal && decimal.scale() == MONEY_SCALE;
  }

  private static Kind kind(EntityColumn column) {
    return Kinds.byName(column.kind()).orElseThrow();
  }
}
