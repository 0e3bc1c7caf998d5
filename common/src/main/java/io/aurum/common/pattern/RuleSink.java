package io.aurum.common.pattern;

/** Takes association rules as they are found. */
@FunctionalInterface
public interface RuleSink {
  /**
   * @param antecedent numbers of the items that the rule asks for, ascending; valid during the call
   * @param size how many of {@code antecedent} count
   * @param consequent number of the item that the rule expects
   * @param counts in how many baskets; valid during the call
   */
  void rule(int[] antecedent, int size, int consequent, Counts counts);

  /** How many baskets hold what a rule asks for, and how many of those what it expects. */
  final class Counts {
    int antecedent;
    int both;
    int heldOutAntecedent;
    int heldOutBoth;

    /** Baskets learnt from with the antecedent. */
    public int antecedent() {
      return antecedent;
    }

    /** Baskets learnt from with the antecedent and the consequent. */
    public int both() {
      return both;
    }

    /** Baskets held out with the antecedent. */
    public int heldOutAntecedent() {
      return heldOutAntecedent;
    }

    /** Baskets held out with the antecedent and the consequent. */
    public int heldOutBoth() {
      return heldOutBoth;
    }
  }
}
