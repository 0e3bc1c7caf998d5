package io.aurum.jobs.demo;

import java.util.Optional;

/** What a supplier's row says about a customer, with the attribute that it is about. */
enum SuppliedKind implements Planted {
  SAME_BIRTH_DATE(Field.BIRTH_DATE),
  SAME_ADDRESS(Field.ADDRESS_LINE),
  SAME_COMPANY_NAME(Field.COMPANY_NAME),
  WRONG_BIRTH_DATE(Field.BIRTH_DATE),
  WRONG_COMPANY_NAME(Field.COMPANY_NAME),
  /** Another address, from before all records of the customer. */
  OUTDATED_ADDRESS(Field.ADDRESS_LINE),
  /** Another address, from after all records of the customer. */
  NEWER_ADDRESS(Field.ADDRESS_LINE),
  /** A birth date that no record of the customer has. */
  MISSING_BIRTH_DATE(Field.BIRTH_DATE),
  /** A street that no record of the customer has. */
  MISSING_ADDRESS(Field.ADDRESS_LINE),
  /** Two rows with different birth dates. */
  CONTRADICTION(),
  /** Nobody whom the retailer knows. */
  STRANGER();

  private final Optional<Field> field;

  SuppliedKind() {
    this.field = Optional.empty();
  }

  SuppliedKind(Field field) {
    this.field = Optional.of(field);
  }

  /** The attribute that the row is about; empty where it must not be used at all. */
  Optional<Field> field() {
    return field;
  }

  @Override
  public int weight() {
    return switch (this) {
      case SAME_BIRTH_DATE, SAME_ADDRESS, SAME_COMPANY_NAME -> 4;
      case CONTRADICTION, STRANGER -> 1;
      default -> 2;
    };
  }

  /** Whether the row can be made up of the customer. */
  boolean fits(Known known) {
    boolean organisation = known.customer().organisation();
    return switch (this) {
      case SAME_BIRTH_DATE, WRONG_BIRTH_DATE -> !organisation && known.birthDateKnown();
      case CONTRADICTION -> !organisation;
      case MISSING_BIRTH_DATE -> !organisation && !known.birthDateKnown();
      case SAME_ADDRESS, OUTDATED_ADDRESS, NEWER_ADDRESS ->
          hasOneScript(known.customer().address().line()) && streetKnown(known);
      case MISSING_ADDRESS -> !streetKnown(known);
      case SAME_COMPANY_NAME, WRONG_COMPANY_NAME ->
          organisation && hasOneScript(known.customer().company());
      case STRANGER -> true;
    };
  }

  private static boolean streetKnown(Known known) {
    return known.in(Source.CRM) || known.in(Source.WEB_SHOP);
  }

  /** Street names of other scripts are translated, not transliterated. */
  private static boolean hasOneScript(Word word) {
    return word.nativeForm().equals(word.latin());
  }
}
