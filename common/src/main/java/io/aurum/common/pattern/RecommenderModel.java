package io.aurum.common.pattern;

import java.io.Serializable;

/** What was learnt to recommend by; threads can share it. */
public sealed interface RecommenderModel extends Serializable
    permits Neighbours, Popularity, WeighedItems {
  /** A recommender for one thread. */
  Recommender recommender();
}
