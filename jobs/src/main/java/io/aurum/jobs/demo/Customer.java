package io.aurum.jobs.demo;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;

/**
 * One true customer: a person, or an organisation with a company name and no personal name.
 *
 * @param number from 0, in the order of generation
 * @param given {@link Word#NONE} for an organisation
 * @param family {@link Word#NONE} for an organisation
 * @param company {@link Word#NONE} for a person
 * @param birth of an organisation: its founding, which no record shows
 * @param phone in E.164
 * @param device the customer's usual device in the web shop
 * @param sources the systems that know the customer; never empty
 */
record Customer(
    long number,
    Word given,
    Word family,
    Word company,
    Sex sex,
    LocalDate birth,
    Address address,
    String phone,
    String email,
    String device,
    Set<Source> sources) {

  String id() {
    return String.format(Locale.ROOT, "P%07d", number);
  }

  Country country() {
    return address.country();
  }

  boolean organisation() {
    return !company.nativeForm().isEmpty();
  }

  /** Whether the scripts show the customer's name differently. */
  boolean writtenInTwoScripts() {
    return !(given.nativeForm() + family.nativeForm()).equals(given.latin() + family.latin());
  }

  Customer withContact(String newPhone, String newEmail, String newDevice) {
    return new Customer(
        number, given, family, company, sex, birth, address, newPhone, newEmail, newDevice,
        sources);
  }

  Customer knownTo(Set<Source> newSources) {
    return new Customer(
        number, given, family, company, sex, birth, address, phone, email, device, newSources);
  }
}
