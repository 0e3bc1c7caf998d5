package io.aurum.common.match;

import java.util.Locale;

/**
 * A change of golden ids from one state to the next, as kept in {@code identity_event}.
 *
 * @param customerId the customer that changed
 * @param type what happened to it
 * @param otherCustomerId the other customer of a merge or split; {@code customerId} where there is
 *     none
 * @param records records that the change moved, at least 1
 * @param evidence what caused the change, in words without personal data
 */
public record IdentityEvent(
    String customerId, Type type, String otherCustomerId, int records, String evidence) {

  /** What can happen to a golden id. */
  public enum Type {
    /** Given for the first time, or given again to the founding record of a customer that ended. */
    CREATED,
    /** Took records of another customer. */
    MERGED,
    /** Ended: others hold all its records, the named one its founding record. */
    ABSORBED,
    /** Gave records to another customer. */
    SPLIT,
    /** Ended: none of its records is left. */
    RETIRED;

    /** Name in the table: {@code created}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that name. */
    public static Type of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}
