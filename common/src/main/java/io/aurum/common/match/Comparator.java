package io.aurum.common.match;

import java.io.Serializable;
import java.util.List;

/** Compares two values of one attribute and names how far they agree. */
public interface Comparator extends Serializable {

  /** The levels, most similar first; the last one means that the values differ. */
  List<Level> levels();

  /** Index into {@link #levels()} for the pair; symmetric; 0 where the texts are equal. */
  int level(Value first, Value second);
}
