package io.aurum.common.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped name was meant to be. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest edits (insert, delete, replace, swap of neighbours); empty where
   * even that one is more than a third of the name, and more than two edits, away. Case and the
   * choice between blank, hyphen and underscore do not count.
   */
  public static Optional<String> to(String name, Collection<String> candidates) {
    String wanted = simplified(name);
    int limit = Math.max(2, wanted.length() / 3);
    return candidates.stream()
        .filter(c -> distance(wanted, simplified(c)) <= Math.min(limit, c.length() - 1))
        .min(
            Comparator.<String>comparingInt(c -> distance(wanted, simplified(c)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** What to write instead: the nearest candidate, or all of them where none is near. */
  public static String remedy(String name, Collection<String> candidates) {
    return to(name, candidates)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() -> "write one of: " + String.join(", ", List.copyOf(candidates)));
  }

  private static String simplified(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** Optimal string alignment distance: Levenshtein with swaps of neighbours. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, d, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int[][] d, int i, int j) {
    int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
