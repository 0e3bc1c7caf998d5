package io.aurum.common.config;

import static io.aurum.common.config.Parsers.datePattern;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.regex;
import static io.aurum.common.config.Parsers.text;

import io.aurum.common.kind.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how raw columns fill an attribute. */
final class ColumnMappingReader {
  /** Key whose value the short form of a mapping gives. */
  static final String SHORT_KEY = "column";

  /** What stands between concatenated columns where nothing is said. */
  static final String DEFAULT_SEPARATOR = " ";

  /** Part of a split that is taken where nothing is said. */
  static final int DEFAULT_PART = 1;

  private static final int MAX_PARTS = 1_000;

  private ColumnMappingReader() {}

  static ColumnMapping read(Section mapping) {
    Optional<String> column = mapping.find(SHORT_KEY, name());
    List<String> concat = mapping.list("concat", name());
    Optional<String> constant = mapping.find("constant", name());
    rejectUnlessOneOf(mapping, SHORT_KEY, "concat", "constant");

    Optional<String> separator = mapping.find("separator", text());
    rejectWithout(mapping, "separator", "concat");

    Optional<String> split = mapping.find("split", text());
    Optional<Long> part = mapping.find("part", integer(-MAX_PARTS, MAX_PARTS));
    rejectWithout(mapping, "part", "split");
    rejectPartZero(mapping, part);

    Optional<Pattern> regex = mapping.find("regex", regex());
    Optional<Long> group = mapping.find("group", integer(0, Integer.MAX_VALUE));
    rejectWithout(mapping, "group", "regex");
    rejectMissingGroup(mapping, regex, group);

    return new ColumnMapping(
        column.map(List::of).orElse(concat),
        separator.orElse(DEFAULT_SEPARATOR),
        constant,
        split,
        part.orElse((long) DEFAULT_PART).intValue(),
        regex.map(Pattern::pattern),
        group.map(Long::intValue).orElseGet(() -> regex.map(Parsers::groups).orElse(0) > 0 ? 1 : 0),
        mapping.find("pattern", datePattern()));
  }

  /** Records a problem unless exactly one of the keys is given. */
  static void rejectUnlessOneOf(Section section, String... keys) {
    List<String> given = Stream.of(keys).filter(section::has).toList();
    String choice = String.join(", ", keys);
    if (given.isEmpty()) {
      section.reject(
          "incomplete section '" + section.path() + "'",
          "it says nothing about where values come from",
          "give one of: " + choice);
    } else if (given.size() > 1) {
      section.reject(
          given.get(1),
          "contradictory section '" + section.path() + "'",
          "it gives " + String.join(" and ", given) + ", which exclude each other",
          "keep one of: " + choice);
    }
  }

  /** Records a problem where a date pattern is declared for values that are no dates. */
  static void rejectIdlePattern(Section mapping, Kind kind) {
    if (mapping.has("pattern") && !isDated(kind)) {
      mapping.reject(
          "pattern",
          "idle key '" + mapping.pathTo("pattern") + "'",
          "'pattern' is a date pattern, and '" + mapping.key() + "' is of a kind without dates",
          "remove it; to take a part of a text use 'regex'");
    }
  }

  private static boolean isDated(Kind kind) {
    return switch (kind.type()) {
      case DATE, TIMESTAMP -> true;
      case TEXT, NUMBER, BOOLEAN -> false;
    };
  }

  private static void rejectWithout(Section mapping, String key, String needed) {
    if (mapping.has(key) && !mapping.has(needed)) {
      mapping.reject(
          key,
          "idle key '" + mapping.pathTo(key) + "'",
          "'" + key + "' says something only beside '" + needed + "'",
          "add '" + needed + "' or remove '" + key + "'");
    }
  }

  private static void rejectPartZero(Section mapping, Optional<Long> part) {
    if (part.filter(p -> p == 0).isPresent()) {
      mapping.reject(
          "part",
          "bad value '0' for '" + mapping.pathTo("part") + "'",
          "parts are counted from 1, and from -1 backwards",
          "write 1 for the first part or -1 for the last");
    }
  }

  private static void rejectMissingGroup(
      Section mapping, Optional<Pattern> regex, Optional<Long> group) {
    int groups = regex.map(Parsers::groups).orElse(Integer.MAX_VALUE);
    group
        .filter(wanted -> wanted > groups)
        .ifPresent(
            wanted ->
                mapping.reject(
                    "group",
                    "bad value '" + wanted + "' for '" + mapping.pathTo("group") + "'",
                    "the regular expression has " + groups + " groups",
                    "write a number from 0 (the whole match) to " + groups));
  }
}
