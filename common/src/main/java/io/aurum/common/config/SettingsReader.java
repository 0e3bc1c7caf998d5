package io.aurum.common.config;

import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.isoDate;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;

import com.typesafe.config.ConfigObject;
import io.aurum.common.kind.Kind;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads HOCON into {@link Settings}, or says everything that is wrong with it at once. */
public final class SettingsReader {
  private static final int MIN_BLOCK = 2;
  private static final int MIN_OVERSIZE = 2;

  private final Section root;
  private final Section defaults;

  private SettingsReader(Section root) {
    this.root = root;
    this.defaults = root.section("defaults", "the defaults");
  }

  /**
   * @param file the user's configuration
   * @param overrides {@code key=value} from the command line, applied over the file in their order
   * @throws io.aurum.common.run.AurumException exit code USAGE, with every problem
   */
  public static Settings read(Path file, List<String> overrides) {
    return read(file, overrides, System.getenv());
  }

  /**
   * The same with given variables.
   *
   * @param environment what {@code ${NAME}} stands for
   */
  static Settings read(Path file, List<String> overrides, Map<String, String> environment) {
    Problems problems = new Problems(file);
    ConfigObject tree = ConfigTree.load(file, overrides, environment, problems);
    Section root = Section.root(tree, new Place(file.toString(), 1), problems);
    return new SettingsReader(root).settings(tree, problems);
  }

  private Settings settings(ConfigObject tree, Problems problems) {
    Optional<LocalDate> asOf = root.find("as-of", isoDate()).map(LocalDate::parse);
    long seed = root.require("seed", integer(Long.MIN_VALUE, Long.MAX_VALUE));
    Map<String, Optional<AttributeSettings>> attributes = attributes();
    AttributeCatalogue catalogue = AttributeCatalogue.of(attributes);
    List<SourceSettings> sources = sources(catalogue, attributes);
    Map<String, List<String>> groups = groups(catalogue);
    ValidateSettings validate = validate(root.section("validate", "the validation"));
    ResolveSettings resolve = resolve(root.section("resolve", "the resolution"));
    PublishSettings publish = publish(root.section("publish", "the publication"), catalogue);
    Optional<TruthSettings> truth = truth(sources);
    List<RuleSettings> rules = rules(sources, attributes);
    PlanSettings plan = plan(sources, attributes, rules);
    AnalysisSettings analysis =
        new AnalysisSettingsReader(new FeatureReader(sources, attributes)).read(root);
    MiningTables minable = new MiningTables(sources, analysis.features());
    List<TaskSettings> tasks = tasks(sources, minable, analysis);
    MiningSettings mining = new MiningSettingsReader(sources, minable, root, defaults).read();
    EnrichSettings enrich =
        new EnrichSettingsReader(sources, attributes, groups.values())
            .read(root.section("enrich", "the enrichment"));
    root.rejectUnasked();
    problems.throwIfAny();
    return new Settings(
        sources,
        attributes.values().stream().flatMap(Optional::stream).toList(),
        groups,
        validate,
        resolve,
        publish,
        plan,
        truth,
        rules,
        enrich,
        analysis,
        tasks,
        mining,
        asOf,
        seed,
        ConfigHash.of(tree, rules.stream().map(rule -> rule.check().words()).toList()));
  }

  private Map<String, Optional<AttributeSettings>> attributes() {
    Section section = root.section("attributes", "the attributes");
    Section itsDefaults = defaults.section("attribute", "an attribute");
    Map<String, Optional<AttributeSettings>> attributes = new LinkedHashMap<>();
    for (Section attribute :
        section.entries("an attribute", itsDefaults, AttributeSettingsReader.SHORT_KEY)) {
      attributes.put(attribute.key(), AttributeSettingsReader.read(attribute));
    }
    if (sourceSections().isEmpty() || !customerSources().isEmpty()) {
      rejectEmpty(section, "attributes", "add attributes { <name> = <kind> }");
    }
    return attributes;
  }

  private List<SourceSettings> sources(
      AttributeCatalogue catalogue, Map<String, Optional<AttributeSettings>> attributes) {
    EntityMappingReader entities =
        new EntityMappingReader(
            customerSources(),
            defaults.section("attribute", "an attribute"),
            catalogue,
            attributes.values().stream().flatMap(Optional::stream).toList());
    SourceSettingsReader reader = new SourceSettingsReader(catalogue, entities);
    Section section = root.section("sources", "the sources");
    rejectEmpty(section, "sources", "add sources { <name> { entity, path, columns } }");
    List<Section> sections = sourceSections();
    List<SourceSettings> sources = sections.stream().map(reader::read).toList();
    CustomerReferences references = new CustomerReferences(sources);
    for (int i = 0; i < sections.size(); i++) {
      references.check(sources.get(i), sections.get(i));
    }
    return sources;
  }

  private List<Section> sourceSections() {
    return root.section("sources", "the sources")
        .entries("a source", defaults.section("source", "a source"));
  }

  private List<String> customerSources() {
    return sourceSections().stream()
        .filter(source -> SourceSettingsReader.entity(source).equals(SourceSettings.CUSTOMER))
        .map(Section::key)
        .toList();
  }

  private Map<String, List<String>> groups(AttributeCatalogue catalogue) {
    Section section = root.section("groups", "the groups");
    Map<String, List<String>> groups = new LinkedHashMap<>();
    Map<String, String> groupOf = new HashMap<>();
    for (String name : section.keys()) {
      List<String> members = section.requireList(name, catalogue.reference());
      for (String member : members) {
        String other = groupOf.putIfAbsent(member, name);
        if (other != null && !member.isEmpty()) {
          rejectSecondGroup(section, name, member, other);
        }
      }
      groups.put(name, members);
    }
    return Collections.unmodifiableMap(groups);
  }

  private List<RuleSettings> rules(
      List<SourceSettings> sources, Map<String, Optional<AttributeSettings>> attributes) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    attributes.forEach((name, a) -> a.ifPresent(known -> kinds.put(name, known.kind())));
    RuleSettingsReader reader = new RuleSettingsReader(new RuleScopes(sources, kinds));
    return root
        .section("rules", "the rules")
        .entries("a rule", defaults.section("rule", "a rule"))
        .stream()
        .flatMap(rule -> reader.read(rule).stream())
        .sorted(Comparator.comparing(RuleSettings::name))
        .toList();
  }

  private List<TaskSettings> tasks(
      List<SourceSettings> sources, MiningTables tables, AnalysisSettings analysis) {
    TaskSettingsReader reader = new TaskSettingsReader(sources, tables, analysis);
    return root
        .section("tasks", "the tasks")
        .entries("a task", defaults.section("task", "a task"))
        .stream()
        .map(reader::read)
        .toList();
  }

  private static ValidateSettings validate(Section validate) {
    return new ValidateSettings(validate.require("max-quarantine-rate", decimal("0", "1")));
  }

  private static ResolveSettings resolve(Section resolve) {
    return new ResolveSettings(
        resolve.require("max-block-size", integer(MIN_BLOCK, Integer.MAX_VALUE)).intValue(),
        resolve.require("free-comparisons", integer(0, Integer.MAX_VALUE)).intValue(),
        resolve.require("precision-target", decimal("0.5", "1")),
        resolve.require("review-probability", decimal("0", "1")),
        resolve.require("oversize-cluster", integer(MIN_OVERSIZE, Integer.MAX_VALUE)).intValue());
  }

  private static PublishSettings publish(Section publish, AttributeCatalogue catalogue) {
    return new PublishSettings(
        publish.list("clear", catalogue.reference()),
        publish.has("views") ? publish.list("views", oneOf("view", views())) : List.of());
  }

  private PlanSettings plan(
      List<SourceSettings> sources,
      Map<String, Optional<AttributeSettings>> attributes,
      List<RuleSettings> rules) {
    List<String> ruleNames =
        Stream.concat(
                RuleNames.of(attributes.values().stream().flatMap(Optional::stream).toList())
                    .stream(),
                rules.stream().map(RuleSettings::name))
            .toList();
    return new PlanSettingsReader(
            sources.stream().map(SourceSettings::name).toList(), attributes.keySet(), ruleNames)
        .read(root.section("plan", "the validation plan"));
  }

  private static List<String> views() {
    return Tables.all().stream()
        .filter(table -> table.store() == Store.VIEW)
        .map(TableSpec::name)
        .toList();
  }

  private Optional<TruthSettings> truth(List<SourceSettings> sources) {
    return root.findSection("evaluate", "the evaluation")
        .flatMap(e -> e.findSection("truth", "the truth", defaults.section("source", "a source")))
        .map(
            truth ->
                new TruthSettingsReader(
                        sources.stream().filter(SourceSettings::isCustomer).toList())
                    .read(truth));
  }

  private static void rejectEmpty(Section section, String noun, String remedy) {
    if (section.isEmpty()) {
      section.reject("no " + noun, "nothing can be done without " + noun, remedy);
    }
  }

  private static void rejectSecondGroup(Section groups, String name, String member, String other) {
    groups.reject(
        name,
        "attribute '" + member + "' in a second group '" + groups.pathTo(name) + "'",
        other.equals(name)
            ? "the group names it twice"
            : "it is in the group '" + other + "' already, and a group survives whole",
        "name it once, in one group");
  }
}
