package io.aurum.common.config;

import io.aurum.common.config.HoconScanner.Bracket;
import io.aurum.common.config.HoconScanner.Given;
import io.aurum.common.config.HoconScanner.Include;
import io.aurum.common.config.HoconScanner.Scan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a configuration, looked at before it is parsed: names what the parser would pass over
 * in silence.
 *
 * <ul>
 *   <li>Bytes that are no UTF-8, which would become question marks in names and paths.
 *   <li>Included files that are not there, which would count as empty; and files that include
 *       themselves, of which the parser never comes to an end.
 *   <li>A value that one file gives twice, of which the first would be lost: mostly a section that
 *       was copied and not renamed. Giving a value again in another file, from a variable that may
 *       be unset ({@code ${?NAME}}) or from its former self is how HOCON overrides, and is no
 *       problem.
 * </ul>
 */
final class ConfigText {
  private static final Pattern INCLUDED_FILE =
      Pattern.compile("\\s*(?:required\\s*\\(\\s*)?(?:(file)\\s*\\(\\s*)?\"([^\"]+)\".*");
  private static final List<String> EXTENSIONS = List.of("", ".conf", ".json", ".properties");

  private final Problems problems;
  private final Set<Path> seen = new HashSet<>();
  private final Set<Path> open = new HashSet<>();

  private ConfigText(Problems problems) {
    this.problems = problems;
  }

  /**
   * Looks at a file and at the files that it includes.
   *
   * @return whether it can be parsed, as far as this can tell
   * @throws IOException if the file cannot be read
   */
  static boolean inspect(Path file, Problems problems) throws IOException {
    return new ConfigText(problems).inspect(file);
  }

  /**
   * The bracket that looks left open in a file which is no valid HOCON.
   *
   * @throws IOException if the file cannot be read
   */
  static Optional<Bracket> openBracket(Path file) throws IOException {
    return scan(Files.readAllBytes(file)).openBracket();
  }

  private boolean inspect(Path file) throws IOException {
    Path identity = identity(file);
    if (!seen.add(identity)) {
      return true;
    }
    open.add(identity);
    boolean whole = inspectText(file);
    open.remove(identity);
    return whole;
  }

  private static Path identity(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private boolean inspectText(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (isUtf16(bytes)) {
      rejectEncoding(file, 1, "it is in UTF-16");
      return false;
    }
    rejectMalformed(file, bytes);
    Scan scan = scan(bytes);
    rejectRepeated(file, scan.values());
    boolean whole = true;
    for (Include include : scan.includes()) {
      whole &= follow(file, include);
    }
    return whole;
  }

  private static Scan scan(byte[] bytes) {
    return HoconScanner.scan(new String(bytes, StandardCharsets.UTF_8));
  }

  private static boolean isUtf16(byte[] bytes) {
    boolean little = bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE;
    boolean big = bytes.length > 1 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF;
    return little || big;
  }

  /** Names each line that is no UTF-8; in UTF-8 no part of a character looks like a line's end. */
  private void rejectMalformed(Path file, byte[] bytes) {
    int line = 1;
    int begin = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        if (!isUtf8(bytes, begin, i)) {
          rejectEncoding(file, line, "the line has bytes that are no UTF-8");
        }
        line++;
        begin = i + 1;
      }
    }
  }

  private static boolean isUtf8(byte[] bytes, int begin, int end) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, begin, end - begin));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private void rejectEncoding(Path file, int line, String cause) {
    problems.add(
        new Place(file.toString(), line), "wrong encoding", cause, "save the file as UTF-8");
  }

  private void rejectRepeated(Path file, List<Given> values) {
    Map<List<String>, Integer> lines = new HashMap<>();
    for (Given value : values) {
      Integer earlier = lines.put(value.path(), value.line());
      if (earlier != null && !value.overrides()) {
        problems.add(
            new Place(file.toString(), value.line()),
            "repeated key '" + String.join(".", value.path()) + "'",
            "line " + earlier + " gives it a value already, which would be lost",
            "remove one of them, or rename the section that was copied");
      }
    }
  }

  /** Looks at an included file; whether the parser will find it. */
  private boolean follow(Path file, Include include) throws IOException {
    Matcher target = INCLUDED_FILE.matcher(include.target());
    if (!target.matches()) {
      return true;
    }
    Optional<Path> found = find(file, target.group(2), target.group(1) != null);
    if (found.isEmpty()) {
      problems.add(
          new Place(file.toString(), include.line()),
          "missing file '" + target.group(2) + "' of an include",
          "nothing stands there",
          "correct the path; a relative one starts at the folder of the including file");
      return false;
    }
    if (open.contains(identity(found.get()))) {
      problems.add(
          new Place(file.toString(), include.line()),
          "include '" + target.group(2) + "' in a circle",
          "that file includes this one, or is this one",
          "remove one of the includes");
      return false;
    }
    return inspect(found.get());
  }

  private static Optional<Path> find(Path file, String name, boolean fromWorkingDirectory) {
    Path parent = file.getParent();
    try {
      for (String extension : EXTENSIONS) {
        Path given = Path.of(name + extension);
        Path path =
            fromWorkingDirectory || parent == null ? given : parent.resolve(name + extension);
        if (Files.isRegularFile(path)) {
          return Optional.of(path);
        }
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
