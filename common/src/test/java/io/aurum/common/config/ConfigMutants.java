package io.aurum.common.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Configurations that are wrong in known places: seeded mutations of those in {@code conf/} and of
 * one that uses every key. Each mutant holds up to five independent mistakes, or one that breaks
 * the syntax; lines keep their numbers.
 *
 * <p>Where a value stands is asked of the HOCON library, what is expected is written here by hand:
 * nothing is taken from the reader under test.
 */
public final class ConfigMutants {
  /** Variable that the configurations of public data name. */
  public static final String DATA_VARIABLE = "AURUM_BENCH_DATA";

  private static final int MAX_MISTAKES = 5;

  /** Of so many mutants one breaks the syntax. */
  private static final int BREAKS_EVERY = 5;

  /** Stands for a byte that is no UTF-8. */
  private static final char NO_UTF8 = '\uFFFD';

  private static final Pattern PATH_IN_TEXT = Pattern.compile("\"(/[^\"*]+\\.[a-z]+)\"");

  private final Path folder;
  private final Path data;
  private final List<Base> bases;

  private ConfigMutants(Path folder, Path data, List<Base> bases) {
    this.folder = folder;
    this.data = data;
    this.bases = bases;
  }

  /**
   * A mistake.
   *
   * @param kind what was done, for a list of what was covered
   * @param file in which it is
   * @param line 1-based; 0 where the file as a whole is wrong
   * @param problem how the message must go on behind file and line; of a broken syntax, what it
   *     must hold somewhere
   */
  public record Planted(String kind, Path file, int line, String problem) {}

  /**
   * A wrong configuration.
   *
   * @param conf file to read
   * @param planted all that is wrong
   * @param breaksSyntax whether nothing behind the mistake can be understood
   */
  public record Mutant(Path conf, List<Planted> planted, boolean breaksSyntax) {}

  /**
   * @param conf folder of the configurations
   * @param folder an empty one, for data files and mutants
   */
  public static ConfigMutants of(Path conf, Path folder) {
    try {
      Path data = Files.createDirectories(folder.resolve("data"));
      List<Base> bases = new ArrayList<>();
      bases.add(base(folder, data, "full.conf", Fixture.FULL.replace("DATA", DATA_VARIABLE)));
      Files.createDirectories(data.resolve("app"));
      for (String name : List.of("demo", "fake-1000", "historical-50k", "rldata10000")) {
        bases.add(
            base(folder, data, name + ".conf", Files.readString(conf.resolve(name + ".conf"))));
      }
      Path include = Path.of("include", "febrl.conf");
      String including = Files.readString(conf.resolve("febrl1.conf"));
      touch(data, including);
      bases.add(
          new Base(
              "febrl1.conf",
              including,
              Optional.of(include.toString()),
              Optional.of(Files.readString(conf.resolve(include)))));
      return new ConfigMutants(folder, data, bases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Base base(Path folder, Path data, String name, String text) {
    String placed = text.replace("\"demo/data/", "\"" + folder + "/data/demo/");
    touch(data, placed);
    return new Base(name, placed, Optional.empty(), Optional.empty());
  }

  /** Makes the files that a configuration names. */
  private static void touch(Path data, String text) {
    try {
      Matcher path = PATH_IN_TEXT.matcher(text.replace("${" + DATA_VARIABLE + "}\"", "\"" + data));
      while (path.find()) {
        Path file = Path.of(path.group(1));
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
          Files.createFile(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code ${NAME}} stands for in the configurations. */
  public Map<String, String> environment() {
    return Map.of(DATA_VARIABLE, data.toString());
  }

  /** The configurations as they are, each in a folder of its own. */
  public List<Path> sound() {
    return bases.stream()
        .map(base -> write("sound-" + base.name, base, base.lines(), StandardCharsets.UTF_8))
        .toList();
  }

  /** The first {@code count} mutants of a seed. */
  public List<Mutant> mutants(int count, long seed) {
    Random random = new Random(seed);
    Map<String, Integer> drawn = new HashMap<>();
    List<Mutant> mutants = new ArrayList<>();
    while (mutants.size() < count) {
      Base base = bases.get(random.nextInt(bases.size()));
      String name = "m%03d".formatted(mutants.size());
      mutants.add(
          mutants.size() % BREAKS_EVERY == 0
              ? broken(name, base, random)
              : mistaken(name, base, 1 + random.nextInt(MAX_MISTAKES), random, drawn));
    }
    return mutants;
  }

  // --- Mistakes that leave the syntax whole ---------------------------------------------------

  private Mutant mistaken(
      String name, Base base, int wanted, Random random, Map<String, Integer> drawn) {
    Path place = folder.resolve(name);
    List<Leaf> leaves = leaves(write(name, base, base.lines(), StandardCharsets.UTF_8));
    Collections.shuffle(leaves, random);
    Map<String, List<String>> lines = base.lines();
    List<Planted> planted = new ArrayList<>();
    List<Leaf> taken = new ArrayList<>();
    for (Leaf leaf : leaves) {
      if (planted.size() < wanted && taken.stream().noneMatch(leaf::meets)) {
        List<String> text = lines.get(leaf.file);
        mistake(leaf, text.get(leaf.line - 1), random, drawn)
            .ifPresent(
                mistake -> {
                  text.set(leaf.line - 1, mistake.text);
                  taken.add(leaf);
                  planted.add(
                      new Planted(
                          mistake.kind, place.resolve(leaf.file), mistake.line, mistake.problem));
                });
      }
    }
    return new Mutant(write(name, base, lines, StandardCharsets.UTF_8), planted, false);
  }

  /**
   * Another text for a line, and what must be said of it.
   *
   * @param line where it must be said
   */
  private record Mistake(String kind, String text, String problem, int line) {}

  /** A mistake that the place allows, of a kind drawn least so far. */
  private static Optional<Mistake> mistake(
      Leaf leaf, String line, Random random, Map<String, Integer> drawn) {
    List<Mistake> possible = new ArrayList<>();
    mistypedKey(leaf, line, random).ifPresent(possible::add);
    if (!leaf.isSection) {
      wrongValues(leaf, line).forEach(possible::add);
      repeatedKey(leaf, line).ifPresent(possible::add);
      deletedKey(leaf, line).ifPresent(possible::add);
      missingFile(leaf, line).ifPresent(possible::add);
      unsetVariable(leaf, line).ifPresent(possible::add);
      possible.add(new Mistake("encoding", line + " # caf" + NO_UTF8, "wrong encoding", leaf.line));
    }
    Collections.shuffle(possible, random);
    return possible.stream()
        .min(Comparator.comparingInt(mistake -> drawn.getOrDefault(mistake.kind, 0)))
        .map(
            mistake -> {
              drawn.merge(mistake.kind, 1, Integer::sum);
              return mistake;
            });
  }

  private static Stream<Mistake> wrongValues(Leaf leaf, String line) {
    return WRONG_VALUES.stream()
        .filter(wrong -> wrong.path.matcher(leaf.path).matches())
        .filter(wrong -> !wrong.value.equals(NEARLY_CUSTOMER) || line.contains("customer"))
        .flatMap(
            wrong ->
                withValue(line, leaf.key(), wrong.value)
                    .map(
                        text ->
                            new Mistake(
                                wrong.kind,
                                text,
                                wrong.problem.replace("%s", leaf.named()),
                                leaf.line))
                    .stream());
  }

  /**
   * A value that does not fit.
   *
   * @param problem with {@code %s} for the path
   */
  private record Wrong(String kind, Pattern path, String value, String problem) {}

  private static Wrong wrong(String kind, String path, String value, String problem) {
    return new Wrong(kind, Pattern.compile(path), value, problem);
  }

  /** A value that is reported as {@code bad value}. */
  private static Wrong bad(String kind, String path, String value) {
    return wrong(kind, path, value, "bad value '" + value.replace("\"", "") + "' for '%s'");
  }

  /** Fits customers only: a source is read as what its entity was probably meant to be. */
  private static final String NEARLY_CUSTOMER = "custmer";

  private static final List<Wrong> WRONG_VALUES =
      List.of(
          bad("range", "(sources\\.\\w+|defaults\\.source)\\.trust", "1.01"),
          bad("range", "(sources\\.\\w+|defaults\\.source)\\.trust", "-0.5"),
          bad("type", "(sources\\.\\w+|defaults\\.source)\\.trust", "high"),
          bad("range", "validate\\.max-quarantine-rate", "1.5"),
          bad("type", "validate\\.max-quarantine-rate", "5%"),
          bad("range", "resolve\\.max-block-size", "1"),
          bad("type", "resolve\\.max-block-size", "99.5"),
          bad("range", "resolve\\.free-comparisons", "-1"),
          bad("range", "resolve\\.precision-target", "0.25"),
          bad("range", "resolve\\.review-probability", "-1"),
          bad("range", "resolve\\.oversize-cluster", "0"),
          bad("type", "resolve\\.oversize-cluster", "true"),
          bad("type", "seed", "tomorrow"),
          bad("type", "seed", "0.5"),
          bad("enum", "sources\\.\\w+\\.format", "cvs"),
          bad("enum", "sources\\.\\w+\\.format", "xml"),
          bad("enum", ".*\\.delivery\\.mode", "snapshots"),
          bad("enum", ".*\\.date-order", "myd"),
          wrong("enum", ".*\\.entity", NEARLY_CUSTOMER, "unknown entity 'custmer' for '%s'"),
          wrong("enum", ".*\\.region", "UK", "unknown region 'UK' for '%s'"),
          wrong("enum", ".*\\.region", "Germany", "unknown region 'Germany' for '%s'"),
          wrong("enum", ".*\\.encoding", "UFT-8", "unknown encoding 'UFT-8' for '%s'"),
          bad("enum", "attributes\\.\\w+\\.pii", "secret"),
          bad("enum", ".*attributes?\\.?\\w*\\.(required|invalid)", "fatal"),
          bad("type", "attributes\\.\\w+\\.match", "sometimes"),
          bad("enum", "attributes\\.\\w+\\.survivorship", "latest"),
          bad("type", ".*\\.csv\\.header", "first"),
          bad("type", ".*\\.csv\\.delimiter", "\";;\""),
          bad("type", ".*\\.csv\\.(quote|escape)", "\"''\""),
          bad("date", ".*\\.known-at\\.constant", "2026-02-30"),
          bad("date", ".*\\.known-at\\.constant", "soon"),
          bad("regex", ".*\\.known-at\\.pattern", "\"shop-[0-9]+\""),
          wrong(
              "regex",
              "sources\\.\\w+\\.columns\\.\\w+\\.regex",
              "\"([a-z\"",
              "bad regular expression '([a-z' for '%s'"),
          wrong(
              "regex",
              "evaluate\\.truth\\.cluster\\.regex",
              "\"*rec\"",
              "bad regular expression '*rec' for '%s'"),
          wrong(
              "date",
              ".*\\.columns\\.\\w+\\.pattern",
              "ddmmbb",
              "bad date pattern 'ddmmbb' for '%s'"),
          bad("range", ".*\\.part", "0"),
          bad("range", ".*\\.group", "7"),
          bad("range", ".*\\.group", "-1"),
          wrong(
              "unknown name",
              "attributes\\.\\w+(\\.kind)?",
              "emial",
              "unknown kind 'emial' for '%s'"),
          wrong(
              "unknown name",
              "attributes\\.\\w+(\\.kind)?",
              "first-name",
              "unknown kind 'first-name' for '%s'"),
          wrong(
              "unknown name",
              "publish\\.clear",
              "[ful_name]",
              "unknown attribute 'ful_name' for '%s'"),
          wrong(
              "unknown name",
              "publish\\.views",
              "[customers]",
              "unknown view 'customers' for '%s'"),
          wrong(
              "unknown name",
              "groups\\.\\w+",
              "[nickname]",
              "unknown attribute 'nickname' for '%s'"),
          wrong(
              "unknown name",
              ".*\\.source-names\\.\\w+",
              "warehouse",
              "unknown source 'warehouse' for '%s'"),
          wrong(
              "duplicate name",
              "groups\\.\\w+",
              "[postal_code, postal_code]",
              "attribute 'postal_code' in a second group '%s'"),
          wrong("empty", "groups\\.\\w+", "[]", "empty list '%s'"),
          wrong(
              "type",
              "sources\\.\\w+\\.columns\\.\\w+",
              "[a, b]",
              "bad value '[\"a\",\"b\"]' for '%s'"),
          wrong("type", ".*\\.(format|region|mode)", "{ a = 1 }", "bad value '{\"a\":1}' for '%s'"),
          wrong(
              "type",
              ".*\\.(known-at\\.column|order)",
              "[a, b]",
              "bad value '[\"a\",\"b\"]' for '%s'"));

  /** Keys that the user names, and sections without which nothing else can be checked. */
  private static final Pattern FREE_KEY =
      Pattern.compile(
          "(attributes|groups|sources|features|enrich\\.suppliers|evaluate\\.truth\\.source-names)\\.\\w+|attributes|sources"
              + "|(tasks|associate|recommend|cluster|outlier|anomaly)\\.\\w+"
              + "|tasks\\.\\w+\\.actions\\.\\w+|anomaly\\.\\w+\\.metrics\\.\\w+"
              + "|cluster\\.\\w+\\.(rules|personas)\\.\\w+(\\.\\w+)?|outlier\\.\\w+\\.types\\.\\w+");

  /** Keys without which a section is nothing. */
  private static final Pattern NEEDED_KEY =
      Pattern.compile("sources\\.\\w+\\.path|attributes\\.\\w+\\.kind|evaluate\\.truth\\.cluster");

  private static final String CUSTOMER = "customer";

  private static final Pattern COLUMN = Pattern.compile("sources\\.\\w+\\.columns\\.\\w+");

  private static Optional<Mistake> mistypedKey(Leaf leaf, String line, Random random) {
    boolean isFree =
        FREE_KEY.matcher(leaf.path).matches()
            || (leaf.entity.equals("table") && COLUMN.matcher(leaf.path).matches());
    if (isFree || !keyIn(line, leaf.key()).find()) {
      return Optional.empty();
    }
    String typo = typo(leaf.key(), random);
    String path = leaf.section() + typo;
    String problem =
        COLUMN.matcher(leaf.path).matches()
            ? (leaf.isOfCustomer() ? "undeclared attribute '" : "unknown column '") + path + "'"
            : "unknown key '" + path + "'";
    return Optional.of(
        new Mistake(
            "mistyped key", keyIn(line, leaf.key()).replaceFirst(typo + "$1"), problem, leaf.line));
  }

  /** Two letters swapped, one left out or one doubled: no name of ours comes out of that. */
  private static String typo(String name, Random random) {
    int at = name.length() == 1 ? 0 : random.nextInt(name.length() - 1);
    String head = name.substring(0, at);
    return switch (random.nextInt(3)) {
      case 0 -> head + name.charAt(at) + name.substring(at);
      case 1 -> name.length() < 3 ? name + "x" : head + name.substring(at + 1);
      default ->
          name.length() > 1 && name.charAt(at) != name.charAt(at + 1)
              ? head + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2)
              : name + "s";
    };
  }

  private static Optional<Mistake> repeatedKey(Leaf leaf, String line) {
    return valueIn(line, leaf.key())
        .map(
            value ->
                new Mistake(
                    "repeated key",
                    line.substring(0, value.end)
                        + ", "
                        + writtenKey(line, leaf.key())
                        + " = "
                        + line.substring(value.begin, value.end)
                        + line.substring(value.end),
                    "repeated key '" + leaf.path + "'",
                    leaf.line));
  }

  /** A key with the path before it, as the line writes it. */
  private static String writtenKey(String line, String key) {
    Matcher written = Pattern.compile("[\\w.-]*(?<![\\w-])" + Pattern.quote(key)).matcher(line);
    if (!written.find()) {
      throw new IllegalArgumentException("no key " + key);
    }
    return written.group();
  }

  private static Optional<Mistake> deletedKey(Leaf leaf, String line) {
    boolean alone = NEEDED_KEY.matcher(leaf.path).matches() && line.strip().startsWith(leaf.key());
    return alone
        ? Optional.of(
            new Mistake("deleted key", "", "missing key '" + leaf.path + "'", leaf.sectionLine))
        : Optional.empty();
  }

  private static Optional<Mistake> missingFile(Leaf leaf, String line) {
    boolean isFile = leaf.key().equals("path") && line.endsWith("\"") && !line.contains("*");
    return isFile
        ? Optional.of(
            new Mistake(
                "missing file",
                line.substring(0, line.length() - 1) + ".bak\"",
                "missing file '",
                leaf.line))
        : Optional.empty();
  }

  private static Optional<Mistake> unsetVariable(Leaf leaf, String line) {
    return line.contains("${" + DATA_VARIABLE + "}")
        ? Optional.of(
            new Mistake(
                "unset variable",
                line.replace(DATA_VARIABLE, "AURUM_BENCH_DTAA"),
                "unset variable 'AURUM_BENCH_DTAA' for '" + leaf.path + "'",
                leaf.line))
        : Optional.empty();
  }

  // --- Mistakes that break the syntax -----------------------------------------------------------

  /** Ways to break the syntax, each with the lines that allow it. */
  private enum Break {
    BRACE(CLOSING),
    EXTRA_BRACE(CLOSING),
    QUOTE(QUOTED),
    BRACKET(BRACKETED),
    CHARSET(CLOSING);

    private final Pattern lines;

    Break(Pattern lines) {
      this.lines = lines;
    }

    static Break draw(List<String> text, Random random) {
      Break[] possible =
          Stream.of(values())
              .filter(way -> text.stream().anyMatch(way.lines.asMatchPredicate()))
              .toArray(Break[]::new);
      return possible[random.nextInt(possible.length)];
    }
  }

  private static final String NO_HOCON = "the file is not valid HOCON";
  private static final Pattern CLOSING = Pattern.compile("\\s*}\\s*");
  private static final Pattern QUOTED = Pattern.compile("[^#]*\"[^\"#]*\"\\s*");
  private static final Pattern BRACKETED = Pattern.compile("[^#\"]*= *\\[[^]]+][^\"]*");

  private Mutant broken(String name, Base base, Random random) {
    Path main = folder.resolve(name).resolve(base.name);
    if (base.include.isPresent() && random.nextBoolean()) {
      return missingInclude(name, base, main);
    }
    Map<String, List<String>> lines = base.lines();
    String file = base.include.orElse(base.name);
    List<String> text = lines.get(file);
    Path path = folder.resolve(name).resolve(file);
    List<Planted> planted = new ArrayList<>();
    Charset charset = StandardCharsets.UTF_8;
    switch (Break.draw(text, random)) {
      case BRACKET -> {
        int line = pick(text, BRACKETED, random);
        text.set(line, text.get(line).replaceFirst("]", ""));
        planted.add(new Planted("unclosed bracket", path, 0, NO_HOCON));
      }
      case QUOTE -> {
        int line = pick(text, QUOTED, random);
        text.set(line, text.get(line).replaceFirst("\"\\s*$", ""));
        planted.add(new Planted("unclosed quote", path, line + 1, NO_HOCON));
      }
      case EXTRA_BRACE -> {
        int line = pick(text, CLOSING, random);
        text.set(line, text.get(line) + "}");
        planted.add(new Planted("brace too many", path, 0, NO_HOCON));
      }
      case CHARSET -> {
        charset =
            random.nextBoolean() ? StandardCharsets.UTF_16 : Charset.forName("x-UTF-16LE-BOM");
        planted.add(new Planted("encoding", main, 1, "wrong encoding"));
      }
      case BRACE -> {
        int closing = pick(text, CLOSING, random);
        String open = "the '{' of line " + (opening(text, closing) + 1) + " looks open";
        text.set(closing, "");
        planted.add(new Planted("unclosed brace", path, 0, open));
      }
    }
    return new Mutant(write(name, base, lines, charset), planted, true);
  }

  private Mutant missingInclude(String name, Base base, Path main) {
    Map<String, List<String>> lines = base.lines();
    List<String> text = lines.get(base.name);
    for (int i = 0; i < text.size(); i++) {
      if (text.get(i).startsWith("include ")) {
        text.set(i, "include \"include/fberl.conf\"");
        return new Mutant(
            write(name, base, lines, StandardCharsets.UTF_8),
            List.of(
                new Planted(
                    "missing include",
                    main,
                    i + 1,
                    "missing file 'include/fberl.conf' of an include")),
            true);
      }
    }
    throw new IllegalStateException("no include in " + base.name);
  }

  private static int pick(List<String> lines, Pattern wanted, Random random) {
    int[] fitting =
        IntStream.range(0, lines.size())
            .filter(i -> wanted.matcher(lines.get(i)).matches())
            .toArray();
    return fitting[random.nextInt(fitting.length)];
  }

  /** The line that opens what a line closes: the next above with its indentation. */
  private static int opening(List<String> lines, int closing) {
    int indent = indent(lines.get(closing));
    int line = closing - 1;
    while (lines.get(line).isBlank() || indent(lines.get(line)) != indent) {
      line--;
    }
    return line;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  // --- Where values stand -----------------------------------------------------------------------

  /**
   * A value or a section of a configuration.
   *
   * @param file relative to the folder of the configuration
   * @param path as a user writes it
   * @param isSection whether it has keys of its own
   * @param sectionLine where the section around it begins
   * @param entity of the source that it belongs to; customer where it belongs to none
   */
  private record Leaf(
      String file, int line, String path, boolean isSection, int sectionLine, String entity) {
    boolean isOfCustomer() {
      return List.of(CUSTOMER, "supplier_record").contains(entity);
    }

    String key() {
      return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Whether a mistake in one could hide or change what is said of the other. */
    boolean meets(Leaf other) {
      return (file.equals(other.file) && line == other.line)
          || section().equals(other.section())
          || path.startsWith(other.path + ".")
          || other.path.startsWith(path + ".");
    }

    /** The path up to the key. */
    String section() {
      return path.substring(0, path.length() - key().length());
    }

    /**
     * The path under which the value is reported: that of the kind in an attribute's short form.
     */
    String named() {
      return path.matches("attributes\\.\\w+") ? path + ".kind" : path;
    }
  }

  private static List<Leaf> leaves(Path conf) {
    List<Leaf> leaves = new ArrayList<>();
    collect("", ConfigFactory.parseFile(conf.toFile()).root(), conf.getParent(), CUSTOMER, leaves);
    leaves.sort(Comparator.comparing(Leaf::path));
    return leaves;
  }

  private static void collect(
      String prefix, ConfigObject object, Path folder, String entity, List<Leaf> leaves) {
    for (Map.Entry<String, ConfigValue> member : object.entrySet()) {
      ConfigValue value = member.getValue();
      ConfigOrigin origin = value.origin();
      String path = prefix + member.getKey();
      if (origin.filename() != null && origin.lineNumber() > 0) {
        leaves.add(
            new Leaf(
                folder.relativize(Path.of(origin.filename())).toString(),
                origin.lineNumber(),
                path,
                value instanceof ConfigObject,
                object.origin().lineNumber(),
                entity));
      }
      if (value instanceof ConfigObject section) {
        collect(path + ".", section, folder, entity(path, section).orElse(entity), leaves);
      }
    }
  }

  /** What a source is of, where it says so. */
  private static Optional<String> entity(String path, ConfigObject section) {
    return path.matches("sources\\.\\w+") && section.containsKey("entity")
        ? Optional.of(section.get("entity").unwrapped().toString())
        : Optional.empty();
  }

  /** Where a value stands in its line: from {@code begin} up to {@code end}. */
  private record Span(int begin, int end) {}

  /** The value that a line gives to a key; empty where it goes on in the next line. */
  private static Optional<Span> valueIn(String line, String key) {
    Matcher name = keyIn(line, key);
    if (!name.find()) {
      return Optional.empty();
    }
    int at = name.end();
    int depth = 0;
    boolean quoted = false;
    for (; at < line.length(); at++) {
      char c = line.charAt(at);
      quoted ^= c == '"' && line.charAt(at - 1) != '\\';
      if (!quoted && depth == 0 && ",}#".indexOf(c) >= 0) {
        break;
      }
      depth += quoted ? 0 : "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
    }
    int end = line.substring(0, at).stripTrailing().length();
    return depth == 0 && end > name.end()
        ? Optional.of(new Span(name.end(), end))
        : Optional.empty();
  }

  private static Optional<String> withValue(String line, String key, String value) {
    return valueIn(line, key)
        .map(span -> line.substring(0, span.begin) + value + line.substring(span.end));
  }

  /** Finds a key and the sign behind it, which is its first group. */
  private static Matcher keyIn(String line, String key) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(key) + "(\\s*=\\s*|\\s*\\{)")
        .matcher(line);
  }

  // --- Files ------------------------------------------------------------------------------------

  /**
   * A sound configuration.
   *
   * @param include name of a file that it includes, and where mistakes are made then
   */
  private record Base(
      String name, String text, Optional<String> include, Optional<String> included) {

    /** Files by name, line by line. */
    Map<String, List<String>> lines() {
      Map<String, List<String>> lines = new TreeMap<>();
      lines.put(name, new ArrayList<>(Arrays.asList(text.split("\n"))));
      include.ifPresent(
          file ->
              lines.put(file, new ArrayList<>(Arrays.asList(included.orElseThrow().split("\n")))));
      return lines;
    }
  }

  private Path write(String name, Base base, Map<String, List<String>> lines, Charset charset) {
    try {
      for (Map.Entry<String, List<String>> file : lines.entrySet()) {
        Path path = folder.resolve(name).resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, bytes(String.join("\n", file.getValue()) + "\n", charset));
      }
      return folder.resolve(name).resolve(base.name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text; its replacement characters become a byte that is no UTF-8. */
  private static byte[] bytes(String text, Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        ? text.replace(NO_UTF8, '\u00e9')
            .getBytes(text.indexOf(NO_UTF8) < 0 ? charset : StandardCharsets.ISO_8859_1)
        : text.getBytes(charset);
  }
}
