package io.aurum.jobs.demo;

import io.aurum.jobs.demo.Unit.Apart;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;

/** Invents the true customers, unit by unit, exactly as many as the settings ask for. */
final class Population implements Iterator<Unit> {
  private static final Set<Source> ONLINE = EnumSet.of(Source.CRM, Source.WEB_SHOP);

  private final DemoSettings settings;
  private final Quota<UnitKind> kinds = new Quota<>(UnitKind.class, UnitKind::weight);
  private final int mailboxDigits;
  private long units;
  private long customers;

  Population(DemoSettings settings) {
    this.settings = settings;
    this.mailboxDigits = String.valueOf(settings.customers() - 1).length();
  }

  @Override
  public boolean hasNext() {
    return customers < settings.customers();
  }

  @Override
  public Unit next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All customers are invented");
    }
    long number = units++;
    Rng rng = Rng.of(settings.seed(), "unit", number);
    UnitKind kind = kind(rng);
    kinds.planted(kind);
    Unit unit = unit(number, kind, rng);
    customers += unit.customers().size();
    return unit;
  }

  private UnitKind kind(Rng rng) {
    long room = settings.customers() - customers;
    return kinds.candidates(rng).stream()
        .filter(kind -> kind.largest() <= room)
        .findFirst()
        .orElse(UnitKind.SINGLE);
  }

  private Unit unit(long number, UnitKind kind, Rng rng) {
    return switch (kind) {
      case SINGLE -> new Unit(number, List.of(adult(rng, Country.pick(rng), 0)), List.of());
      case COUPLE -> pair(number, ApartKind.HOUSEHOLD, couple(rng));
      case SHARED_EMAIL -> pair(number, ApartKind.SHARED_EMAIL, sharing(rng, kind));
      case SHARED_PHONE -> pair(number, ApartKind.SHARED_PHONE, sharing(rng, kind));
      case SHARED_DEVICE -> pair(number, ApartKind.SHARED_DEVICE, sharing(rng, kind));
      case FAMILY -> family(number, rng);
      case TWINS -> pair(number, ApartKind.TWINS, twins(rng));
      case FATHER_AND_SON -> pair(number, ApartKind.FATHER_AND_SON, fatherAndSon(rng));
      case NAMESAKES -> pair(number, ApartKind.NAMESAKES, namesakes(rng));
      case ORGANISATION -> new Unit(number, List.of(organisation(rng, address(rng), 0)), List.of());
      case OWNER_AND_COMPANY -> pair(number, ApartKind.OWNER_AND_COMPANY, ownerAndCompany(rng));
    };
  }

  private static Unit pair(long number, ApartKind kind, List<Customer> pair) {
    return new Unit(number, pair, List.of(new Apart(kind, pair.get(0), pair.get(1))));
  }

  private List<Customer> couple(Rng rng) {
    Address address = address(rng);
    Word family = Lexicon.of(address.country()).familyName(rng);
    return List.of(
        person(rng, 0, Sex.FEMALE, family, address, birth(rng, 25, 80)),
        person(rng, 1, Sex.MALE, family, address, birth(rng, 25, 80)));
  }

  private List<Customer> sharing(Rng rng, UnitKind kind) {
    List<Customer> couple = couple(rng);
    Customer first = couple.get(0).knownTo(ONLINE);
    Customer second = couple.get(1).knownTo(ONLINE);
    return List.of(
        first,
        second.withContact(
            kind == UnitKind.SHARED_PHONE ? first.phone() : second.phone(),
            kind == UnitKind.SHARED_EMAIL ? first.email() : second.email(),
            kind == UnitKind.SHARED_DEVICE ? first.device() : second.device()));
  }

  private Unit family(long number, Rng rng) {
    Address address = address(rng);
    Word family = Lexicon.of(address.country()).familyName(rng);
    List<Customer> members = new ArrayList<>();
    members.add(person(rng, 0, Sex.FEMALE, family, address, birth(rng, 42, 60)));
    members.add(person(rng, 1, Sex.MALE, family, address, birth(rng, 42, 60)));
    int children = rng.between(1, 3);
    for (int child = 0; child < children; child++) {
      members.add(person(rng, members.size(), Sex.pick(rng), family, address, birth(rng, 16, 22)));
    }
    return new Unit(number, members, everyPair(members));
  }

  private static List<Apart> everyPair(List<Customer> members) {
    List<Apart> pairs = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      for (int j = i + 1; j < members.size(); j++) {
        pairs.add(new Apart(ApartKind.HOUSEHOLD, members.get(i), members.get(j)));
      }
    }
    return pairs;
  }

  private List<Customer> twins(Rng rng) {
    Customer first = adult(rng, Country.pick(rng), 0).knownTo(sourcesFrom(rng, Source.CRM));
    Word given = first.given();
    while (given.latin().equals(first.given().latin())) {
      given = Lexicon.of(first.country()).givenName(rng, first.sex());
    }
    Customer second =
        named(rng, 1, first.sex(), given, first.family(), first.address(), first.birth());
    return List.of(first, second.knownTo(sourcesFrom(rng, Source.CRM)));
  }

  private List<Customer> fatherAndSon(Rng rng) {
    Address address = address(rng);
    Word family = Lexicon.of(address.country()).familyName(rng);
    Customer father = person(rng, 0, Sex.MALE, family, address, birth(rng, 48, 80));
    Customer son = named(rng, 1, Sex.MALE, father.given(), family, address, birth(rng, 18, 25));
    return List.of(
        father.knownTo(sourcesFrom(rng, Source.CRM)), son.knownTo(sourcesFrom(rng, Source.CRM)));
  }

  private List<Customer> namesakes(Rng rng) {
    Customer first = adult(rng, Country.pick(rng), 0);
    LocalDate birth = first.birth();
    int otherDay = 1 + (birth.getDayOfYear() + rng.between(40, 320) - 1) % 365;
    Customer second =
        named(
            rng,
            1,
            first.sex(),
            first.given(),
            first.family(),
            Lexicon.of(first.country()).address(rng, first.address().city()),
            birth.withDayOfYear(otherDay));
    return List.of(
        first.knownTo(sourcesFrom(rng, Source.CRM)), second.knownTo(sourcesFrom(rng, Source.CRM)));
  }

  private List<Customer> ownerAndCompany(Rng rng) {
    Customer owner = adult(rng, Country.pick(rng), 0).knownTo(sourcesFrom(rng, Source.CRM));
    Customer company = organisation(rng, owner.address(), 1);
    return List.of(owner, company.withContact(owner.phone(), company.email(), company.device()));
  }

  private Customer adult(Rng rng, Country country, int offset) {
    Lexicon lexicon = Lexicon.of(country);
    return person(
        rng,
        offset,
        Sex.pick(rng),
        lexicon.familyName(rng),
        lexicon.address(rng),
        birth(rng, 18, 88));
  }

  /** A person of a family; the family name is given in the male form. */
  private Customer person(
      Rng rng, int offset, Sex sex, Word family, Address address, LocalDate birth) {
    Country country = address.country();
    return named(
        rng,
        offset,
        sex,
        Lexicon.of(country).givenName(rng, sex),
        sex == Sex.FEMALE ? country.feminine(family) : family,
        address,
        birth);
  }

  private Customer named(
      Rng rng, int offset, Sex sex, Word given, Word family, Address address, LocalDate birth) {
    long number = customers + offset;
    Country country = address.country();
    return new Customer(
        number,
        given,
        family,
        Word.NONE,
        sex,
        birth,
        address,
        country.phone(rng, address.city()),
        mailbox(rng, given, family, number) + "@" + Lexicon.of(country).mailHost(rng),
        device(rng),
        sources(rng));
  }

  private Customer organisation(Rng rng, Address address, int offset) {
    long number = customers + offset;
    Country country = address.country();
    Word company = Lexicon.of(country).companyName(rng);
    return new Customer(
        number,
        Word.NONE,
        Word.NONE,
        company,
        Sex.FEMALE,
        birth(rng, 1, 60),
        address,
        country.phone(rng, address.city()),
        "office" + scrambled(number) + "@" + letters(company.latin()) + ".com",
        device(rng),
        rng.chance(0.5) ? ONLINE : EnumSet.of(Source.CRM));
  }

  private static Address address(Rng rng) {
    return Lexicon.of(Country.pick(rng)).address(rng);
  }

  private LocalDate birth(Rng rng, int youngest, int oldest) {
    return settings.asOf().minusYears(rng.between(youngest, oldest)).minusDays(1 + rng.below(364));
  }

  private static Set<Source> sources(Rng rng) {
    Set<Source> sources = EnumSet.noneOf(Source.class);
    for (Source source : Source.values()) {
      if (rng.chance(source.reach())) {
        sources.add(source);
      }
    }
    boolean onlyNewsletter = sources.equals(EnumSet.of(Source.NEWSLETTER));
    return sources.isEmpty() || onlyNewsletter ? withSource(sources, Source.CRM) : sources;
  }

  private static Set<Source> sourcesFrom(Rng rng, Source atLeast) {
    return withSource(sources(rng), atLeast);
  }

  private static Set<Source> withSource(Set<Source> sources, Source source) {
    Set<Source> all = EnumSet.of(source);
    all.addAll(sources);
    return all;
  }

  private static String device(Rng rng) {
    return String.format(Locale.ROOT, "dev-%016x", rng.next());
  }

  /** Unique among all customers: the digits are the customer's number, scrambled. */
  private String mailbox(Rng rng, Word given, Word family, long number) {
    String first = letters(given.latin());
    String last = letters(family.latin());
    String name =
        switch (rng.below(4)) {
          case 0 -> first + "." + last;
          case 1 -> last + "." + first;
          case 2 -> first + "_" + last;
          default -> first.charAt(0) + "." + last;
        };
    return name + scrambled(number);
  }

  private String scrambled(long number) {
    long range = 1;
    for (int digit = 0; digit < mailboxDigits; digit++) {
      range *= 10;
    }
    return String.format(Locale.ROOT, "%0" + mailboxDigits + "d", number * 7_919 % range);
  }

  private static String letters(String text) {
    return Word.fold(text).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
