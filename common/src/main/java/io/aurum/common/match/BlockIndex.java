package io.aurum.common.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which records meet as candidates.
 *
 * <p>Records that share a blocking key form a block. A block of at most {@code maxBlockSize}
 * records is compared. A larger one is refined: its records are split by every further key of
 * theirs that is too common as well, down to conjunctions of {@link #DEPTH} keys; pairs that only
 * share what is still too common are given up. The {@link #audit} says how many. So common values
 * ("Smith", a large city) find their pairs together with another value, and no block ever costs a
 * quadratic number of comparisons. Where everything that shares a key can be compared for next to
 * nothing, as in a small table, nothing is given up.
 *
 * <p>Stored as two index arrays (blocks to rows, rows to blocks): a row's candidates are the later
 * rows of its blocks, each seen once.
 */
public final class BlockIndex implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Most keys in one conjunction. */
  static final int DEPTH = 3;

  private final String[] kinds;
  private final int[] blockKind;
  private final int[] blockStart;
  private final int[] members;
  private final int[] rowStart;
  private final int[] rowBlocks;
  private final List<KeyKindAudit> audit;

  /** By kind: rows of its blocks that are too large. The driver's alone. */
  private final transient List<List<int[]>> purged;

  private BlockIndex(
      String[] kinds,
      int[] blockKind,
      int[] blockStart,
      int[] members,
      int rows,
      List<KeyKindAudit> audit,
      List<List<int[]>> purged) {
    this.kinds = kinds;
    this.blockKind = blockKind;
    this.blockStart = blockStart;
    this.members = members;
    this.audit = audit;
    this.purged = purged;
    this.rowStart = new int[rows + 1];
    for (int row : members) {
      rowStart[row + 1]++;
    }
    for (int row = 0; row < rows; row++) {
      rowStart[row + 1] += rowStart[row];
    }
    this.rowBlocks = new int[members.length];
    int[] next = Arrays.copyOf(rowStart, rows);
    for (int block = 0; block < blockKind.length; block++) {
      for (int at = blockStart[block]; at < blockStart[block + 1]; at++) {
        rowBlocks[next[members[at]]++] = block;
      }
    }
  }

  /**
   * What one kind of key did.
   *
   * @param index number of the kind
   * @param kind attribute and form, or a conjunction of them
   * @param keys keys that at least two records share
   * @param records records that have such a key
   * @param largestBlock records in the largest block that is compared
   * @param purgedBlocks blocks of this single key that are too large to be compared
   * @param purgedPairs pairs inside them, before conjunctions and other keys find them again
   */
  public record KeyKindAudit(
      int index,
      String kind,
      long keys,
      long records,
      long largestBlock,
      long purgedBlocks,
      long purgedPairs)
      implements Serializable {}

  /** Receives a row's candidates. */
  public interface CandidateSink {
    /**
     * @param row the later row of the pair
     * @param kind index of the kind of key that found it first
     */
    void candidate(int row, int kind);
  }

  /** Remembers which rows have been met on the current visit; one per thread. */
  public static final class Scratch {
    private final int[] metOn;
    private int visit;

    Scratch(int rows) {
      metOn = new int[rows];
    }
  }

  /** A scratch for {@link #candidates}. */
  public Scratch scratch() {
    return new Scratch(rowStart.length - 1);
  }

  /** Visits every candidate {@code > row} once, with the first kind of key that found it. */
  public void candidates(int row, Scratch scratch, CandidateSink sink) {
    int[] metOn = scratch.metOn;
    int visit = ++scratch.visit;
    for (int at = rowStart[row]; at < rowStart[row + 1]; at++) {
      int block = rowBlocks[at];
      for (int m = blockStart[block + 1] - 1; m >= blockStart[block] && members[m] > row; m--) {
        int other = members[m];
        if (metOn[other] != visit) {
          metOn[other] = visit;
          sink.candidate(other, blockKind[block]);
        }
      }
    }
  }

  /**
   * Upper bound of the candidates of a row: pairs in its blocks, shared ones counted repeatedly.
   */
  public long work(int row) {
    long work = 1;
    for (int at = rowStart[row]; at < rowStart[row + 1]; at++) {
      int block = rowBlocks[at];
      work += blockStart[block + 1] - blockStart[block];
    }
    return work;
  }

  /** Whether a compared block holds both rows. */
  boolean meets(int a, int b) {
    int i = rowStart[a];
    int j = rowStart[b];
    while (i < rowStart[a + 1] && j < rowStart[b + 1]) {
      int compared = Integer.compare(rowBlocks[i], rowBlocks[j]);
      if (compared == 0) {
        return true;
      }
      if (compared < 0) {
        i++;
      } else {
        j++;
      }
    }
    return false;
  }

  /** Names of the kinds of keys: {@code attribute:form}, joined by {@code +}. */
  public String kind(int index) {
    return kinds[index];
  }

  /** Number of kinds of keys. */
  public int kinds() {
    return kinds.length;
  }

  /** One entry per kind of key that made or gave up a block. */
  public List<KeyKindAudit> audit() {
    return audit;
  }

  /** Rows of the kind's blocks that are too large to be compared. */
  int[][] purged(int kind) {
    return purged.get(kind).toArray(int[][]::new);
  }

  /**
   * Builds the index.
   *
   * @param maxBlockSize rows above which a block is refined, at least 2
   * @param freePairs pairs of rows; larger blocks are compared as well, the smaller ones first,
   *     while the pairs of all blocks of one key are no more than these
   */
  public static BlockIndex of(EncodedTable table, int maxBlockSize, long freePairs) {
    return new Builder(table, maxBlockSize, freePairs).build();
  }

  private static final class Builder {
    private final EncodedTable table;
    private final long freePairs;

    /** Rows above which a block is refined. */
    private int maxBlockSize;

    private final List<String> formNames = new ArrayList<>();
    private final Map<String, Integer> forms = new HashMap<>();
    private final List<Integer> formAttribute = new ArrayList<>();

    /** By form: packed (key hash, row), then sorted. */
    private final List<LongList> entries = new ArrayList<>();

    private final List<long[]> sortedEntries = new ArrayList<>();

    /** By row: forms and hashes of its keys that are too common. */
    private int[][] commonForms;

    private long[][] commonHashes;

    private final Map<String, Integer> kinds = new HashMap<>();
    private final List<KindState> kindStates = new ArrayList<>();
    private final IntList blockKind = new IntList();
    private final IntList blockStart = new IntList();
    private final IntList members = new IntList();

    Builder(EncodedTable table, int maxBlockSize, long freePairs) {
      if (maxBlockSize < 2) {
        throw new IllegalArgumentException("maxBlockSize must be at least 2: " + maxBlockSize);
      }
      this.table = table;
      this.maxBlockSize = maxBlockSize;
      this.freePairs = freePairs;
    }

    BlockIndex build() {
      collectKeys();
      sortEntries();
      maxBlockSize = Math.max(maxBlockSize, largestFreeSize());
      List<int[]> tooLarge = new ArrayList<>();
      List<Integer> tooLargeForm = new ArrayList<>();
      blockBySingleKeys(tooLarge, tooLargeForm);
      rememberCommonKeys(tooLarge, tooLargeForm);
      for (int b = 0; b < tooLarge.size(); b++) {
        int form = tooLargeForm.get(b);
        purge(tooLarge.get(b), formNames.get(form));
        refine(tooLarge.get(b), form, formNames.get(form), 1);
      }
      blockStart.add(members.size());
      List<KeyKindAudit> audit = new ArrayList<>();
      kindStates.forEach(k -> audit.add(k.audit()));
      return new BlockIndex(
          kindStates.stream().map(k -> k.name).toArray(String[]::new),
          blockKind.toArray(),
          blockStart.toArray(),
          members.toArray(),
          table.rows(),
          audit,
          kindStates.stream().map(k -> k.purged).toList());
    }

    /** One entry per row and distinct key. */
    private void collectKeys() {
      int rowBits = rowBits();
      for (int a = 0; a < table.attributes().size(); a++) {
        MatchAttribute attribute = table.attributes().get(a);
        int distinct = table.distinct(a);
        int[][] formsOf = new int[distinct][];
        long[][] hashesOf = new long[distinct][];
        IntList formList = new IntList();
        LongList hashList = new LongList();
        int attributeIndex = a;
        for (int code = 0; code < distinct; code++) {
          formList.clear();
          hashList.clear();
          attribute
              .keys()
              .accept(
                  table.value(a, code),
                  (form, key) -> {
                    formList.add(form(attributeIndex, attribute.name() + ":" + form));
                    hashList.add(Hashes.of(key));
                  });
          formsOf[code] = formList.toArray();
          hashesOf[code] = hashList.toArray();
        }
        for (int row = 0; row < table.rows(); row++) {
          int code = table.code(a, row);
          if (code != EncodedTable.MISSING) {
            for (int k = 0; k < formsOf[code].length; k++) {
              entries.get(formsOf[code][k]).add((hashesOf[code][k] << rowBits) | row);
            }
          }
        }
      }
    }

    private int form(int attribute, String name) {
      Integer known = forms.get(name);
      if (known == null) {
        known = formNames.size();
        forms.put(name, known);
        formNames.add(name);
        formAttribute.add(attribute);
        entries.add(new LongList());
      }
      return known;
    }

    private int rowBits() {
      return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(table.rows()));
    }

    private void sortEntries() {
      for (int form = 0; form < entries.size(); form++) {
        long[] sorted = entries.get(form).toArray();
        entries.set(form, null);
        Arrays.sort(sorted);
        sortedEntries.add(sorted);
      }
    }

    /** Size up to which the pairs of all blocks of one key are no more than are free. */
    private int largestFreeSize() {
      long[] blocksOfSize = new long[table.rows() + 1];
      sortedEntries.forEach(sorted -> forEachBlock(sorted, rows -> blocksOfSize[rows.length]++));
      long pairs = 0;
      for (int size = 2; size < blocksOfSize.length; size++) {
        pairs += blocksOfSize[size] * (size * (size - 1L) / 2);
        if (pairs > freePairs) {
          return size - 1;
        }
      }
      return table.rows();
    }

    private void blockBySingleKeys(List<int[]> tooLarge, List<Integer> tooLargeForm) {
      for (int form = 0; form < sortedEntries.size(); form++) {
        int formIndex = form;
        forEachBlock(
            sortedEntries.get(form),
            rows -> {
              if (rows.length <= maxBlockSize) {
                keep(rows, formNames.get(formIndex));
              } else {
                tooLarge.add(rows);
                tooLargeForm.add(formIndex);
              }
            });
        sortedEntries.set(form, null);
      }
    }

    private interface BlockSink {
      void block(int[] rows);
    }

    /** Runs of equal hash in sorted packed entries, those of at least two distinct rows. */
    private void forEachBlock(long[] sorted, BlockSink sink) {
      int rowBits = rowBits();
      long rowMask = (1L << rowBits) - 1;
      int from = 0;
      while (from < sorted.length) {
        int to = from + 1;
        while (to < sorted.length && (sorted[to] >> rowBits) == (sorted[from] >> rowBits)) {
          to++;
        }
        if (to - from >= 2) {
          int[] rows = new int[to - from];
          int n = 0;
          for (int at = from; at < to; at++) {
            int row = (int) (sorted[at] & rowMask);
            if (n == 0 || rows[n - 1] != row) {
              rows[n++] = row;
            }
          }
          if (n >= 2) {
            sink.block(n == rows.length ? rows : Arrays.copyOf(rows, n));
          }
        }
        from = to;
      }
    }

    /** For refinement: each row's keys whose block is too large, in the order of their forms. */
    private void rememberCommonKeys(List<int[]> tooLarge, List<Integer> tooLargeForm) {
      int[] count = new int[table.rows()];
      tooLarge.forEach(
          rows -> {
            for (int row : rows) {
              count[row]++;
            }
          });
      commonForms = new int[table.rows()][];
      commonHashes = new long[table.rows()][];
      for (int row = 0; row < table.rows(); row++) {
        commonForms[row] = new int[count[row]];
        commonHashes[row] = new long[count[row]];
      }
      Arrays.fill(count, 0);
      for (int b = 0; b < tooLarge.size(); b++) {
        for (int row : tooLarge.get(b)) {
          commonForms[row][count[row]] = tooLargeForm.get(b);
          commonHashes[row][count[row]++] = Hashes.mix(b);
        }
      }
    }

    /**
     * Splits a block that is too large by the later common keys of its rows.
     *
     * @param rows ascending
     * @param form last form of the conjunction so far
     * @param name conjunction so far
     * @param depth its length
     */
    private void refine(int[] rows, int form, String name, int depth) {
      if (depth == DEPTH) {
        return;
      }
      int rowBits = rowBits();
      NavigableMap<Integer, LongList> byForm = new TreeMap<>();
      for (int row : rows) {
        int[] rowForms = commonForms[row];
        for (int k = 0; k < rowForms.length; k++) {
          if (rowForms[k] > form
              && !formAttribute.get(rowForms[k]).equals(formAttribute.get(form))) {
            byForm
                .computeIfAbsent(rowForms[k], f -> new LongList())
                .add((commonHashes[row][k] << rowBits) | row);
          }
        }
      }
      byForm.forEach(
          (next, list) -> {
            long[] sorted = list.toArray();
            Arrays.sort(sorted);
            String nextName = name + "+" + formNames.get(next);
            forEachBlock(
                sorted,
                block -> {
                  if (block.length <= maxBlockSize) {
                    keep(block, nextName);
                  } else {
                    refine(block, next, nextName, depth + 1);
                  }
                });
          });
    }

    private void keep(int[] rows, String kind) {
      KindState state = kind(kind);
      state.keys++;
      state.records += rows.length;
      state.largest = Math.max(state.largest, rows.length);
      blockKind.add(state.index);
      blockStart.add(members.size());
      for (int row : rows) {
        members.add(row);
      }
    }

    private void purge(int[] rows, String kind) {
      KindState state = kind(kind);
      state.purgedBlocks++;
      state.purgedPairs += (long) rows.length * (rows.length - 1) / 2;
      state.purged.add(rows);
    }

    private KindState kind(String name) {
      Integer index = kinds.get(name);
      if (index == null) {
        index = kindStates.size();
        kinds.put(name, index);
        kindStates.add(new KindState(name, index));
      }
      return kindStates.get(index);
    }
  }

  private static final class KindState {
    private final String name;
    private final int index;
    private long keys;
    private long records;
    private long largest;
    private long purgedBlocks;
    private long purgedPairs;
    private final List<int[]> purged = new ArrayList<>();

    KindState(String name, int index) {
      this.name = name;
      this.index = index;
    }

    KeyKindAudit audit() {
      return new KeyKindAudit(index, name, keys, records, largest, purgedBlocks, purgedPairs);
    }
  }
}
