package io.aurum.common.match;

import java.util.Arrays;
import java.util.Set;

/**
 * Given and family name out of a full name in match form, given names first, for records that have
 * no separate names.
 *
 * @param given all names before the family name; null where there is only one name
 * @param family the last name, with a generation suffix after it
 */
public record NameParts(String given, String family) {
  private static final Set<String> SUFFIXES = Set.of("JR", "SR", "II", "III", "IV");

  /** Splits a full name. */
  public static NameParts of(String fullName) {
    String[] names = fullName.trim().split(" +", -1);
    int family = names.length - 1;
    if (family > 0 && SUFFIXES.contains(names[family])) {
      family--;
    }
    return new NameParts(
        family == 0 ? null : String.join(" ", Arrays.copyOfRange(names, 0, family)),
        String.join(" ", Arrays.copyOfRange(names, family, names.length)));
  }
}
