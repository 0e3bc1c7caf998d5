package io.aurum.common.match;

/**
 * How the tokens of a shorter value find partners among those of a longer one: equal tokens first,
 * then greedily, in order of appearance, tokens that are alike.
 *
 * @param equal tokens of the shorter value with an equal partner
 * @param alike further tokens with a partner a slip of the pen or a familiar form away
 * @param numbersDiffer whether both values have tokens with digits and none of the shorter one's
 *     has an equal partner
 */
record Alignment(int equal, int alike, boolean numbersDiffer) {
  /** Tokens beyond the 64th stay without a partner. */
  private static final int MOST = Long.SIZE;

  static Alignment of(Value few, Value many) {
    int n = Math.min(MOST, few.tokenCount());
    int m = Math.min(MOST, many.tokenCount());
    long usedFew = 0;
    long usedMany = 0;
    int equal = 0;
    boolean number = false;
    boolean numberFound = false;
    for (int i = 0; i < n; i++) {
      String token = few.token(i);
      boolean digit = hasDigit(token);
      number |= digit;
      for (int j = 0; j < m; j++) {
        if ((usedMany & (1L << j)) == 0 && token.equals(many.token(j))) {
          usedFew |= 1L << i;
          usedMany |= 1L << j;
          equal++;
          numberFound |= digit;
          break;
        }
      }
    }
    int alike = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m && (usedFew & (1L << i)) == 0; j++) {
        if ((usedMany & (1L << j)) == 0 && alike(few.token(i), many.token(j))) {
          usedFew |= 1L << i;
          usedMany |= 1L << j;
          alike++;
        }
      }
    }
    return new Alignment(equal, alike, number && !numberFound && hasNumber(many, m));
  }

  private static boolean alike(String a, String b) {
    return !hasDigit(a) && !hasDigit(b) && Comparators.alike(a, b);
  }

  private static boolean hasNumber(Value value, int tokens) {
    for (int i = 0; i < tokens; i++) {
      if (hasDigit(value.token(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasDigit(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c >= '0' && c <= '9') {
        return true;
      }
    }
    return false;
  }
}
