package io.aurum.jobs.demo;

import java.util.List;
import java.util.Locale;

/** The retailer's markets, with the shape of their telephone numbers, post codes and addresses. */
enum Country {
  GB("44", "# #@@", 26, "73######## 740####### 741####### 742#######"),
  US("1", "##", 22, ""),
  DE("49", "###", 20, "151######## 152######## 160####### 170#######"),
  PL("48", "-###", 14, "50####### 60####### 66####### 69####### 88#######"),
  RU("7", "###", 10, "903####### 910####### 916####### 926#######"),
  CN("86", "##", 8, "138######## 139######## 159######## 186########");

  private static final String US_NUMBER = "N######";

  private final String callingCode;
  private final String postalTail;
  private final int share;
  private final String mobiles;

  Country(String callingCode, String postalTail, int share, String mobiles) {
    this.callingCode = callingCode;
    this.postalTail = postalTail;
    this.share = share;
    this.mobiles = mobiles;
  }

  /** A market, larger ones more often. */
  static Country pick(Rng rng) {
    int point = rng.below(100);
    for (Country country : values()) {
      point -= country.share;
      if (point < 0) {
        return country;
      }
    }
    throw new IllegalStateException("The shares of the countries sum to less than 100");
  }

  /** Telephone prefix without {@code +}. */
  String callingCode() {
    return callingCode;
  }

  /** Name of its word list. */
  String wordList() {
    return name().toLowerCase(Locale.ROOT) + ".txt";
  }

  /** A mobile number in E.164; in the United States mobiles carry the area code of the city. */
  String phone(Rng rng, City city) {
    String template =
        mobiles.isEmpty() ? city.areaCode() + US_NUMBER : rng.pick(List.of(mobiles.split(" ", -1)));
    return "+" + callingCode + rng.fill(template);
  }

  /** A post code of the city. */
  String postalCode(Rng rng, City city) {
    return city.postalPrefix() + rng.fill(postalTail);
  }

  /** Street and number as the market writes them. */
  Word addressLine(Rng rng, Word street) {
    int house = 1 + rng.below(rng.chance(0.8) ? 99 : 400);
    int flat = 1 + rng.below(60);
    boolean inFlat = rng.chance(0.3);
    return switch (this) {
      case GB -> before(street, house + " ", inFlat ? ", Flat " + flat : "");
      case US -> before(street, house * 10 + flat + " ", inFlat ? " Apt " + flat : "");
      case DE -> after(street, " " + house, " " + house);
      case PL -> {
        String number = " " + house + (inFlat ? "/" + flat : "");
        yield Word.of("ul. " + street.nativeForm() + number, "ul. " + street.latin() + number);
      }
      case RU ->
          after(street, ", д. " + house + ", кв. " + flat, ", d. " + house + ", kv. " + flat);
      case CN -> Word.of(street.nativeForm() + house + "号", house + " " + street.latin());
    };
  }

  /** The form of a family name that a woman bears; lists hold the male form. */
  Word feminine(Word family) {
    return switch (this) {
      case PL -> Word.of(polishFeminine(family.nativeForm()), polishFeminine(family.latin()));
      case RU -> russianFeminine(family);
      case GB, US, DE, CN -> family;
    };
  }

  private static Word before(Word street, String number, String flat) {
    return Word.of(number + street.nativeForm() + flat, number + street.latin() + flat);
  }

  private static Word after(Word street, String nativeNumber, String latinNumber) {
    return Word.of(street.nativeForm() + nativeNumber, street.latin() + latinNumber);
  }

  private static String polishFeminine(String family) {
    return family.endsWith("ski") || family.endsWith("cki")
        ? family.substring(0, family.length() - 1) + "a"
        : family;
  }

  private static Word russianFeminine(Word family) {
    String name = family.nativeForm();
    String latin = family.latin();
    if (name.endsWith("ский")) {
      return Word.of(
          name.substring(0, name.length() - 2) + "ая",
          latin.substring(0, latin.length() - 2) + "aya");
    }
    return Word.of(name + "а", latin + "a");
  }

  /**
   * A city of a market.
   *
   * @param name in both scripts
   * @param postalPrefix first characters of its post codes
   * @param areaCode telephone area without a leading zero
   */
  record City(Word name, String postalPrefix, String areaCode) {}
}
