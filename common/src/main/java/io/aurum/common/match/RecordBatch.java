package io.aurum.common.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Some of the records to be matched, dictionary-encoded where they lie, so that each distinct value
 * travels to the driver once.
 */
public final class RecordBatch implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] sources;
  private final String[] ids;
  private final String[] contentHashes;
  private final long[] firstKnownAt;
  private final String[] firstContentHashes;
  private final int[][] codes;
  private final String[][] dictionaries;

  private RecordBatch(Builder builder) {
    this.sources = builder.sources.toArray(String[]::new);
    this.ids = builder.ids.toArray(String[]::new);
    this.contentHashes = builder.contentHashes.toArray(String[]::new);
    this.firstKnownAt = builder.firstKnownAt.toArray();
    this.firstContentHashes = builder.firstContentHashes.toArray(String[]::new);
    this.codes = Arrays.stream(builder.codes).map(IntList::toArray).toArray(int[][]::new);
    this.dictionaries =
        builder.dictionaries.stream()
            .map(
                dictionary -> {
                  String[] values = new String[dictionary.size()];
                  dictionary.forEach((value, code) -> values[code] = value);
                  return values;
                })
            .toArray(String[][]::new);
  }

  int size() {
    return ids.length;
  }

  String source(int record) {
    return sources[record];
  }

  String id(int record) {
    return ids[record];
  }

  String contentHash(int record) {
    return contentHashes[record];
  }

  long firstKnownAt(int record) {
    return firstKnownAt[record];
  }

  String firstContentHash(int record) {
    return firstContentHashes[record];
  }

  /** Code of the record's value in this batch, or {@link EncodedTable#MISSING}. */
  int code(int attribute, int record) {
    return codes[attribute][record];
  }

  String[] dictionary(int attribute) {
    return dictionaries[attribute];
  }

  /**
   * The first accepted version of a record.
   *
   * @param knownAt microseconds since the epoch
   * @param contentHash hash of its canonical values
   */
  public record First(long knownAt, String contentHash) {}

  /** Collects records. */
  public static final class Builder {
    private final List<String> sources = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> contentHashes = new ArrayList<>();
    private final LongList firstKnownAt = new LongList();
    private final List<String> firstContentHashes = new ArrayList<>();
    private final IntList[] codes;
    private final List<Map<String, Integer>> dictionaries = new ArrayList<>();

    /**
     * @param attributes number of attributes, compared ones and hard identifiers
     */
    public Builder(int attributes) {
      codes = new IntList[attributes];
      for (int a = 0; a < attributes; a++) {
        codes[a] = new IntList();
        dictionaries.add(new HashMap<>());
      }
    }

    /**
     * Adds a record.
     *
     * @param contentHash hash of its canonical values
     * @param first its first version
     * @param matchForms one per attribute, null where missing
     */
    public Builder add(
        String source, String id, String contentHash, First first, String[] matchForms) {
      sources.add(source);
      ids.add(id);
      contentHashes.add(contentHash);
      firstKnownAt.add(first.knownAt());
      firstContentHashes.add(
          first.contentHash().equals(contentHash) ? contentHash : first.contentHash());
      for (int a = 0; a < codes.length; a++) {
        String form = matchForms[a];
        Map<String, Integer> dictionary = dictionaries.get(a);
        codes[a].add(form == null ? EncodedTable.MISSING : code(dictionary, form));
      }
      return this;
    }

    private static int code(Map<String, Integer> dictionary, String form) {
      Integer known = dictionary.putIfAbsent(form, dictionary.size());
      return known == null ? dictionary.size() - 1 : known;
    }

    public RecordBatch build() {
      return new RecordBatch(this);
    }
  }
}
