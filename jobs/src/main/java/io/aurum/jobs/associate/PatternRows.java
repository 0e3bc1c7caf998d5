package io.aurum.jobs.associate;

import io.aurum.common.basket.Labels;
import io.aurum.common.pattern.RuleBlock;
import io.aurum.common.pattern.RuleMeasures;
import io.aurum.common.stat.Interval;
import io.aurum.common.stat.Wilson;
import java.io.Serializable;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Writes what was found as rows of the tables.
 *
 * @param task name of the analysis
 * @param baskets all baskets learnt from
 * @param isNamed whether items have names of their own
 */
record PatternRows(String task, int baskets, Labels labels, boolean isNamed, String runId)
    implements Serializable {

  /** A row of {@code frequent_itemset}. */
  Row itemset(ItemsetBlock.Itemset itemset) {
    return RowFactory.create(
        task,
        labels.set(itemset.items()),
        isNamed ? labels.words(itemset.items()) : null,
        itemset.items().length,
        (long) itemset.count(),
        (long) baskets,
        itemset.count() / (double) baskets,
        runId);
  }

  /** Rows of {@code association_rule}. */
  Iterator<Row> rules(RuleJudge.Adjusted judged, Search.Subject subject) {
    return IntStream.range(0, judged.rules().size())
        .mapToObj(i -> rule(judged, i, subject))
        .iterator();
  }

  private Row rule(RuleJudge.Adjusted judged, int i, Search.Subject subject) {
    RuleBlock rules = judged.rules().rules();
    int place = judged.rules().place(i);
    int[] antecedent = rules.antecedent(place);
    int[] consequent = {rules.consequent(place)};
    int asked = rules.antecedentCount(place);
    int both = rules.bothCount(place);
    int expected = subject.baskets().count(consequent[0]);
    RuleMeasures measures = RuleMeasures.of(baskets, asked, expected, both, judged.pValues()[i]);
    Interval interval = Wilson.interval(both, asked);
    int heldOut = rules.heldOutAntecedentCount(place);
    return RowFactory.create(
        task,
        labels.set(antecedent),
        labels.set(consequent),
        "IF " + labels.words(antecedent) + " THEN " + labels.words(consequent),
        antecedent.length,
        (long) asked,
        (long) expected,
        (long) both,
        (long) baskets,
        measures.support(),
        measures.confidence(),
        interval.low(),
        interval.high(),
        measures.lift(),
        measures.leverage(),
        Double.isInfinite(measures.conviction()) ? null : (Double) measures.conviction(),
        measures.kulczynski(),
        measures.imbalance(),
        measures.cosine(),
        measures.jaccard(),
        measures.pValue(),
        judged.adjusted()[i],
        (long) heldOut,
        heldOut == 0 ? null : (Double) (rules.heldOutBothCount(place) / (double) heldOut),
        judged.rules().isRedundant(i),
        judged.rules().improvement(i),
        runId);
  }
}
