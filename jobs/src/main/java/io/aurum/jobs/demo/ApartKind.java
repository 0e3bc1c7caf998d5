package io.aurum.jobs.demo;

/** Why two customers look alike although they are two. */
enum ApartKind {
  /** Same family name and address. */
  HOUSEHOLD,
  /** A couple that reads one mailbox. */
  SHARED_EMAIL,
  /** A couple that answers one telephone. */
  SHARED_PHONE,
  /** A couple that shops from one device. */
  SHARED_DEVICE,
  /** Same family name, address and birth date. */
  TWINS,
  /** Same full name and address, one generation apart. */
  FATHER_AND_SON,
  /** Same full name, city and year of birth; strangers to each other. */
  NAMESAKES,
  /** A company at its owner's address and telephone. */
  OWNER_AND_COMPANY;

  /** Name in the truth files, kebab-case. */
  String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
