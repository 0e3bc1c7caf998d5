package io.aurum.common.text;

/** String similarities of the record-linkage literature; symmetric, allocation-free where hot. */
public final class Similarity {
  /** Weight of each common prefix character, and the most characters that count (Winkler 1990). */
  private static final double PREFIX_SCALE = 0.1;

  private static final int PREFIX_LIMIT = 4;

  private Similarity() {}

  /**
   * Jaro-Winkler similarity, 0..1 (Winkler, "String Comparator Metrics and Enhanced Decision
   * Rules", 1990). Texts longer than 64 characters are compared on their first 64.
   */
  public static double jaroWinkler(String a, String b) {
    double jaro = jaro(a, b);
    int limit = Math.min(PREFIX_LIMIT, Math.min(a.length(), b.length()));
    int prefix = 0;
    while (prefix < limit && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    return jaro + prefix * PREFIX_SCALE * (1 - jaro);
  }

  /** Jaro similarity, 0..1; 1 where both are equal, 0 where one is empty. */
  public static double jaro(String a, String b) {
    int lengthA = Math.min(a.length(), Long.SIZE);
    int lengthB = Math.min(b.length(), Long.SIZE);
    if (lengthA == 0 || lengthB == 0) {
      return lengthA == lengthB ? 1 : 0;
    }
    int window = Math.max(0, Math.max(lengthA, lengthB) / 2 - 1);
    long matchedA = 0;
    long matchedB = 0;
    int matches = 0;
    for (int i = 0; i < lengthA; i++) {
      char c = a.charAt(i);
      int to = Math.min(lengthB - 1, i + window);
      for (int j = Math.max(0, i - window); j <= to; j++) {
        if ((matchedB & (1L << j)) == 0 && b.charAt(j) == c) {
          matchedA |= 1L << i;
          matchedB |= 1L << j;
          matches++;
          break;
        }
      }
    }
    if (matches == 0) {
      return 0;
    }
    int transposed = 0;
    long restB = matchedB;
    for (long restA = matchedA; restA != 0; restA &= restA - 1) {
      if (a.charAt(Long.numberOfTrailingZeros(restA))
          != b.charAt(Long.numberOfTrailingZeros(restB))) {
        transposed++;
      }
      restB &= restB - 1;
    }
    double m = matches;
    return (m / lengthA + m / lengthB + (m - transposed / 2.0) / m) / 3;
  }

  /**
   * Optimal string alignment distance (insertions, deletions, substitutions and swaps of
   * neighbours, no substring edited twice), cut off: any distance above the limit is returned as
   * limit + 1.
   */
  public static int editDistance(String a, String b, int limit) {
    int from = 0;
    int endA = a.length();
    int endB = b.length();
    if (Math.abs(endA - endB) > limit) {
      return limit + 1;
    }
    while (from < endA && from < endB && a.charAt(from) == b.charAt(from)) {
      from++;
    }
    while (endA > from && endB > from && a.charAt(endA - 1) == b.charAt(endB - 1)) {
      endA--;
      endB--;
    }
    int n = endA - from;
    int m = endB - from;
    if (n == 0 || m == 0) {
      return Math.min(n + m, limit + 1);
    }
    int[] beforeLast = new int[m + 1];
    int[] last = new int[m + 1];
    int[] row = new int[m + 1];
    for (int j = 0; j <= m; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= n; i++) {
      row[0] = i;
      int best = i;
      char ca = a.charAt(from + i - 1);
      for (int j = 1; j <= m; j++) {
        char cb = b.charAt(from + j - 1);
        int d = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (ca == cb ? 0 : 1));
        if (i > 1 && j > 1 && ca == b.charAt(from + j - 2) && a.charAt(from + i - 2) == cb) {
          d = Math.min(d, beforeLast[j - 2] + 1);
        }
        row[j] = d;
        best = Math.min(best, d);
      }
      if (best > limit) {
        return limit + 1;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return Math.min(last[m], limit + 1);
  }
}
