package io.aurum.common.config;

import io.aurum.common.kind.Kind;
import io.aurum.common.table.PiiClass;
import java.io.Serializable;

/**
 * One field of a record and how its values are checked: an attribute of a customer or a column of
 * another entity.
 *
 * @param name as it stands in the tables
 * @param required what happens to a record without a valid value
 * @param invalid what happens to a record with an invalid value
 */
public record FieldSettings(
    String name, Kind kind, PiiClass pii, Severity required, Severity invalid)
    implements Serializable {

  /**
   * Whether values may stand in a published table as they are: they neither identify alone nor name
   * a device, browser or line, which is personal under the GDPR whatever its class.
   */
  public boolean publishable() {
    boolean onlineIdentifier = pii == PiiClass.NON_PII && kind.personalUnderGdpr();
    return pii.publishable() && !onlineIdentifier;
  }
}
