package io.aurum.common.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/**
 * A fitted model: a sum of what each feature contributes. Of classes the sum is in log-odds, of
 * numbers in the unit of the target.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LinearScorer.class, name = "linear"),
  @JsonSubTypes.Type(value = TreeScorer.class, name = "trees")
})
public sealed interface Scorer extends Serializable permits LinearScorer, TreeScorer {

  /** The score of a row. */
  double score(Object[] row);

  /** Says what each feature contributes; made once, used for many rows. */
  Explainer explainer();
}
