package io.aurum.jobs.demo;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What one record says about a customer. Immutable; a missing field is an empty text. */
final class Profile {
  private final Map<Field, String> values;

  private Profile(Map<Field, String> values) {
    this.values = values;
  }

  /** Everything that could be said about the customer, without web traces and account. */
  static Profile of(Customer customer, Script script) {
    Address address = customer.address();
    Profile profile =
        new Profile(new EnumMap<>(Field.class))
            .with(Field.PHONE, customer.phone())
            .with(Field.EMAIL, customer.email())
            .with(Field.ADDRESS_LINE, address.line().form(script))
            .with(Field.CITY, address.city().name().form(script))
            .with(Field.POSTAL_CODE, address.postalCode())
            .with(Field.COUNTRY, customer.country().name());
    if (customer.organisation()) {
      return profile.with(Field.COMPANY_NAME, customer.company().form(script));
    }
    return profile
        .with(Field.GIVEN_NAME, customer.given().form(script))
        .with(Field.FAMILY_NAME, customer.family().form(script))
        .with(Field.GENDER, customer.sex().code())
        .with(Field.BIRTH_DATE, customer.birth().toString());
  }

  /** A visitor of whom only the browser is known. */
  static Profile visitor(String cookie, String device, String ip) {
    return new Profile(new EnumMap<>(Field.class))
        .with(Field.COOKIE, cookie)
        .with(Field.DEVICE, device)
        .with(Field.IP, ip);
  }

  String value(Field field) {
    return values.getOrDefault(field, "");
  }

  boolean has(Field field) {
    return values.containsKey(field);
  }

  Profile with(Field field, String value) {
    Map<Field, String> copy = new EnumMap<>(values);
    if (value.isEmpty()) {
      copy.remove(field);
    } else {
      copy.put(field, value);
    }
    return new Profile(copy);
  }

  Profile without(Field field) {
    return with(field, "");
  }

  /** Only the fields of the set. */
  Profile only(Set<Field> fields) {
    Map<Field, String> copy = new EnumMap<>(values);
    copy.keySet().retainAll(fields);
    return new Profile(copy);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Profile profile && values.equals(profile.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
