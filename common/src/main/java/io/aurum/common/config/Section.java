package io.aurum.common.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cursor over one object of the configuration.
 *
 * <p>It remembers which keys it was asked for: those are the valid keys, so that {@link
 * #rejectUnasked} can name every other key as unknown without a list kept by hand. Whatever is
 * wrong goes to {@link Problems} with its place; the cursor then answers with a stand-in and the
 * reading goes on.
 *
 * <p>A section may have defaults: a section that answers what this one leaves open.
 */
final class Section {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{\\??([^}]+)}");
  private static final int SHOWN_CHARACTERS = 60;

  private final String path;
  private final String key;
  private final String noun;
  private final Place place;
  private final ConfigObject object;
  private final Optional<Section> defaults;
  private final Problems problems;
  private final Set<String> asked = new TreeSet<>();
  private final Map<String, Section> children = new TreeMap<>();

  private Section(
      String path,
      String key,
      String noun,
      Place place,
      ConfigObject object,
      Optional<Section> defaults,
      Problems problems) {
    this.path = path;
    this.key = key;
    this.noun = noun;
    this.place = place;
    this.object = object;
    this.defaults = defaults;
    this.problems = problems;
  }

  /** The whole configuration. */
  static Section root(ConfigObject object, Place place, Problems problems) {
    return new Section("", "", "the configuration", place, object, Optional.empty(), problems);
  }

  /** A value with the path under which it was found. */
  private record Found(String path, ConfigValue value) {}

  /** Last part of the path: what the user calls this section. */
  String key() {
    return key;
  }

  /** Whether the key has a value, own or default. */
  boolean has(String name) {
    return lookup(name).isPresent();
  }

  /** Whether a section stands under the key, rather than a value. */
  boolean hasSection(String name) {
    return lookup(name).filter(found -> found.value instanceof ConfigObject).isPresent();
  }

  /** The value of a key that must be there; a stand-in where it is missing or bad. */
  <T> T require(String name, Parser<T> parser) {
    rejectMissing(name, parser.expected());
    return find(name, parser).orElse(parser.standIn());
  }

  /** The value of a key that may be left out; empty also where it is bad. */
  <T> Optional<T> find(String name, Parser<T> parser) {
    return lookup(name).flatMap(found -> scalar(found, parser));
  }

  /** One value or a list of values; empty where the key is left out. */
  <T> List<T> list(String name, Parser<T> parser) {
    return lookup(name).stream()
        .flatMap(Section::elements)
        .flatMap(found -> scalar(found, parser).stream())
        .toList();
  }

  /** One value or a list of values that must not be empty. */
  <T> List<T> requireList(String name, Parser<T> parser) {
    rejectMissing(name, parser.expected());
    if (has(name) && lookup(name).stream().flatMap(Section::elements).findAny().isEmpty()) {
      reject(
          name,
          "empty list '" + pathTo(name) + "'",
          noun + " needs at least one",
          "write " + parser.expected());
    }
    return list(name, parser);
  }

  /** A list whose elements are lists, or single values; empty where the key is left out. */
  <T> List<List<T>> lists(String name, Parser<T> parser) {
    return lookup(name).stream()
        .flatMap(Section::elements)
        .map(list -> elements(list).flatMap(found -> scalar(found, parser).stream()).toList())
        .toList();
  }

  /** Whether no key has a value of its own. */
  boolean isEmpty() {
    return keys().isEmpty();
  }

  /** The section under a key; an empty one where it is left out. */
  Section section(String name, String itsNoun) {
    return findSection(name, itsNoun).orElseGet(() -> absent(name, itsNoun));
  }

  /** The section under a key that may be left out. */
  Optional<Section> findSection(String name, String itsNoun) {
    return find(name, itsNoun, Optional.empty(), defaultsOf(name, itsNoun));
  }

  /** The same with defaults other than those of this section. */
  Optional<Section> findSection(String name, String itsNoun, Section itsDefaults) {
    return find(name, itsNoun, Optional.empty(), Optional.of(itsDefaults));
  }

  /**
   * The section under a key that must be there.
   *
   * @param shortKey a plain text in place of the section is the value of this key
   */
  Section requireSection(String name, String itsNoun, String shortKey) {
    rejectMissing(name, itsNoun);
    return find(name, itsNoun, Optional.of(shortKey), Optional.empty())
        .orElseGet(() -> mute(name, itsNoun));
  }

  /** One section for each key, in the order of the file. */
  List<Section> entries(String itsNoun, Section itsDefaults) {
    return entries(itsNoun, Optional.of(itsDefaults), Optional.empty());
  }

  /** The same; a plain text in place of a section is the value of {@code shortKey}. */
  List<Section> entries(String itsNoun, Section itsDefaults, String shortKey) {
    return entries(itsNoun, Optional.of(itsDefaults), Optional.of(shortKey));
  }

  /** The same without defaults and short form. */
  List<Section> entries(String itsNoun) {
    return entries(itsNoun, Optional.empty(), Optional.empty());
  }

  /** The same without defaults; a plain text is the value of {@code shortKey}. */
  List<Section> entries(String itsNoun, String shortKey) {
    return entries(itsNoun, Optional.empty(), Optional.of(shortKey));
  }

  private List<Section> entries(
      String itsNoun, Optional<Section> itsDefaults, Optional<String> shortKey) {
    return keys().stream()
        .map(name -> child(name, itsNoun, object.get(name), shortKey, itsDefaults))
        .toList();
  }

  /** All keys with a value, in the order of the file; of one line, in that of the alphabet. */
  List<String> keys() {
    asked.addAll(object.keySet());
    return object.entrySet().stream()
        .filter(e -> !isNull(e.getValue()))
        .sorted(
            Comparator.<Map.Entry<String, ConfigValue>, Place>comparing(e -> Place.of(e.getValue()))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The keys that are set to null: what a default gave is taken away. */
  List<String> removed() {
    return object.entrySet().stream()
        .filter(e -> isNull(e.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Records a problem at the place of a key, or of the section where the key is left out. */
  void reject(String name, String what, String cause, String remedy) {
    Place at = lookup(name).map(found -> Place.of(found.value())).orElse(place);
    problems.add(at, what, cause, remedy);
  }

  /** Records a problem of the section as a whole. */
  void reject(String what, String cause, String remedy) {
    problems.add(place, what, cause, remedy);
  }

  /** The full path of a key; of the section itself for the empty text. */
  String pathTo(String name) {
    return path.isEmpty() ? ConfigUtil.joinPath(name) : path + "." + ConfigUtil.joinPath(name);
  }

  String path() {
    return path;
  }

  /** File and line of the section. */
  Place place() {
    return place;
  }

  /** File and line of a key, or of the section where the key is left out. */
  Place placeOf(String name) {
    return lookup(name).map(found -> Place.of(found.value())).orElse(place);
  }

  /** Records every key, here and below, that nobody asked for. */
  void rejectUnasked() {
    children.values().forEach(Section::rejectUnasked);
    if (!asked.isEmpty()) {
      object.keySet().stream().filter(name -> !asked.contains(name)).forEach(this::rejectUnknown);
    }
  }

  private void rejectUnknown(String name) {
    problems.add(
        Place.of(object.get(name)),
        "unknown key '" + pathTo(name) + "'",
        "'" + name + "' is not a key of " + noun,
        Nearest.remedy(name, asked));
  }

  private void rejectMissing(String name, String expected) {
    if (!has(name)) {
      problems.add(
          place,
          "missing key '" + pathTo(name) + "'",
          noun + " needs the key '" + name + "'",
          "add '" + name + "': " + expected);
    }
  }

  private Optional<Found> lookup(String name) {
    asked.add(name);
    Optional<Found> fallback = defaults.flatMap(section -> section.lookup(name));
    return Optional.ofNullable(object.get(name))
        .filter(value -> !isNull(value))
        .map(value -> new Found(pathTo(name), value))
        .or(() -> fallback);
  }

  private static Stream<Found> elements(Found found) {
    return isResolved(found.value) && found.value instanceof ConfigList list
        ? list.stream().map(element -> new Found(found.path, element))
        : Stream.of(found);
  }

  private <T> Optional<T> scalar(Found found, Parser<T> parser) {
    if (!isResolved(found.value)) {
      rejectUnresolved(found);
      return Optional.empty();
    }
    Outcome<T> outcome =
        isScalar(found.value)
            ? parser.parse(textOf(found.value))
            : Outcome.bad(
                "expected " + parser.expected() + ", found " + typeOf(found.value),
                "write " + parser.expected());
    if (outcome instanceof Outcome.Bad<T> bad) {
      rejectBad(found, bad.label(), bad.cause(), bad.remedy());
      return Optional.empty();
    }
    return Optional.of(((Outcome.Good<T>) outcome).value());
  }

  private void rejectBad(Found found, String label, String cause, String remedy) {
    problems.add(
        Place.of(found.value),
        label + " " + shown(found) + " for '" + found.path + "'",
        cause,
        remedy);
  }

  private void rejectUnresolved(Found found) {
    String names =
        SUBSTITUTION
            .matcher(found.value.render(ConfigRenderOptions.concise()))
            .results()
            .map((MatchResult match) -> match.group(1))
            .distinct()
            .collect(Collectors.joining(", "));
    problems.add(
        Place.of(found.value),
        "unset variable '" + names + "' for '" + found.path + "'",
        "neither the environment nor the configuration has a value of that name",
        "set it in the environment; write ${?" + names + "} where it may be missing");
  }

  private Optional<Section> defaultsOf(String name, String itsNoun) {
    return defaults.flatMap(section -> section.findSection(name, itsNoun));
  }

  private Optional<Section> find(
      String name, String itsNoun, Optional<String> shortKey, Optional<Section> itsDefaults) {
    if (!has(name)) {
      return Optional.empty();
    }
    ConfigValue own = object.get(name);
    return Optional.of(
        own == null || isNull(own)
            ? adopt(name, itsNoun, place, ConfigFactory.empty().root(), itsDefaults)
            : child(name, itsNoun, own, shortKey, itsDefaults));
  }

  private Section child(
      String name,
      String itsNoun,
      ConfigValue value,
      Optional<String> shortKey,
      Optional<Section> itsDefaults) {
    Found found = new Found(pathTo(name), value);
    if (!isResolved(value)) {
      rejectUnresolved(found);
      return mute(name, itsNoun);
    }
    if (value instanceof ConfigObject members) {
      return adopt(name, itsNoun, Place.of(value), members, itsDefaults);
    }
    if (shortKey.isPresent() && isScalar(value)) {
      return adopt(name, itsNoun, Place.of(value), value.atKey(shortKey.get()).root(), itsDefaults);
    }
    rejectBad(
        found,
        "bad value",
        "expected a section { ... }, found " + typeOf(value),
        "write the keys of " + itsNoun + " between { and }");
    return mute(name, itsNoun);
  }

  private Section adopt(
      String name, String itsNoun, Place at, ConfigObject members, Optional<Section> itsDefaults) {
    return children.computeIfAbsent(
        name,
        absent -> new Section(pathTo(name), name, itsNoun, at, members, itsDefaults, problems));
  }

  /** A section that is left out: its keys can still be missing. */
  private Section absent(String name, String itsNoun) {
    return adopt(name, itsNoun, place, ConfigFactory.empty().root(), Optional.empty());
  }

  /** Takes the place of a section whose problem is known: nothing more is said about it. */
  private Section mute(String name, String itsNoun) {
    return new Section(
        pathTo(name),
        name,
        itsNoun,
        place,
        ConfigFactory.empty().root(),
        Optional.empty(),
        new Problems(Path.of("")));
  }

  /** Whether every substitution that makes the value itself is resolved; members may not be. */
  static boolean isResolved(ConfigValue value) {
    try {
      Objects.requireNonNull(value.valueType());
      if (value instanceof ConfigObject members) {
        Objects.requireNonNull(members.keySet());
      }
      return true;
    } catch (ConfigException.NotResolved e) {
      return false;
    }
  }

  private static boolean isNull(ConfigValue value) {
    return isResolved(value) && value.valueType() == ConfigValueType.NULL;
  }

  private static boolean isScalar(ConfigValue value) {
    return !(value instanceof ConfigObject || value instanceof ConfigList);
  }

  /** The text as it was written, also of a number. */
  static String textOf(ConfigValue scalar) {
    return scalar.atKey("value").getString("value");
  }

  private static String typeOf(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "a section";
      case LIST -> "a list";
      case NUMBER -> "a number";
      case BOOLEAN -> "a flag";
      case NULL -> "nothing";
      case STRING -> "a text";
    };
  }

  private static String shown(Found found) {
    List<String> keys = ConfigUtil.splitPath(found.path);
    if (Secrets.isSecret(keys.get(keys.size() - 1))) {
      return "(secret)";
    }
    String text =
        isScalar(found.value)
            ? textOf(found.value)
            : found.value.render(ConfigRenderOptions.concise());
    return "'"
        + (text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text)
        + "'";
  }
}
