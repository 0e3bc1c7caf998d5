package io.aurum.common.table;

/** Which columns a table carries for each attribute that the configuration declares. */
public enum AttributeColumns {
  /** None: the contract is the same under every configuration. */
  NONE,
  /** {@code <attribute>}: the text as the source delivered it, after mapping. */
  RAW,
  /** {@code <attribute>} in canonical form and {@code <attribute>_match} in match form. */
  CANONICAL_AND_MATCH,
  /** {@code <attribute>}: the surviving value in the kind's own type. */
  SURVIVING,
  /** {@code <attribute>}: the surviving value, masked unless its class is publishable. */
  MASKED,
  /** None for attributes, but one for every declared feature, in its shape. */
  FEATURES
}
