package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.KeySink;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.match.Value;
import io.aurum.common.table.PiiClass;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a customer attribute means. A kind brings its own standardiser, validator, comparator with
 * levels, blocking keys, PII class and default survivorship rule; the user only names it. Kinds are
 * stateless and thread-safe.
 */
public interface Kind extends Serializable {

  /** Name in the configuration, kebab-case: {@code given-name}. */
  String name();

  /** One line for the help and the catalogue. */
  String summary();

  PiiClass piiClass();

  /**
   * Whether the GDPR treats the value as personal data: all classes but {@link PiiClass#NON_PII},
   * and the online identifiers of its Recital 30.
   */
  default boolean personalUnderGdpr() {
    return piiClass() != PiiClass.NON_PII;
  }

  /** Type of the surviving value in {@code golden_customer}. */
  ValueType type();

  /**
   * Standardises and validates one delivered value. Never throws on bad data: an invalid value
   * comes back with an issue.
   *
   * <p>Where a text holds nothing visible (zero-width characters alone) all three forms are null:
   * the value is missing.
   *
   * @param raw delivered text, not null and not blank
   * @param context how the source delivers values
   */
  Standardised standardise(String raw, KindContext context);

  /** Codes of the issues that {@link #standardise} can raise; each becomes a rule. */
  List<Issue> issues();

  /** How two match forms are compared; empty where the kind is no evidence of identity. */
  default Optional<Comparator> comparator() {
    return Optional.empty();
  }

  /**
   * Whether equal values prove that two records are one customer, as a source's account id does.
   */
  default boolean hardIdentifier() {
    return false;
  }

  /**
   * Whether values are written as their country prescribes, as telephone numbers are: a record that
   * names its country is then read by it, not by the region of its source.
   */
  default boolean national() {
    return false;
  }

  /**
   * Whether the people of one household have it in common, as they have their address: it then says
   * nothing about which of them a record is.
   */
  default boolean sharedByHousehold() {
    return false;
  }

  /**
   * Whether hardly any two customers have the same value, because a register keeps them apart, as
   * it does the names of organisations (UK Companies Act 2006, section 66; German Commercial Code,
   * section 30).
   */
  default boolean keptDistinct() {
    return false;
  }

  /** Emits the keys under which records with this value meet as candidates; none by default. */
  default void blockingKeys(Value value, KeySink sink) {}

  /** Which of several values survives, first rule first; ends in a deterministic tie-break. */
  List<SurvivorshipRule> survivorship();

  /** The value as it may be shown outside the lake: enough to recognise, not to identify. */
  String mask(String canonical);
}
