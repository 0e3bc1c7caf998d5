package io.aurum.common.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the text of a HOCON file and notes where it gives values, what it includes and which
 * bracket looks left open. It does not judge the syntax: of a broken text it notes what comes
 * before the break.
 */
final class HoconScanner {
  private static final String INCLUDE = "include";
  private static final String ENDS_OF_KEY = "=:{}[],\n";
  private static final String ENDS_OF_VALUE = ",}]\n";
  private static final char END = '\0';

  private final String text;
  private final List<Given> values = new ArrayList<>();
  private final List<Include> includes = new ArrayList<>();
  private final Deque<Bracket> open = new ArrayDeque<>();
  private Optional<Bracket> misplaced = Optional.empty();
  private int at;
  private int line = 1;

  private HoconScanner(String text) {
    this.text = text;
  }

  /**
   * A value that the text gives to a path.
   *
   * @param path parts of the path, as written from the root of the file
   * @param line 1-based
   * @param overrides whether it is meant to follow an earlier value: it is taken from a variable
   *     that may be unset, or is made of the former value
   */
  record Given(List<String> path, int line, boolean overrides) {}

  /**
   * An include.
   *
   * @param target what stands between {@code include} and the end of the line
   * @param line 1-based
   */
  record Include(String target, int line) {}

  /**
   * An opening bracket.
   *
   * @param line 1-based
   * @param indent blanks before the first character of its line
   */
  record Bracket(char kind, int line, int indent) {}

  /**
   * What stands in a file.
   *
   * @param values in the order of the file
   * @param includes in the order of the file
   * @param openBracket the bracket that is not closed as its indentation promises, or not at all
   */
  record Scan(List<Given> values, List<Include> includes, Optional<Bracket> openBracket) {}

  static Scan scan(String text) {
    HoconScanner scanner = new HoconScanner(text);
    scanner.skipBlank();
    if (scanner.peek() == '{') {
      scanner.braces(List.of());
    } else {
      scanner.members(List.of());
    }
    return new Scan(
        scanner.values,
        scanner.includes,
        scanner.misplaced.or(() -> Optional.ofNullable(scanner.open.peekLast())));
  }

  private void braces(List<String> path) {
    push();
    members(path);
    if (peek() == '}') {
      pop();
    }
  }

  /** Members up to the closing brace or the end; the brace stays. */
  private void members(List<String> path) {
    while (true) {
      skipBlankAndCommas();
      int begin = at;
      if (peek() == END || peek() == '}') {
        return;
      }
      if (isInclude()) {
        includes.add(new Include(restOfLine(), line));
      } else if (!member(path)) {
        at = begin;
        breakOff();
        return;
      }
    }
  }

  /** Whether a member could be made out. */
  private boolean member(List<String> path) {
    int begun = line;
    List<String> full = new ArrayList<>(path);
    if (!key(full)) {
      return false;
    }
    skipBlank();
    boolean appends = text.startsWith("+=", at);
    if (appends) {
      at += 2;
    } else if (peek() == '=' || peek() == ':') {
      at++;
    } else if (peek() != '{') {
      return false;
    }
    skipBlank();
    value(full, begun, appends);
    return true;
  }

  /** Reads a path expression and adds its parts. */
  private boolean key(List<String> path) {
    StringBuilder part = new StringBuilder();
    boolean any = false;
    while (peek() != END && ENDS_OF_KEY.indexOf(peek()) < 0 && !text.startsWith("+=", at)) {
      char c = peek();
      any = true;
      if (c == '"') {
        part.append(quoted());
      } else if (c == '.') {
        path.add(part.toString().strip());
        part.setLength(0);
        at++;
      } else {
        part.append(c);
        at++;
      }
    }
    path.add(part.toString().strip());
    return any;
  }

  /** Reads the pieces of a value; notes it unless it is all sections, whose members are noted. */
  private void value(List<String> path, int begun, boolean appends) {
    String self = "${" + String.join(".", path) + "}";
    boolean scalar = false;
    boolean overrides = appends;
    while (peek() != END && ENDS_OF_VALUE.indexOf(peek()) < 0 && !isComment()) {
      char c = peek();
      if (c == '{') {
        braces(path);
      } else if (c == '[') {
        scalar = true;
        brackets();
      } else if (c == '"') {
        scalar = true;
        quoted();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else {
        scalar = true;
        overrides |= text.startsWith("${?", at) || text.startsWith(self, at);
        skipPlain();
      }
    }
    if (scalar) {
      values.add(new Given(List.copyOf(path), begun, overrides));
    }
  }

  private void brackets() {
    push();
    while (peek() != END && peek() != ']') {
      switch (peek()) {
        case '[' -> brackets();
        case '{' -> bracesOfElement();
        case '"' -> quoted();
        case '}' -> {
          return;
        }
        default -> {
          if (isComment()) {
            skipComment();
          } else if (text.startsWith("${", at)) {
            skipPlain();
          } else {
            advance();
          }
        }
      }
    }
    if (peek() == ']') {
      pop();
    }
  }

  /** Sections within a list have no path of their own: what they hold is not noted. */
  private void bracesOfElement() {
    int before = values.size();
    braces(List.of());
    values.subList(before, values.size()).clear();
  }

  /** A quoted text with its escapes as written; ends at the end of the line if nobody closes it. */
  private String quoted() {
    if (text.startsWith("\"\"\"", at)) {
      int end = text.indexOf("\"\"\"", at + 3);
      return skipTo(end < 0 ? text.length() : end + 3);
    }
    int begin = ++at;
    while (peek() != END && peek() != '"' && peek() != '\n') {
      at += peek() == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n' ? 2 : 1;
    }
    String inner = text.substring(begin, Math.min(at, text.length()));
    if (peek() == '"') {
      at++;
    }
    return inner;
  }

  private void skipPlain() {
    if (text.startsWith("${", at)) {
      int close = text.indexOf('}', at);
      int newline = text.indexOf('\n', at);
      boolean open = close < 0 || (newline >= 0 && newline < close);
      at = open ? endOfLine() : close + 1;
    } else {
      at++;
    }
  }

  private String skipTo(int end) {
    int begin = at;
    while (at < end) {
      advance();
    }
    return text.substring(begin, end);
  }

  private boolean isInclude() {
    int next = at + INCLUDE.length();
    return text.startsWith(INCLUDE, at)
        && next < text.length()
        && " \t(\"".indexOf(text.charAt(next)) >= 0
        && restIsTarget(next);
  }

  /** A key may be called include too: then a sign follows, not a target. */
  private boolean restIsTarget(int from) {
    String rest = text.substring(from, endOfLine()).strip();
    return rest.startsWith("\"") || rest.matches("(required|file|url|classpath)\\s*\\(.*");
  }

  private String restOfLine() {
    int begin = at + INCLUDE.length();
    at = endOfLine();
    return text.substring(begin, at);
  }

  private int endOfLine() {
    int newline = text.indexOf('\n', at);
    return newline < 0 ? text.length() : newline;
  }

  private boolean isComment() {
    return peek() == '#' || text.startsWith("//", at);
  }

  private void skipComment() {
    at = endOfLine();
  }

  private void skipBlank() {
    while (peek() != END && (isBlank(peek()) || isComment())) {
      if (isComment()) {
        skipComment();
      } else {
        advance();
      }
    }
  }

  private void skipBlankAndCommas() {
    skipBlank();
    while (peek() == ',') {
      at++;
      skipBlank();
    }
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\uFEFF' || c == '\u00A0';
  }

  private void advance() {
    if (text.charAt(at) == '\n') {
      line++;
    }
    at++;
  }

  /** Nothing more can be made out. */
  private void breakOff() {
    at = text.length();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private void push() {
    open.push(new Bracket(peek(), line, indent()));
    at++;
  }

  private void pop() {
    Bracket bracket = open.pop();
    boolean atBeginOfLine = indent() == at - beginOfLine();
    if (atBeginOfLine && line > bracket.line && indent() != bracket.indent && misplaced.isEmpty()) {
      misplaced = Optional.of(bracket);
    }
    at++;
  }

  private int beginOfLine() {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private int indent() {
    int begin = beginOfLine();
    int first = begin;
    while (first < text.length() && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
      first++;
    }
    return first - begin;
  }
}
