package io.aurum.common.pattern;

import java.util.Arrays;

/**
 * Finds all frequent itemsets, and all rules with a consequent of one item, exactly.
 *
 * <p>The search is cut into classes, one for each item: the itemsets of which the item is the
 * rarest, and the rules of whose antecedent it is the rarest. Classes need nothing of each other,
 * so they can be searched anywhere and in any order. Within a class an itemset is extended by more
 * and more frequent items, depth first.
 *
 * <p>Two ways lead from an itemset to its extensions. Where many baskets share few items, each
 * candidate is a column of bits over the baskets of the class, and an extension costs one pass over
 * two columns (vertical bitsets: Zaki, Scalable Algorithms for Association Mining, IEEE TKDE 2000).
 * Where the columns would be nearly empty or too large, the baskets themselves are gone through and
 * their items counted (occurrence deliver: Uno, Kiyomi and Arimura, LCM ver. 2, FIMI 2004). Columns
 * of which few bits are left are compressed to those bits. Which way is taken changes no result.
 *
 * <p>A miner belongs to one thread.
 */
public final class ItemsetMiner {
  /** Memory for the columns of one class; with more the baskets are gone through. */
  private static final long MOST_WORDS = 4L << 20;

  /** Counting an item of a basket costs about as much as this many words of two columns. */
  private static final double SCAN_COST = 3;

  /** Columns are compressed where their length shrinks at least to a quarter. */
  private static final int SHRINK = 4;

  private final Baskets baskets;
  private final Taxonomy taxonomy;
  private final int minCount;
  private final int maxItems;
  private final int[] prefix;
  private final RuleSink.Counts counts = new RuleSink.Counts();
  private final int[] learntCounts;
  private final int[] heldOutCounts;
  private final int[] slots;

  private boolean rules;
  private ItemsetSink itemsetSink;
  private RuleSink ruleSink;

  /** Items that the itemset at hand can be extended by, ascending, with their counts. */
  private static final class Candidates {
    final int[] items;
    final int[] columns;
    final int[] learnt;
    final int[] heldOut;
    int size;

    Candidates(int capacity) {
      items = new int[capacity];
      columns = new int[capacity];
      learnt = new int[capacity];
      heldOut = new int[capacity];
    }

    void add(int item, int column, int inLearnt, int inHeldOut) {
      items[size] = item;
      columns[size] = column;
      learnt[size] = inLearnt;
      heldOut[size++] = inHeldOut;
    }

    /** Index of the first item above another. */
    int above(int item) {
      int found = Arrays.binarySearch(items, 0, size, item);
      return found < 0 ? -found - 1 : found + 1;
    }

    Candidates copy() {
      Candidates copy = new Candidates(size);
      for (int i = 0; i < size; i++) {
        copy.add(items[i], columns[i], learnt[i], heldOut[i]);
      }
      return copy;
    }
  }

  /**
   * Columns of bits over some baskets: those learnt from fill the first words, those held out start
   * with a word of their own.
   */
  private static final class Bits {
    final int learntWords;
    final int words;
    final long[] columns;

    Bits(int learnt, int heldOut, int candidates) {
      learntWords = words(learnt);
      words = learntWords + words(heldOut);
      columns = new long[candidates * words];
    }

    static int words(int bits) {
      return (bits + Long.SIZE - 1) / Long.SIZE;
    }

    void set(int column, int bit) {
      columns[column * words + (bit >>> 6)] |= 1L << bit;
    }

    int count(long[] with, int column, int from, int to) {
      int count = 0;
      int base = column * words;
      for (int i = from; i < to; i++) {
        count += Long.bitCount(with[i] & columns[base + i]);
      }
      return count;
    }

    /** The bits of a column that are among the members; all of them where members is null. */
    void intersect(long[] members, int column, long[] result) {
      System.arraycopy(columns, column * words, result, 0, words);
      if (members != null) {
        for (int i = 0; i < words; i++) {
          result[i] &= members[i];
        }
      }
    }

    /** The columns of the candidates over the members alone; the candidates are renumbered. */
    Bits compressed(long[] members, int learnt, int heldOut, Candidates candidates) {
      int[] kept = new int[learnt + heldOut];
      int size = 0;
      for (int i = 0; i < words; i++) {
        for (long rest = members[i]; rest != 0; rest &= rest - 1) {
          kept[size++] = (i << 6) + Long.numberOfTrailingZeros(rest);
        }
      }
      Bits result = new Bits(learnt, heldOut, candidates.size);
      int gap = (result.learntWords << 6) - learnt;
      for (int c = 0; c < candidates.size; c++) {
        int base = candidates.columns[c] * words;
        candidates.columns[c] = c;
        for (int k = 0; k < size; k++) {
          if ((columns[base + (kept[k] >>> 6)] >>> kept[k] & 1) != 0) {
            result.set(c, k < learnt ? k : k + gap);
          }
        }
      }
      return result;
    }
  }

  /**
   * @param minCount baskets learnt from that hold an itemset at least; at least 1
   * @param maxItems items of an itemset at most, those of a rule counted on both sides; at least 1
   */
  public ItemsetMiner(Baskets baskets, Taxonomy taxonomy, int minCount, int maxItems) {
    if (minCount < 1 || maxItems < 1) {
      throw new IllegalArgumentException(
          "Counts start at 1: minCount " + minCount + ", maxItems " + maxItems);
    }
    this.baskets = baskets;
    this.taxonomy = taxonomy;
    this.minCount = minCount;
    this.maxItems = Math.min(maxItems, Math.max(1, baskets.items()));
    this.prefix = new int[this.maxItems + 1];
    this.learntCounts = new int[baskets.items()];
    this.heldOutCounts = new int[baskets.items()];
    this.slots = new int[baskets.items()];
  }

  /** Finds the frequent itemsets of which an item is the rarest. */
  public void itemsets(int rarest, ItemsetSink sink) {
    rules = false;
    itemsetSink = sink;
    if (baskets.count(rarest) >= minCount) {
      prefix[0] = rarest;
      sink.itemset(prefix, 1, baskets.count(rarest));
      search(rarest);
    }
  }

  /**
   * Finds the rules whose antecedent has an item as its rarest; antecedent and consequent together
   * are a frequent itemset.
   */
  public void rules(int rarest, RuleSink sink) {
    rules = true;
    ruleSink = sink;
    if (baskets.count(rarest) >= minCount) {
      prefix[0] = rarest;
      search(rarest);
    }
  }

  private void search(int rarest) {
    if (maxItems > 1) {
      int[] members = baskets.basketsWith(rarest);
      scan(1, members, members.length);
    }
  }

  /**
   * Extends the itemset in {@code prefix} by going through its baskets.
   *
   * @param depth items in {@code prefix}
   * @param members numbers of the baskets with all of them, ascending
   */
  private void scan(int depth, int[] members, int size) {
    int learnt = learntOf(members, size);
    Candidates candidates = counted(depth, members, size, learnt);
    report(depth, learnt, size - learnt, candidates);
    int first = candidates.above(prefix[depth - 1]);
    if (depth + 1 >= maxItems || first == candidates.size || candidates.size < 2) {
      return;
    }
    if (columnsArePreferable(candidates, first, learnt, size)) {
      Bits bits = columns(candidates, members, size, learnt);
      extend(depth, bits, null, candidates, first);
    } else {
      descend(depth, members, size, candidates, first);
    }
  }

  private int learntOf(int[] members, int size) {
    int found = Arrays.binarySearch(members, 0, size, baskets.learnt());
    return found < 0 ? -found - 1 : found;
  }

  /**
   * The items that are frequent together with the itemset; in a rule also those before its last.
   */
  private Candidates counted(int depth, int[] members, int size, int learnt) {
    int last = prefix[depth - 1];
    int[] touched = new int[16];
    int different = 0;
    for (int m = 0; m < size; m++) {
      int from = baskets.from(members[m]);
      boolean isLearnt = m < learnt;
      for (int i = baskets.to(members[m]) - 1; i >= from; i--) {
        int item = baskets.item(i);
        if (item <= last && !rules) {
          break;
        }
        if (learntCounts[item] + heldOutCounts[item] == 0) {
          touched = different == touched.length ? Arrays.copyOf(touched, different * 2) : touched;
          touched[different++] = item;
        }
        if (isLearnt) {
          learntCounts[item]++;
        } else {
          heldOutCounts[item]++;
        }
      }
    }
    return frequent(depth, touched, different);
  }

  private Candidates frequent(int depth, int[] touched, int different) {
    int kept = 0;
    for (int i = 0; i < different; i++) {
      int item = touched[i];
      if (learntCounts[item] >= minCount && fits(item, depth)) {
        touched[kept++] = item;
      } else {
        learntCounts[item] = 0;
        heldOutCounts[item] = 0;
      }
    }
    Arrays.sort(touched, 0, kept);
    Candidates candidates = new Candidates(kept);
    for (int i = 0; i < kept; i++) {
      int item = touched[i];
      candidates.add(item, i, learntCounts[item], heldOutCounts[item]);
      learntCounts[item] = 0;
      heldOutCounts[item] = 0;
    }
    return candidates;
  }

  /** Whether an item is none of the itemset's, nor a kind of one, nor the other way round. */
  private boolean fits(int item, int depth) {
    for (int i = 0; i < depth; i++) {
      if (prefix[i] == item || taxonomy.related(prefix[i], item)) {
        return false;
      }
    }
    return true;
  }

  private void report(int depth, int learnt, int heldOut, Candidates candidates) {
    if (rules) {
      counts.antecedent = learnt;
      counts.heldOutAntecedent = heldOut;
      for (int i = 0; i < candidates.size; i++) {
        counts.both = candidates.learnt[i];
        counts.heldOutBoth = candidates.heldOut[i];
        ruleSink.rule(prefix, depth, candidates.items[i], counts);
      }
    } else {
      for (int i = 0; i < candidates.size; i++) {
        prefix[depth] = candidates.items[i];
        itemsetSink.itemset(prefix, depth + 1, candidates.learnt[i]);
      }
    }
  }

  /** Compares what both ways cost, roughly; of rules every candidate is tried with every other. */
  private boolean columnsArePreferable(Candidates candidates, int first, int learnt, int size) {
    long words = (long) Bits.words(learnt) + Bits.words(size - learnt);
    if (words * candidates.size > MOST_WORDS) {
      return false;
    }
    double occurrences = 0;
    for (int i = 0; i < candidates.size; i++) {
      occurrences += (double) candidates.learnt[i] + candidates.heldOut[i];
    }
    double pairs = (double) (candidates.size - first) * candidates.size;
    return pairs * words <= SCAN_COST * occurrences * (1 + occurrences / size);
  }

  private Bits columns(Candidates candidates, int[] members, int size, int learnt) {
    Bits bits = new Bits(learnt, size - learnt, candidates.size);
    number(candidates);
    for (int m = 0; m < size; m++) {
      int bit = m < learnt ? m : m - learnt + (bits.learntWords << 6);
      int from = baskets.from(members[m]);
      for (int i = baskets.to(members[m]) - 1; i >= from; i--) {
        int column = slots[baskets.item(i)] - 1;
        if (column >= 0) {
          bits.set(column, bit);
        }
      }
    }
    forget(candidates);
    return bits;
  }

  private void number(Candidates candidates) {
    for (int i = 0; i < candidates.size; i++) {
      slots[candidates.items[i]] = i + 1;
    }
  }

  private void forget(Candidates candidates) {
    for (int i = 0; i < candidates.size; i++) {
      slots[candidates.items[i]] = 0;
    }
  }

  /** Hands each basket to the extensions that it holds, then goes through those of each. */
  private void descend(int depth, int[] members, int size, Candidates candidates, int first) {
    int[][] delivered = new int[candidates.size - first][];
    int[] sizes = new int[delivered.length];
    for (int i = 0; i < delivered.length; i++) {
      delivered[i] = new int[candidates.learnt[first + i] + candidates.heldOut[first + i]];
    }
    number(candidates);
    for (int m = 0; m < size; m++) {
      int from = baskets.from(members[m]);
      for (int i = baskets.to(members[m]) - 1; i >= from; i--) {
        int extension = slots[baskets.item(i)] - 1 - first;
        if (extension >= 0) {
          delivered[extension][sizes[extension]++] = members[m];
        }
      }
    }
    forget(candidates);
    for (int i = 0; i < delivered.length; i++) {
      prefix[depth] = candidates.items[first + i];
      scan(depth + 1, delivered[i], sizes[i]);
      delivered[i] = null;
    }
  }

  /**
   * Extends the itemset in {@code prefix} by intersecting columns.
   *
   * @param members bits of the baskets that hold the itemset; null where all do
   * @param first index of the first candidate above the itemset's last item
   */
  private void extend(int depth, Bits bits, long[] members, Candidates candidates, int first) {
    long[] both = new long[bits.words];
    Candidates found = new Candidates(candidates.size);
    for (int e = first; e < candidates.size; e++) {
      int extension = candidates.items[e];
      bits.intersect(members, candidates.columns[e], both);
      prefix[depth] = extension;
      found.size = 0;
      for (int c = rules ? 0 : e + 1; c < candidates.size; c++) {
        int column = candidates.columns[c];
        int count = bits.count(both, column, 0, bits.learntWords);
        if (count >= minCount && c != e && !taxonomy.related(extension, candidates.items[c])) {
          int heldOut = bits.count(both, column, bits.learntWords, bits.words);
          found.add(candidates.items[c], column, count, heldOut);
        }
      }
      report(depth + 1, candidates.learnt[e], candidates.heldOut[e], found);
      prefix[depth] = extension;
      int next = found.above(extension);
      if (depth + 2 < maxItems && next < found.size && found.size > 1) {
        goOn(depth + 1, bits, both, candidates.learnt[e], candidates.heldOut[e], found, next);
      }
    }
  }

  /** Extends further; the columns are compressed first where few of their bits are left. */
  private void goOn(
      int depth, Bits bits, long[] members, int learnt, int heldOut, Candidates found, int first) {
    int words = Bits.words(learnt) + Bits.words(heldOut);
    double gathering = (double) found.size * (learnt + heldOut);
    double spared = (double) found.size * (found.size - first) * (bits.words - words) / 2;
    if (words * SHRINK <= bits.words && gathering < spared) {
      Candidates compressed = found.copy();
      extend(depth, bits.compressed(members, learnt, heldOut, compressed), null, compressed, first);
    } else {
      extend(depth, bits, members, found.copy(), first);
    }
  }
}
