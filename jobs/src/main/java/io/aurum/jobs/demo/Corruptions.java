package io.aurum.jobs.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** What each kind of duplicate does to a record. */
final class Corruptions {
  private static final List<Field> SPELLED =
      List.of(
          Field.FAMILY_NAME, Field.GIVEN_NAME, Field.COMPANY_NAME, Field.ADDRESS_LINE, Field.CITY);
  private static final List<Field> NAMES =
      List.of(Field.FAMILY_NAME, Field.GIVEN_NAME, Field.COMPANY_NAME);
  private static final List<List<Field>> OMISSIBLE =
      List.of(
          List.of(Field.BIRTH_DATE),
          List.of(Field.PHONE),
          List.of(Field.EMAIL),
          List.of(Field.ADDRESS_LINE, Field.CITY, Field.POSTAL_CODE));
  private static final List<String> TAGS = List.of("shop", "news", "offers", "club");
  private static final String GMAIL = "@gmail.com";

  private Corruptions() {}

  /**
   * The record as the kind leaves it; nothing where the kind does not apply.
   *
   * @param view what the source would have said
   */
  static Optional<Profile> apply(
      DuplicateKind kind, Profile view, Customer customer, Source source, Rng rng) {
    return switch (kind) {
      case KEYBOARD_TYPO -> misspelt(view, SPELLED, Typos::keyboard, rng);
      case OCR_ERROR -> misspelt(view, SPELLED, Typos::ocr, rng);
      case PHONETIC_SPELLING -> misspelt(view, NAMES, Typos::phonetic, rng);
      case SWAPPED_NAMES -> swappedNames(view, source);
      case MOVED_HOUSE -> movedHouse(view, customer, rng);
      case NICKNAME -> nickname(view, customer);
      case MARRIAGE -> marriage(view, customer, rng);
      case TRANSLITERATION -> otherSpelling(view, customer);
      case MISSING_FIELDS -> missingFields(view, rng);
      case CHANGED_PHONE -> changedPhone(view, customer, rng);
      case SWAPPED_DAY_MONTH ->
          birthDate(view)
              .flatMap(Corruptions::swappedDayMonth)
              .map(date -> view.with(Field.BIRTH_DATE, date.toString()));
      case DATE_DIGIT ->
          birthDate(view)
              .map(date -> view.with(Field.BIRTH_DATE, wrongDigit(date, rng).toString()));
      case EXACT_DUPLICATE -> Optional.of(view);
      case EMAIL_VARIANT -> emailVariant(view, rng);
      case FULL_NAME_ORDER -> firstLast(view, source);
      case COMPANY_VARIANT -> companyVariant(view, customer, rng);
      case OTHER_SOURCE, PROMOTED_VISITOR, RETURNING_VISITOR -> Optional.empty();
    };
  }

  /** The script in which a record writes the customer's name. */
  static Script scriptOf(Profile view, Customer customer) {
    boolean latin =
        view.value(Field.GIVEN_NAME).equals(customer.given().latin())
            && (!view.has(Field.FAMILY_NAME)
                || view.value(Field.FAMILY_NAME).equals(customer.family().latin()));
    return latin ? Script.LATIN : Script.NATIVE;
  }

  /** Another value of the field that no standardiser may accept. */
  static Profile invalid(InvalidKind kind, Profile view, LocalDate asOf, Rng rng) {
    String value =
        switch (kind) {
          case BAD_EMAIL ->
              rng.chance(0.5)
                  ? view.value(Field.EMAIL).replace("@", "(at)")
                  : view.value(Field.EMAIL).replaceAll("@.*", "@");
          case IMPOSSIBLE_DATE -> rng.between(1940, 1999) + (rng.chance(0.5) ? "-02-31" : "-13-45");
          case FUTURE_DATE -> asOf.plusDays(rng.between(400, 4_000)).toString();
          case BAD_PHONE -> rng.pick(List.of("12345", "000", "+44 1", "phone?"));
          case PLACEHOLDER -> rng.pick(List.of("n/a", "unknown", "xxx", "none", "?"));
        };
    return view.with(kind.field(), value);
  }

  private static Optional<Profile> misspelt(
      Profile view, List<Field> fields, BiFunction<String, Rng, Optional<String>> error, Rng rng) {
    List<Field> present = new ArrayList<>(fields);
    present.removeIf(field -> !view.has(field));
    while (!present.isEmpty()) {
      Field field = present.remove(rng.below(present.size()));
      Optional<String> text = error.apply(view.value(field), rng);
      if (text.isPresent()) {
        return text.map(value -> view.with(field, value));
      }
    }
    return Optional.empty();
  }

  private static Optional<Profile> swappedNames(Profile view, Source source) {
    boolean separate = source == Source.CRM || source == Source.WEB_SHOP;
    return separate && view.has(Field.GIVEN_NAME) && view.has(Field.FAMILY_NAME)
        ? Optional.of(
            view.with(Field.GIVEN_NAME, view.value(Field.FAMILY_NAME))
                .with(Field.FAMILY_NAME, view.value(Field.GIVEN_NAME)))
        : Optional.empty();
  }

  private static Optional<Profile> movedHouse(Profile view, Customer customer, Rng rng) {
    if (!view.has(Field.ADDRESS_LINE)) {
      return Optional.empty();
    }
    Address address = Lexicon.of(customer.country()).address(rng);
    Script script =
        view.value(Field.ADDRESS_LINE).equals(customer.address().line().latin())
            ? Script.LATIN
            : Script.NATIVE;
    return Optional.of(
        view.with(Field.ADDRESS_LINE, address.line().form(script))
            .with(Field.CITY, address.city().name().form(script))
            .with(Field.POSTAL_CODE, address.postalCode()));
  }

  private static Optional<Profile> nickname(Profile view, Customer customer) {
    String nickname = customer.given().nickname(scriptOf(view, customer));
    return view.has(Field.GIVEN_NAME) && !nickname.isEmpty()
        ? Optional.of(view.with(Field.GIVEN_NAME, nickname))
        : Optional.empty();
  }

  private static Optional<Profile> marriage(Profile view, Customer customer, Rng rng) {
    boolean applies =
        customer.sex() == Sex.FEMALE
            && view.has(Field.FAMILY_NAME)
            && view.has(Field.BIRTH_DATE)
            && view.has(Field.EMAIL);
    if (!applies) {
      return Optional.empty();
    }
    Country country = customer.country();
    Word family = country.feminine(Lexicon.of(country).familyName(rng));
    return changed(view, view.with(Field.FAMILY_NAME, family.form(scriptOf(view, customer))));
  }

  private static Optional<Profile> otherSpelling(Profile view, Customer customer) {
    if (!view.has(Field.GIVEN_NAME) || !customer.writtenInTwoScripts()) {
      return Optional.empty();
    }
    return scriptOf(view, customer) == Script.NATIVE
        ? changed(view, inLatin(view, customer))
        : changed(view, respelt(view));
  }

  private static Profile inLatin(Profile view, Customer customer) {
    Profile latin = view.with(Field.GIVEN_NAME, customer.given().latin());
    return view.has(Field.FAMILY_NAME)
        ? latin.with(Field.FAMILY_NAME, customer.family().latin())
        : latin;
  }

  private static Profile respelt(Profile view) {
    Profile respelt = view.with(Field.GIVEN_NAME, respelt(view.value(Field.GIVEN_NAME)));
    return view.has(Field.FAMILY_NAME)
        ? respelt.with(Field.FAMILY_NAME, respelt(view.value(Field.FAMILY_NAME)))
        : respelt;
  }

  /** A Latin spelling by another table: Yuriy as Iurii, Mueller as Muller, Zhang as Chang. */
  private static String respelt(String latin) {
    return latin
        .replace("Ye", "E")
        .replace("Yu", "Iu")
        .replace("ya", "ia")
        .replace("iy", "ii")
        .replace("ks", "x")
        .replace("kh", "h")
        .replace("ue", "u")
        .replace("oe", "o")
        .replace("ae", "a")
        .replace("Zh", "Ch")
        .replace("Xi", "Hsi")
        .replaceAll("ov$", "off");
  }

  private static Optional<Profile> missingFields(Profile view, Rng rng) {
    List<List<Field>> present = new ArrayList<>(OMISSIBLE);
    present.removeIf(group -> !view.has(group.get(0)));
    if (present.size() < 4) {
      return Optional.empty();
    }
    Profile bare = view;
    for (int omitted = 0; omitted < 2; omitted++) {
      for (Field field : present.remove(rng.below(present.size()))) {
        bare = bare.without(field);
      }
    }
    return bare.has(Field.PHONE) || bare.has(Field.EMAIL) ? Optional.of(bare) : Optional.empty();
  }

  private static Optional<Profile> changedPhone(Profile view, Customer customer, Rng rng) {
    String phone = customer.country().phone(rng, customer.address().city());
    return view.has(Field.PHONE) ? changed(view, view.with(Field.PHONE, phone)) : Optional.empty();
  }

  private static Optional<LocalDate> birthDate(Profile view) {
    return view.has(Field.BIRTH_DATE)
        ? Optional.of(LocalDate.parse(view.value(Field.BIRTH_DATE)))
        : Optional.empty();
  }

  private static Optional<LocalDate> swappedDayMonth(LocalDate date) {
    return date.getDayOfMonth() <= 12 && date.getDayOfMonth() != date.getMonthValue()
        ? Optional.of(LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue()))
        : Optional.empty();
  }

  private static LocalDate wrongDigit(LocalDate date, Rng rng) {
    int day = date.getDayOfMonth();
    return switch (rng.below(3)) {
      case 0 -> date.minusYears(rng.between(1, 3) * 10L);
      case 1 -> date.withDayOfMonth(day < 19 ? day + 10 : day - 10);
      default -> date.withDayOfMonth(day % 10 == 9 || day >= 28 ? day - 1 : day + 1);
    };
  }

  private static Optional<Profile> emailVariant(Profile view, Rng rng) {
    String email = view.value(Field.EMAIL);
    if (email.isEmpty()) {
      return Optional.empty();
    }
    String local = email.substring(0, email.indexOf('@'));
    String host = email.substring(email.indexOf('@'));
    boolean dots = host.equals(GMAIL) && local.indexOf('.') > 0 && rng.chance(0.5);
    String variant = dots ? local.replace(".", "") : local + "+" + rng.pick(TAGS);
    return Optional.of(view.with(Field.EMAIL, variant + host));
  }

  private static Optional<Profile> firstLast(Profile view, Source source) {
    return source == Source.LOYALTY
        ? Optional.of(
            view.with(
                Field.FULL_NAME,
                view.value(Field.GIVEN_NAME) + " " + view.value(Field.FAMILY_NAME)))
        : Optional.empty();
  }

  private static Optional<Profile> companyVariant(Profile view, Customer customer, Rng rng) {
    String company = view.value(Field.COMPANY_NAME);
    if (company.isEmpty()) {
      return Optional.empty();
    }
    if (rng.chance(0.4)) {
      return changed(view, view.with(Field.COMPANY_NAME, company.toUpperCase(Locale.ROOT)));
    }
    return changed(view, view.with(Field.COMPANY_NAME, withoutLegalForm(company, customer)));
  }

  private static String withoutLegalForm(String company, Customer customer) {
    for (Word legal : Lexicon.of(customer.country()).legalForms()) {
      for (Script script : Script.values()) {
        String form = legal.form(script);
        if (company.endsWith(form)) {
          return company.substring(0, company.length() - form.length()).strip();
        }
        if (company.startsWith(form + " ")) {
          return company.substring(form.length() + 1);
        }
      }
    }
    return company;
  }

  private static Optional<Profile> changed(Profile before, Profile after) {
    return before.equals(after) ? Optional.empty() : Optional.of(after);
  }
}
