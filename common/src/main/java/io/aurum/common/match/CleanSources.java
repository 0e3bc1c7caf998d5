package io.aurum.common.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * What the user knows of sources that hold no customer twice: two records of such a source are two
 * customers, however alike they look, and so no customer has two of them (Saeedi, Peukert, Rahm,
 * "Comparative evaluation of distributed clustering schemes for multi-source entity resolution",
 * ADBIS 2017). Only a hard identifier speaks against it.
 */
public final class CleanSources {
  private static final BitSet NONE = new BitSet(0);

  /** By row: numbers of the clean sources that its records come from. */
  private final BitSet[] ofRow;

  /** By record: whether an earlier record of its row comes from the same clean source. */
  private final BitSet surplus;

  private CleanSources(BitSet[] ofRow, BitSet surplus) {
    this.ofRow = ofRow;
    this.surplus = surplus;
  }

  /** Nothing is known of any source. */
  public static CleanSources none(int rows) {
    BitSet[] none = new BitSet[rows];
    Arrays.fill(none, NONE);
    return new CleanSources(none, new BitSet(0));
  }

  /**
   * @param names the sources that hold no customer twice
   */
  public static CleanSources of(MatchInput input, Set<String> names) {
    CleanSources clean = none(input.table().rows());
    List<String> numbered = names.stream().sorted().toList();
    for (int record = 0; record < input.size(); record++) {
      int source = numbered.indexOf(input.source(record));
      if (source >= 0) {
        clean.add(record, input.row(record), source);
      }
    }
    return clean;
  }

  private void add(int record, int row, int source) {
    if (ofRow[row].isEmpty()) {
      ofRow[row] = new BitSet();
    }
    if (ofRow[row].get(source)) {
      surplus.set(record);
    }
    ofRow[row].set(source);
  }

  /** Numbers of the clean sources in which each cluster has records, by its smallest row. */
  BitSet[] ofClusters(int[] clusters) {
    BitSet[] sources = new BitSet[clusters.length];
    Arrays.fill(sources, NONE);
    for (int row = 0; row < clusters.length; row++) {
      sources[clusters[row]] = union(sources[clusters[row]], ofRow[row]);
    }
    return sources;
  }

  /** The sources of both; the arguments stay as they are. */
  static BitSet union(BitSet a, BitSet b) {
    if (b.isEmpty()) {
      return a;
    }
    BitSet union = (BitSet) a.clone();
    union.or(b);
    return union;
  }

  /** Whether records of the two rows are two customers. */
  public boolean apart(int rowA, int rowB) {
    return ofRow[rowA].intersects(ofRow[rowB]);
  }

  /**
   * Whether the record is another customer than the earlier ones of its row, although nothing tells
   * them apart.
   */
  public boolean surplus(int record) {
    return surplus.get(record);
  }
}
