package io.aurum.jobs.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spelling errors. Each returns another text, or nothing where the text gives no occasion. */
final class Typos {
  private static final Map<Character, String> NEIGHBOURS =
      Map.ofEntries(
          Map.entry('a', "sqz"),
          Map.entry('b', "vn"),
          Map.entry('c', "xv"),
          Map.entry('d', "sf"),
          Map.entry('e', "wr"),
          Map.entry('f', "dg"),
          Map.entry('g', "fh"),
          Map.entry('h', "gj"),
          Map.entry('i', "uo"),
          Map.entry('j', "hk"),
          Map.entry('k', "jl"),
          Map.entry('l', "k"),
          Map.entry('m', "n"),
          Map.entry('n', "bm"),
          Map.entry('o', "ip"),
          Map.entry('p', "o"),
          Map.entry('r', "et"),
          Map.entry('s', "ad"),
          Map.entry('t', "ry"),
          Map.entry('u', "yi"),
          Map.entry('v', "cb"),
          Map.entry('w', "qe"),
          Map.entry('y', "tu"),
          Map.entry('z', "x"));

  private static final List<String[]> LOOK_ALIKES =
      pairs("rn m", "m rn", "cl d", "l 1", "O 0", "S 5", "B 8", "e c", "h b", "vv w", "ii u");

  private static final List<String[]> SOUND_ALIKES =
      pairs(
          "ph f", "Ph F", "ck k", "sch sh", "Sch Sh", "th t", "Th T", "ie ei", "ou u", "z s", "w v",
          "W V", "c k", "C K", "y i", "v w", "ll l", "nn n", "tt t", "ss s", "f ph");

  private Typos() {}

  /** A neighbouring key, or a letter dropped, doubled or transposed; at least four letters. */
  static Optional<String> keyboard(String text, Rng rng) {
    if (text.length() < 4) {
      return Optional.empty();
    }
    int at = rng.between(1, text.length() - 2);
    if (!Character.isLetter(text.charAt(at))) {
      return Optional.empty();
    }
    String head = text.substring(0, at);
    char letter = text.charAt(at);
    String tail = text.substring(at + 1);
    String typed =
        switch (rng.below(4)) {
          case 0 -> head + neighbour(letter, rng) + tail;
          case 1 -> head + tail;
          case 2 -> head + letter + letter + tail;
          default -> head + tail.charAt(0) + letter + tail.substring(1);
        };
    return different(text, typed);
  }

  /** A letter or pair of letters taken for its look-alike. */
  static Optional<String> ocr(String text, Rng rng) {
    return replaced(text, LOOK_ALIKES, rng);
  }

  /** A letter or group of letters written as it sounds; Latin names alone. */
  static Optional<String> phonetic(String text, Rng rng) {
    return replaced(text, SOUND_ALIKES, rng);
  }

  private static char neighbour(char letter, Rng rng) {
    String keys = NEIGHBOURS.getOrDefault(letter, String.valueOf(letter));
    return keys.charAt(rng.below(keys.length()));
  }

  private static Optional<String> replaced(String text, List<String[]> pairs, Rng rng) {
    List<String> outcomes = new ArrayList<>();
    for (String[] pair : pairs) {
      int at = text.indexOf(pair[0]);
      if (at >= 0) {
        outcomes.add(text.substring(0, at) + pair[1] + text.substring(at + pair[0].length()));
      }
    }
    return outcomes.isEmpty() ? Optional.empty() : Optional.of(rng.pick(outcomes));
  }

  private static Optional<String> different(String before, String after) {
    return before.equals(after) ? Optional.empty() : Optional.of(after);
  }

  private static List<String[]> pairs(String... pairs) {
    return List.of(pairs).stream().map(pair -> pair.split(" ", -1)).toList();
  }
}
