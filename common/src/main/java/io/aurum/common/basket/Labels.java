package io.aurum.common.basket;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How sets of items are written: in columns by what the table calls the items, in words by their
 * names.
 */
public final class Labels implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] codes;
  private final String[] escaped;
  private final String[] names;
  private final int[] rank;

  /**
   * @param codes of the items, by number
   * @param known names by code; an item without one is called by its code
   */
  public Labels(List<String> codes, Map<String, String> known) {
    this.codes = codes.toArray(String[]::new);
    this.escaped = codes.stream().map(Labels::escaped).toArray(String[]::new);
    this.names = codes.stream().map(code -> known.getOrDefault(code, code)).toArray(String[]::new);
    this.rank = new int[this.codes.length];
    int[] alphabetical =
        IntStream.range(0, this.codes.length)
            .boxed()
            .sorted((a, b) -> this.codes[a].compareTo(this.codes[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < alphabetical.length; i++) {
      rank[alphabetical[i]] = i;
    }
  }

  /** So that a comma between blanks can only separate. */
  static String escaped(String name) {
    return name.replace("\\", "\\\\").replace(",", "\\,");
  }

  /** The names of a set that a column shows. */
  public static List<String> parse(String set) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < set.length(); i++) {
      char c = set.charAt(i);
      if (c == '\\') {
        name.append(set.charAt(++i));
      } else if (c == ',') {
        names.add(name.toString());
        name.setLength(0);
        i++;
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return names;
  }

  /** The items in alphabetical order, as columns show a set. */
  public String set(int[] items) {
    return joined(items, ", ", escaped);
  }

  /** The same in words, by their names. */
  public String words(int[] items) {
    return joined(items, " AND ", names);
  }

  private String joined(int[] items, String separator, String[] texts) {
    if (items.length == 1) {
      return texts[items[0]];
    }
    long[] keys = Arrays.stream(items).mapToLong(i -> (long) rank[i] << 32 | i).sorted().toArray();
    StringBuilder text = new StringBuilder();
    for (long key : keys) {
      text.append(text.length() == 0 ? "" : separator).append(texts[(int) key]);
    }
    return text.toString();
  }
}
