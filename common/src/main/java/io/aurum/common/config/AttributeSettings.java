package io.aurum.common.config;

import io.aurum.common.kind.Kind;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import java.io.Serializable;
import java.util.List;

/**
 * One attribute of a customer: its kind and what the user overrides.
 *
 * @param name snake_case, also the column's name in the tables
 * @param pii the kind's class unless overridden
 * @param required what happens to a record without a valid value
 * @param invalid what happens to a record with an invalid value
 * @param match whether the attribute takes part in matching; false for kinds without a comparator
 * @param survivorship the kind's rules unless overridden; the content tie-break follows always
 */
public record AttributeSettings(
    String name,
    Kind kind,
    PiiClass pii,
    Severity required,
    Severity invalid,
    boolean match,
    List<SurvivorshipRule> survivorship)
    implements Serializable {

  /** How its values are checked. */
  public FieldSettings field() {
    return new FieldSettings(name, kind, pii, required, invalid);
  }

  /** Whether values may stand in a published table as they are. */
  public boolean publishable() {
    return field().publishable();
  }
}
