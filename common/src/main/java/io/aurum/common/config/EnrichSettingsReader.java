package io.aurum.common.config;

import static io.aurum.common.config.Parsers.isoDate;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.config.EnrichSettings.Supplier;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.Entities;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads which suppliers verify and fill customers, and what each may be used for. */
final class EnrichSettingsReader {
  private static final String MATCH = "match";
  private static final String VERIFY = "verify";
  private static final String FILL = "fill";
  private static final String UPDATE = "update";
  private static final String SOURCE = "source";

  private final List<SourceSettings> sources;
  private final Map<String, Optional<AttributeSettings>> attributes;
  private final Collection<List<String>> groups;
  private final Parser<String> attribute;
  private final Map<String, String> supplierOfSource = new HashMap<>();

  /**
   * @param sources all sources, read
   * @param attributes declared attributes; empty where a kind is unknown
   * @param groups attributes that survive together
   */
  EnrichSettingsReader(
      List<SourceSettings> sources,
      Map<String, Optional<AttributeSettings>> attributes,
      Collection<List<String>> groups) {
    this.sources = sources;
    this.attributes = attributes;
    this.groups = groups;
    this.attribute = oneOf("attribute", attributes.keySet());
  }

  EnrichSettings read(Section enrich) {
    return new EnrichSettings(
        enrich.section("suppliers", "the suppliers").entries("a supplier").stream()
            .map(this::supplier)
            .toList());
  }

  private Supplier supplier(Section supplier) {
    Names.check(supplier, "supplier");
    String source = supplier.require(SOURCE, oneOf("source of supplier_record", sourceNames()));
    Optional<SourceSettings> settings =
        sources.stream().filter(known -> known.name().equals(source)).findFirst();
    rejectSharedSource(supplier, source);
    List<List<String>> match = supplier.lists(MATCH, attribute);
    settings.ifPresent(known -> checkMatch(supplier, known, match));
    List<String> verify = used(supplier, VERIFY, settings);
    List<String> fill = used(supplier, FILL, settings);
    List<String> update = used(supplier, UPDATE, settings);
    if (!supplier.has(VERIFY) && !supplier.has(FILL) && !supplier.has(UPDATE)) {
      supplier.reject(
          "idle supplier '" + supplier.path() + "'",
          "it verifies, fills and updates nothing",
          "add verify, fill or update: a list of attributes");
    }
    update.forEach(name -> rejectUnion(supplier, name));
    groups.forEach(group -> rejectPartOfGroup(supplier, group, update));
    return new Supplier(
        supplier.key(),
        source,
        match,
        verify,
        fill,
        update,
        supplier
            .find("licence-expires", isoDate())
            .filter(text -> !text.isEmpty())
            .map(LocalDate::parse),
        supplier.require("purpose", name()));
  }

  private List<String> sourceNames() {
    return sources.stream()
        .filter(source -> source.entity().equals(Entities.SUPPLIER_RECORD.name()))
        .map(SourceSettings::name)
        .toList();
  }

  private void rejectSharedSource(Section supplier, String source) {
    String other = supplierOfSource.putIfAbsent(source, supplier.key());
    if (other != null && !source.isEmpty()) {
      supplier.reject(
          SOURCE,
          "second supplier '" + supplier.path() + "' of the source '" + source + "'",
          "'" + other + "' reads it already, and a record has one supplier",
          "give each supplier a source of its own");
    }
  }

  private void checkMatch(Section supplier, SourceSettings source, List<List<String>> match) {
    if (match.isEmpty() && !source.columns().containsKey(Entities.CUSTOMER_RECORD_ID)) {
      supplier.reject(
          "missing key '" + supplier.pathTo(MATCH) + "'",
          "nothing says which customer a record of the supplier is about",
          "add match = [[<attribute>, ...], ...], or 'sources."
              + source.name()
              + ".customer' where its rows hold your keys");
    }
    for (List<String> combination : match) {
      combination.forEach(name -> rejectUnmapped(supplier, MATCH, source, name));
      combination.forEach(name -> rejectIncomparable(supplier, name));
      if (combination.isEmpty() || new HashSet<>(combination).size() < combination.size()) {
        supplier.reject(
            MATCH,
            "bad combination in '" + supplier.pathTo(MATCH) + "'",
            combination.isEmpty() ? "it is empty and fits everybody" : "it names one twice",
            "write each attribute of a combination once");
      }
    }
  }

  private List<String> used(Section supplier, String key, Optional<SourceSettings> source) {
    List<String> names = supplier.list(key, attribute).stream().distinct().toList();
    source.ifPresent(known -> names.forEach(name -> rejectUnmapped(supplier, key, known, name)));
    return names;
  }

  private void rejectUnmapped(Section supplier, String key, SourceSettings source, String name) {
    boolean readsColumns = // else that has been said
        source.columns().keySet().stream().anyMatch(attributes::containsKey);
    if (readsColumns && attributes.containsKey(name) && !source.columns().containsKey(name)) {
      supplier.reject(
          key,
          "attribute '" + name + "' in '" + supplier.pathTo(key) + "' without values",
          "the source '" + source.name() + "' maps no column onto it",
          "add 'sources." + source.name() + ".columns." + name + "', or leave it out here");
    }
  }

  private void rejectIncomparable(Section supplier, String name) {
    settings(name)
        .filter(known -> known.kind().comparator().isEmpty())
        .ifPresent(
            known ->
                supplier.reject(
                    MATCH,
                    "attribute '" + name + "' in '" + supplier.pathTo(MATCH) + "'",
                    "values of the kind '"
                        + known.kind().name()
                        + "' are no evidence of identity and have no form for comparison",
                    "match by other attributes"));
  }

  private void rejectUnion(Section supplier, String name) {
    settings(name)
        .filter(known -> known.survivorship().contains(SurvivorshipRule.UNION))
        .ifPresent(
            known ->
                supplier.reject(
                    UPDATE,
                    "attribute '" + name + "' in '" + supplier.pathTo(UPDATE) + "'",
                    "it survives by union, which keeps every value and gives none up",
                    "name it under fill, or choose another survivorship"));
  }

  private static void rejectPartOfGroup(Section supplier, List<String> group, List<String> update) {
    Set<String> left = new HashSet<>(group);
    boolean touched = left.removeAll(update);
    if (touched && !left.isEmpty()) {
      List<String> missing = new ArrayList<>(group);
      missing.retainAll(left);
      supplier.reject(
          UPDATE,
          "part of a group in '" + supplier.pathTo(UPDATE) + "'",
          "the attributes " + String.join(", ", group) + " are updated whole or not at all",
          "add " + String.join(", ", missing) + ", or leave out the others");
    }
  }

  private Optional<AttributeSettings> settings(String name) {
    return Stream.ofNullable(attributes.get(name)).flatMap(Optional::stream).findFirst();
  }
}
