package io.aurum.jobs.demo;

import java.util.Locale;

/** What a record can say about a customer; the names are the attributes of {@code demo.conf}. */
enum Field {
  GIVEN_NAME,
  FAMILY_NAME,
  /** Only where a record writes the name in an order of its own. */
  FULL_NAME,
  COMPANY_NAME,
  GENDER,
  /** As {@code yyyy-MM-dd}; a planted invalid value may be no date of the calendar. */
  BIRTH_DATE,
  /** In E.164; a planted invalid value may be anything. */
  PHONE,
  EMAIL,
  ADDRESS_LINE,
  CITY,
  POSTAL_CODE,
  COUNTRY,
  ACCOUNT_ID,
  COOKIE,
  DEVICE,
  IP;

  /** Name of the attribute in the configuration. */
  String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }
}
