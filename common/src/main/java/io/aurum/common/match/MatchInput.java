package io.aurum.common.match;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All records to be matched, put in an order that comes from their content, with their distinct
 * rows and hard identifiers. The driver's side of matching.
 */
public final class MatchInput implements FoundingRecords {
  private static final char KEY_SEPARATOR = '\u0000';

  private final String[] sources;
  private final String[] ids;
  private final long[] firstKnownAt;
  private final String[] firstContentHashes;
  private final int[] rowOf;
  private final EncodedTable table;

  /** By hard attribute and row: code of the identifier, or {@link EncodedTable#MISSING}. */
  private final int[][] identifiers;

  private MatchInput(Builder builder) {
    this.sources = builder.sources;
    this.ids = builder.ids;
    this.firstKnownAt = builder.firstKnownAt;
    this.firstContentHashes = builder.firstContentHashes;
    this.rowOf = builder.rowOf;
    this.table = builder.table();
    this.identifiers = builder.identifiers();
  }

  /**
   * Merges the batches' dictionaries and orders the records by content hash; records of equal
   * content by time and key, which decides nothing but their numbers.
   *
   * @param attributes as in the batches: compared ones and hard identifiers, in configuration order
   */
  public static MatchInput of(List<MatchAttribute> attributes, List<RecordBatch> batches) {
    return new MatchInput(new Builder(attributes, batches));
  }

  @Override
  public int size() {
    return ids.length;
  }

  public String source(int record) {
    return sources[record];
  }

  public String id(int record) {
    return ids[record];
  }

  @Override
  public long firstKnownAt(int record) {
    return firstKnownAt[record];
  }

  @Override
  public String firstContentHash(int record) {
    return firstContentHashes[record];
  }

  @Override
  public String key(int record) {
    return key(sources[record], ids[record]);
  }

  /** Source and record id as one key. */
  public static String key(String source, String id) {
    return source + KEY_SEPARATOR + id;
  }

  /** Source in a key. */
  public static String source(String key) {
    return key.substring(0, key.indexOf(KEY_SEPARATOR));
  }

  /** Record id in a key. */
  public static String id(String key) {
    return key.substring(key.indexOf(KEY_SEPARATOR) + 1);
  }

  /** Distinct row of the record. */
  public int row(int record) {
    return rowOf[record];
  }

  /** The distinct rows. */
  public EncodedTable table() {
    return table;
  }

  /** For each row the first row that it shares a hard identifier with, directly or in a chain. */
  public int[] forcedClusters() {
    int[] clusters = IntStream.range(0, table.rows()).toArray();
    for (int[] ofAttribute : identifiers) {
      Map<Integer, Integer> firstRow = new HashMap<>();
      for (int row = 0; row < ofAttribute.length; row++) {
        if (ofAttribute[row] != EncodedTable.MISSING) {
          Integer first = firstRow.putIfAbsent(ofAttribute[row], row);
          if (first != null) {
            Clusters.join(clusters, first, row);
          }
        }
      }
    }
    return Clusters.resolve(clusters);
  }

  /**
   * Whether the row has a hard identifier: its records are one customer, however little they say.
   */
  public boolean identified(int row) {
    return Arrays.stream(identifiers).anyMatch(codes -> codes[row] != EncodedTable.MISSING);
  }

  private static final class Builder {
    private final List<MatchAttribute> attributes;
    private final String[] sources;
    private final String[] ids;
    private final long[] firstKnownAt;
    private final String[] firstContentHashes;
    private final int[] rowOf;

    /** By attribute and record, then by attribute and row. */
    private int[][] codes;

    private final String[][] values;
    private final IntList multiplicity = new IntList();

    Builder(List<MatchAttribute> attributes, List<RecordBatch> batches) {
      this.attributes = attributes;
      int n = batches.stream().mapToInt(RecordBatch::size).sum();
      this.sources = new String[n];
      this.ids = new String[n];
      this.firstKnownAt = new long[n];
      this.firstContentHashes = new String[n];
      this.rowOf = new int[n];
      this.codes = new int[attributes.size()][n];
      this.values = new String[attributes.size()][];
      place(batches, order(batches, n));
      distinctRows();
    }

    /** Where each record of the concatenated batches belongs. */
    private static int[] order(List<RecordBatch> batches, int n) {
      record Position(RecordBatch batch, int record, int number) {}
      Position[] positions = new Position[n];
      int number = 0;
      for (RecordBatch batch : batches) {
        for (int r = 0; r < batch.size(); r++, number++) {
          positions[number] = new Position(batch, r, number);
        }
      }
      Arrays.sort(
          positions,
          Comparator.comparing((Position p) -> p.batch().contentHash(p.record()))
              .thenComparingLong(p -> p.batch().firstKnownAt(p.record()))
              .thenComparing(p -> p.batch().source(p.record()))
              .thenComparing(p -> p.batch().id(p.record())));
      int[] place = new int[n];
      for (int at = 0; at < n; at++) {
        place[positions[at].number()] = at;
      }
      return place;
    }

    private void place(List<RecordBatch> batches, int[] place) {
      int number = 0;
      for (RecordBatch batch : batches) {
        for (int r = 0; r < batch.size(); r++, number++) {
          int at = place[number];
          sources[at] = batch.source(r);
          ids[at] = batch.id(r);
          firstKnownAt[at] = batch.firstKnownAt(r);
          firstContentHashes[at] = batch.firstContentHash(r);
        }
      }
      for (int a = 0; a < codes.length; a++) {
        mergeDictionaries(a, batches, place);
      }
    }

    /** One dictionary of the attribute, its codes in order of appearance along the records. */
    private void mergeDictionaries(int a, List<RecordBatch> batches, int[] place) {
      Map<String, Integer> merged = new HashMap<>();
      int number = 0;
      for (RecordBatch batch : batches) {
        String[] dictionary = batch.dictionary(a);
        int[] global = new int[dictionary.length];
        for (int code = 0; code < global.length; code++) {
          Integer known = merged.putIfAbsent(dictionary[code], merged.size());
          global[code] = known == null ? merged.size() - 1 : known;
        }
        for (int r = 0; r < batch.size(); r++, number++) {
          int code = batch.code(a, r);
          codes[a][place[number]] = code == EncodedTable.MISSING ? code : global[code];
        }
      }
      int[] renumbered = new int[merged.size()];
      Arrays.fill(renumbered, EncodedTable.MISSING);
      int next = 0;
      for (int at = 0; at < ids.length; at++) {
        int code = codes[a][at];
        if (code != EncodedTable.MISSING) {
          if (renumbered[code] == EncodedTable.MISSING) {
            renumbered[code] = next++;
          }
          codes[a][at] = renumbered[code];
        }
      }
      String[] ordered = new String[next];
      merged.forEach((value, code) -> ordered[renumbered[code]] = value);
      values[a] = ordered;
    }

    /** Gives records with equal codes one row. */
    private void distinctRows() {
      Map<Long, Integer> rows = new HashMap<>();
      IntList firstRecord = new IntList();
      for (int record = 0; record < ids.length; record++) {
        long hash = 0;
        for (int[] ofAttribute : codes) {
          hash = Hashes.mix(hash ^ ofAttribute[record]);
        }
        Integer row = rows.get(hash);
        while (row != null && !sameCodes(firstRecord.get(row), record)) {
          hash = Hashes.mix(hash);
          row = rows.get(hash);
        }
        if (row == null) {
          row = firstRecord.size();
          rows.put(hash, row);
          firstRecord.add(record);
          multiplicity.add(0);
        }
        multiplicity.set(row, multiplicity.get(row) + 1);
        rowOf[record] = row;
      }
      int[] first = firstRecord.toArray();
      codes =
          Arrays.stream(codes)
              .map(ofAttribute -> Arrays.stream(first).map(r -> ofAttribute[r]).toArray())
              .toArray(int[][]::new);
    }

    private boolean sameCodes(int a, int b) {
      return Arrays.stream(codes).allMatch(ofAttribute -> ofAttribute[a] == ofAttribute[b]);
    }

    private int[] attributesThat(boolean identify) {
      return IntStream.range(0, attributes.size())
          .filter(a -> attributes.get(a).hardIdentifier() == identify)
          .toArray();
    }

    EncodedTable table() {
      int[] compared = attributesThat(false);
      return new EncodedTable(
          Arrays.stream(compared).mapToObj(attributes::get).toList(),
          Arrays.stream(compared).mapToObj(a -> codes[a]).toArray(int[][]::new),
          Arrays.stream(compared)
              .mapToObj(a -> Arrays.stream(values[a]).map(Value::of).toArray(Value[]::new))
              .toArray(Value[][]::new),
          multiplicity.toArray());
    }

    int[][] identifiers() {
      return Arrays.stream(attributesThat(true)).mapToObj(a -> codes[a]).toArray(int[][]::new);
    }
  }
}
