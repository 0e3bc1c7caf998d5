package io.aurum.common.match;

/**
 * Weighs pairs of rows by a {@link MatchModel}, against the rival class of pairs that explains the
 * agreement best: chance, or a household in common. The weight of an exact agreement is adjusted
 * for how common the value is: to agree on a rare value says more. One per thread.
 */
public final class PairScorer {
  private final EncodedTable table;
  private final MatchModel model;
  private final PairComparer comparer;

  /** By attribute and value: weight to add to an exact agreement. */
  private final int[][] rarity;

  private final byte[] levels;

  public PairScorer(EncodedTable table, MatchModel model) {
    this.table = table;
    this.model = model;
    this.comparer = new PairComparer(table);
    this.rarity = rarity(table);
    this.levels = new byte[table.attributes().size()];
  }

  /**
   * log2 of the mean chance that two records agree on a value over the frequency of this value.
   * Both are taken over records, so duplicates raise both.
   */
  private static int[][] rarity(EncodedTable table) {
    int[][] rarity = new int[table.attributes().size()][];
    for (int a = 0; a < rarity.length; a++) {
      int distinct = table.distinct(a);
      rarity[a] = new int[distinct];
      double records = 0;
      double collisions = 0;
      for (int code = 0; code < distinct; code++) {
        double f = table.frequency(a, code);
        records += f;
        collisions += f * (f - 1);
      }
      double rate = records < 2 ? 1 : Math.max(1, collisions) / (records * (records - 1));
      for (int code = 0; code < distinct; code++) {
        double frequency = Math.max(2, table.frequency(a, code)) / Math.max(2, records);
        rarity[a][code] = MatchModel.units(rate / frequency);
      }
    }
    return rarity;
  }

  /** Weight of the pair: prior plus one weight per attribute that both records have. */
  public int weight(int rowA, int rowB) {
    comparer.pattern(rowA, rowB, levels);
    return weightAgainst(strongestRival(rowA), rowA);
  }

  /** The rival class that leaves the pair in {@link #levels} the least weight. */
  private int strongestRival(int row) {
    int strongest = MatchModel.STRANGERS;
    for (int rival = 1; rival < model.rivals(); rival++) {
      if (weightAgainst(rival, row) < weightAgainst(strongest, row)) {
        strongest = rival;
      }
    }
    return strongest;
  }

  private int weightAgainst(int rival, int row) {
    int weight = model.priorWeight(rival);
    for (int a = 0; a < levels.length; a++) {
      weight += contribution(rival, a, row);
    }
    return weight;
  }

  /**
   * Level and weight per attribute against the strongest rival, as {@code match_pair} keeps them.
   */
  public PairEvidence evidence(int rowA, int rowB) {
    comparer.pattern(rowA, rowB, levels);
    int rival = strongestRival(rowA);
    int[] weights = new int[levels.length];
    for (int a = 0; a < levels.length; a++) {
      weights[a] = contribution(rival, a, rowA);
    }
    return new PairEvidence(levels.clone(), weights, model.priorWeight(rival), rivalOf(rival));
  }

  private static MatchModel.Rival rivalOf(int rival) {
    return rival == MatchModel.STRANGERS ? MatchModel.Rival.CHANCE : MatchModel.Rival.HOUSEHOLD;
  }

  /**
   * Weight of one attribute of the pair whose pattern is in {@link #levels}. Below a parent an
   * exact agreement keeps only the share of its rarity that it keeps of its weight: a rare city
   * says nothing more once the postal code agrees. The same holds against a household, which shares
   * rare names as well.
   */
  private int contribution(int rival, int attribute, int row) {
    int level = levels[attribute];
    if (level == PatternCounts.MISSING) {
      return 0;
    }
    int parent = model.parent(attribute);
    int given = parent == MatchModel.NO_PARENT ? PatternCounts.MISSING : levels[parent];
    int weight = model.weight(rival, attribute, given, level);
    if (level > 0) {
      return weight;
    }
    int marginal = model.weight(attribute, PatternCounts.MISSING, 0);
    double share = marginal <= 0 ? 0 : Math.min(1, Math.max(0, (double) weight / marginal));
    return weight + (int) Math.round(share * rarity[attribute][table.code(attribute, row)]);
  }
}
