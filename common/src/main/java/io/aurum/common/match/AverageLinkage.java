package io.aurum.common.match;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntBinaryOperator;

/**
 * Clusters records by agglomerative average linkage over scored pairs: the two clusters whose
 * records agree best on average are merged first, and none are merged whose average is below the
 * threshold. Joining whatever is connected instead lets one bad pair weld two customers, and chains
 * of them hundreds (Hassanzadeh et al., PVLDB 2009).
 *
 * <p>A pair that was not scored, or scored so low that it was not kept, counts with a fixed
 * negative weight: not having met is evidence against. Weights are clamped, so that one very strong
 * or very weak pair does not decide for a whole cluster.
 *
 * <p>Two clusters that are both well known, from {@value #WELL_KNOWN} records each, get a second
 * look before they are merged: all their pairs are weighed, whether they met or not (of a large
 * cluster those of its first {@value #LOOKED_AT} rows), and the average has to reach the threshold
 * again. A single record may be damaged and contradict most of its customer; two complete pictures
 * that contradict each other are two customers, however many pairs look alike.
 *
 * <p>Clusters that both have a record of one clean source are never merged: best-first merging
 * under that constraint keeps of several candidates the one that agrees best (see {@link
 * CleanSources}).
 *
 * <p>The work is sparse: it grows with the number of kept pairs times a logarithm, not with the
 * square of a component's size. The result does not depend on the order of the pairs; ties are
 * broken by row, which is an order by content.
 */
public final class AverageLinkage {
  /** Records from which a cluster is a complete picture of a customer. */
  private static final int WELL_KNOWN = 5;

  /** Rows of a cluster that stand for all in the second look: it costs at most their square. */
  private static final int LOOKED_AT = 32;

  /**
   * Most that a pair says against in the second look, odds of 256 to one: pairs of damaged records
   * contradict without limit. At 4, 8 and 20 bits the largest customer of historical figures (21
   * records) has 38, 24 and 24, and pairwise F1 is the same to 0.001.
   */
  private static final int WORST = -8 * MatchModel.UNITS_PER_BIT;

  private final int missingWeight;
  private final int clamp;
  private final int threshold;

  /**
   * @param missingWeight weight of a pair without a score, negative
   * @param clamp largest absolute weight of a pair
   * @param threshold average weight from which two clusters are merged, above {@code missingWeight}
   */
  public AverageLinkage(int missingWeight, int clamp, int threshold) {
    if (missingWeight >= 0 || threshold <= missingWeight) {
      throw new IllegalArgumentException(
          "missingWeight must be negative and below the threshold: %d, %d"
              .formatted(missingWeight, threshold));
    }
    this.missingWeight = missingWeight;
    this.clamp = clamp;
    this.threshold = threshold;
  }

  /**
   * Clusters the rows of a table.
   *
   * @param forced for each row the smallest row of the cluster it starts in; itself where it is
   *     free
   * @param clean which rows are two customers for certain; forced clusters stay as they are
   * @param weights weight of any two rows, for the second look
   * @return for each row the smallest row of its cluster
   */
  public int[] cluster(
      EncodedTable table,
      int[] forced,
      ScoredPairs pairs,
      CleanSources clean,
      IntBinaryOperator weights) {
    int[] links = forced.clone();
    long[] records = new long[links.length];
    for (int row = 0; row < links.length; row++) {
      records[Clusters.root(links, row)] += table.multiplicity(row);
    }
    Agglomeration agglomeration =
        new Agglomeration(
            links, records, clean.ofClusters(forced), new SecondLook(table, forced, weights));
    for (int p = 0; p < pairs.size(); p++) {
      int first = pairs.first(p);
      int second = pairs.second(p);
      int weight = Math.max(-clamp, Math.min(clamp, pairs.weights()[p]));
      agglomeration.add(
          Clusters.root(links, first),
          Clusters.root(links, second),
          weight,
          (long) table.multiplicity(first) * table.multiplicity(second));
    }
    agglomeration.run();
    return Clusters.resolve(links);
  }

  /** Weighs the pairs of two clusters afresh. */
  private final class SecondLook {
    private final EncodedTable table;
    private final IntBinaryOperator weights;

    /** By cluster of several rows: its first rows, in the order in which they came together. */
    private final Map<Integer, IntList> rows = new HashMap<>();

    SecondLook(EncodedTable table, int[] clusters, IntBinaryOperator weights) {
      this.table = table;
      this.weights = weights;
      for (int row = 0; row < clusters.length; row++) {
        if (clusters[row] != row) {
          append(rows(clusters[row]), row);
        }
      }
    }

    private IntList rows(int cluster) {
      return rows.computeIfAbsent(
          cluster,
          first -> {
            IntList alone = new IntList();
            alone.add(first);
            return alone;
          });
    }

    private static void append(IntList rows, int row) {
      if (rows.size() < LOOKED_AT) {
        rows.add(row);
      }
    }

    /** Adds the rows of b to those of a. */
    void merge(int a, int b) {
      IntList ofA = rows(a);
      IntList ofB = rows(b);
      for (int i = 0; i < ofB.size(); i++) {
        append(ofA, ofB.get(i));
      }
      rows.remove(b);
    }

    boolean agree(int a, int b) {
      return average(rows(a), rows(b)) >= threshold;
    }

    private double average(IntList ofA, IntList ofB) {
      long sum = 0;
      long pairs = 0;
      for (int i = 0; i < ofA.size(); i++) {
        for (int j = 0; j < ofB.size(); j++) {
          long records = (long) table.multiplicity(ofA.get(i)) * table.multiplicity(ofB.get(j));
          int weight = weights.applyAsInt(ofA.get(i), ofB.get(j));
          sum += Math.max(WORST, Math.min(clamp, weight)) * records;
          pairs += records;
        }
      }
      return (double) sum / pairs;
    }
  }

  /** What is known between two clusters. */
  private static final class Evidence {
    private long sum;
    private long pairs;

    void add(long weightSum, long pairCount) {
      sum += weightSum;
      pairs += pairCount;
    }
  }

  /** Two clusters that could be merged, as of when they had these numbers of records. */
  private record Merge(double average, int a, int b, long recordsA, long recordsB) {
    private static final Comparator<Merge> BEST_FIRST =
        Comparator.comparingDouble(Merge::average)
            .reversed()
            .thenComparingInt(Merge::a)
            .thenComparingInt(Merge::b);
  }

  private final class Agglomeration {
    private final int[] links;

    /** By cluster; 0 once it is merged into another. */
    private final long[] records;

    /** By cluster: clean sources that it has records of. */
    private final BitSet[] sources;

    private final Map<Integer, Map<Integer, Evidence>> neighbours = new HashMap<>();
    private final PriorityQueue<Merge> queue = new PriorityQueue<>(Merge.BEST_FIRST);

    private final SecondLook secondLook;

    Agglomeration(int[] links, long[] records, BitSet[] sources, SecondLook secondLook) {
      this.links = links;
      this.records = records;
      this.sources = sources;
      this.secondLook = secondLook;
    }

    /** Adds a kept pair of rows of two clusters; rows of one cluster are together already. */
    void add(int clusterA, int clusterB, int weight, long pairs) {
      if (clusterA != clusterB) {
        Evidence evidence = neighbours(clusterA).get(clusterB);
        if (evidence == null) {
          evidence = new Evidence();
          neighbours(clusterA).put(clusterB, evidence);
          neighbours(clusterB).put(clusterA, evidence);
        }
        evidence.add(weight * pairs, pairs);
      }
    }

    private Map<Integer, Evidence> neighbours(int cluster) {
      return neighbours.computeIfAbsent(cluster, c -> new HashMap<>());
    }

    void run() {
      neighbours.forEach(
          (a, ofA) ->
              ofA.forEach(
                  (b, evidence) -> {
                    if (a < b) {
                      offer(a, b, evidence);
                    }
                  }));
      while (!queue.isEmpty()) {
        Merge best = queue.poll();
        if (isCurrent(best) && withstandsASecondLook(best)) {
          merge(best.a(), best.b());
        }
      }
    }

    private boolean isCurrent(Merge merge) {
      return records[merge.a()] == merge.recordsA() && records[merge.b()] == merge.recordsB();
    }

    private boolean withstandsASecondLook(Merge merge) {
      return Math.min(merge.recordsA(), merge.recordsB()) < WELL_KNOWN
          || secondLook.agree(merge.a(), merge.b());
    }

    private void offer(int one, int other, Evidence evidence) {
      if (sources[one].intersects(sources[other])) {
        return;
      }
      double all = (double) records[one] * records[other];
      double average = (evidence.sum + (all - evidence.pairs) * missingWeight) / all;
      if (average >= threshold) {
        int a = Math.min(one, other);
        int b = Math.max(one, other);
        queue.add(new Merge(average, a, b, records[a], records[b]));
      }
    }

    /** Merges b into a, a &lt; b. */
    private void merge(int a, int b) {
      Clusters.join(links, a, b);
      secondLook.merge(a, b);
      records[a] += records[b];
      records[b] = 0;
      sources[a] = CleanSources.union(sources[a], sources[b]);
      Map<Integer, Evidence> ofA = neighbours.get(a);
      Map<Integer, Evidence> ofB = neighbours.remove(b);
      ofA.remove(b);
      ofB.remove(a);
      ofB.forEach(
          (c, evidence) -> {
            neighbours.get(c).remove(b);
            Evidence known = ofA.get(c);
            if (known == null) {
              ofA.put(c, evidence);
              neighbours.get(c).put(a, evidence);
            } else {
              known.add(evidence.sum, evidence.pairs);
            }
          });
      ofA.forEach((c, evidence) -> offer(a, c, evidence));
    }
  }
}
