package io.aurum.jobs.demo;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a supplier of data knows about a share of the customers: mostly right, now and then wrong or
 * outdated, and here and there something that the retailer does not know. Half of the rows carry a
 * key of the retailer, as a list that was sent out and came back; the others have to be matched by
 * what they say.
 *
 * <p>The truth about the rows stands in {@value #TRUTH}, written as {@link Truth#PLANTED} is.
 */
final class SupplierFile implements Closeable {
  /** Name of the source in {@code demo.conf}. */
  static final String SOURCE = "acme_data";

  static final String TRUTH = "supplied.csv";

  private static final String HEADER =
      "id,our_system,our_key,first_name,last_name,company,email,phone,birth_date,street,city,"
          + "postcode,country,checked_on";
  private static final double SHARE = 0.15;
  private static final long OF_STRANGERS = 1_000_000_000L;

  private final DemoSettings settings;
  private final TextFile rows;
  private final TextFile truth;
  private final Quota<SuppliedKind> kinds = new Quota<>(SuppliedKind.class, SuppliedKind::weight);
  private long written;

  SupplierFile(DemoSettings settings, DemoSink sink) throws IOException {
    this.settings = settings;
    this.rows = TextFile.open(sink, "bought/acme_data.csv", HEADER);
    this.truth = TextFile.open(sink, Truth.FOLDER + TRUTH, PlantedCase.header());
  }

  /** Says something about the customer, or nothing. */
  void plant(Known known) throws IOException {
    Rng rng = Rng.of(settings.seed(), "supplier", known.customer().number());
    if (!isRare(known) && !rng.chance(SHARE)) {
      return;
    }
    for (SuppliedKind kind : kinds.candidates(rng)) {
      if (kind.fits(known)) {
        kinds.planted(kind);
        plant(kind, known, rng);
        return;
      }
    }
  }

  /** Companies, and customers of whom something is missing, are few; all of them are told of. */
  private static boolean isRare(Known known) {
    return known.customer().organisation()
        || SuppliedKind.MISSING_BIRTH_DATE.fits(known)
        || SuppliedKind.MISSING_ADDRESS.fits(known);
  }

  @Override
  public void close() throws IOException {
    rows.close();
    truth.close();
  }

  private void plant(SuppliedKind kind, Known known, Rng rng) throws IOException {
    Profile said = said(kind, known.customer(), rng);
    boolean keyed = kind == SuppliedKind.CONTRADICTION || rng.chance(0.5);
    RecordKey base = first(known);
    String key = keyed && kind != SuppliedKind.STRANGER ? base.key() : "";
    LocalDate checked =
        kind == SuppliedKind.OUTDATED_ADDRESS ? settings.firstDay().minusDays(1) : settings.asOf();
    tell(kind, write(base, key, said, checked), base, known.customer());
    if (kind == SuppliedKind.CONTRADICTION) {
      Profile other = said.with(Field.BIRTH_DATE, wrong(known.customer().birth()).toString());
      tell(kind, write(base, key, other, checked), base, known.customer());
    }
  }

  private void tell(SuppliedKind kind, RecordKey row, RecordKey base, Customer customer)
      throws IOException {
    PlantedCase planted =
        PlantedCase.of(Truth.Group.SUPPLIED, kind.code())
            .inRecord(row)
            .besideRecord(base)
            .ofPerson(customer.id());
    truth.row(kind.field().map(planted::inAttribute).orElse(planted).row());
  }

  /** Who the row is about and the one thing that it says. */
  private Profile said(SuppliedKind kind, Customer customer, Rng rng) {
    Profile all = Profile.of(customer, Script.LATIN);
    Profile who =
        all.without(Field.BIRTH_DATE)
            .without(Field.ADDRESS_LINE)
            .without(Field.CITY)
            .without(Field.POSTAL_CODE)
            .without(Field.COUNTRY);
    return switch (kind) {
      case SAME_BIRTH_DATE, MISSING_BIRTH_DATE, CONTRADICTION ->
          who.with(Field.BIRTH_DATE, customer.birth().toString());
      case WRONG_BIRTH_DATE -> who.with(Field.BIRTH_DATE, wrong(customer.birth()).toString());
      case SAME_COMPANY_NAME -> who;
      case WRONG_COMPANY_NAME -> who.with(Field.COMPANY_NAME, otherCompany(customer, rng));
      case SAME_ADDRESS -> all.without(Field.BIRTH_DATE);
      case MISSING_ADDRESS -> all;
      case OUTDATED_ADDRESS, NEWER_ADDRESS -> at(otherAddress(customer, rng), who);
      case STRANGER -> stranger(customer, rng);
    };
  }

  private static Profile at(Address address, Profile who) {
    return who.with(Field.ADDRESS_LINE, address.line().latin())
        .with(Field.CITY, address.city().name().latin())
        .with(Field.POSTAL_CODE, address.postalCode())
        .with(Field.COUNTRY, address.country().name());
  }

  private static Address otherAddress(Customer customer, Rng rng) {
    Address other = customer.address();
    while (other.line().latin().equals(customer.address().line().latin())) {
      other = Lexicon.of(customer.country()).address(rng);
    }
    return other;
  }

  private static String otherCompany(Customer customer, Rng rng) {
    String other = customer.company().latin();
    while (other.equals(customer.company().latin())) {
      other = Lexicon.of(customer.country()).companyName(rng).latin();
    }
    return other;
  }

  /** A birth date with which the right one has neither year nor month nor day in common. */
  private static LocalDate wrong(LocalDate birth) {
    return birth.minusYears(7).minusMonths(5).minusDays(11);
  }

  private static Profile stranger(Customer near, Rng rng) {
    Lexicon lexicon = Lexicon.of(near.country());
    long number = OF_STRANGERS + near.number();
    return Profile.visitor("", "", "")
        .with(Field.GIVEN_NAME, lexicon.givenName(rng, near.sex()).latin())
        .with(Field.FAMILY_NAME, lexicon.familyName(rng).latin())
        .with(Field.EMAIL, "stranger" + number + "@" + lexicon.mailHost(rng));
  }

  /** The customer's record in the most senior system that knows it. */
  private static RecordKey first(Known known) {
    return known.keys().entrySet().stream()
        .min(Map.Entry.comparingByKey())
        .map(record -> new RecordKey(record.getKey().label(), record.getValue()))
        .orElseThrow();
  }

  private RecordKey write(RecordKey base, String key, Profile said, LocalDate checked)
      throws IOException {
    String id = String.format(Locale.ROOT, "D%07d", ++written);
    rows.row(
        Csv.row(
            ',',
            List.of(
                id,
                key.isEmpty() ? "" : base.source(),
                key,
                said.value(Field.GIVEN_NAME),
                said.value(Field.FAMILY_NAME),
                said.value(Field.COMPANY_NAME),
                said.value(Field.EMAIL),
                said.value(Field.PHONE),
                said.value(Field.BIRTH_DATE),
                said.value(Field.ADDRESS_LINE),
                said.value(Field.CITY),
                said.value(Field.POSTAL_CODE),
                said.value(Field.COUNTRY),
                checked.toString())));
    return new RecordKey(SOURCE, id);
  }
}
