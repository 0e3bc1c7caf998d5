package io.aurum.jobs.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words of one market, and the names, addresses and companies made of them. */
final class Lexicon {
  private static final Map<Country, Lexicon> ALL = load();
  private static final double COMPOSED_FAMILY_NAMES = 0.35;
  private static final double TWO_CHARACTER_NAMES = 0.7;

  private final Country country;
  private final Skewed<Word> female;
  private final Skewed<Word> male;
  private final Skewed<Word> families;
  private final List<Word> stems;
  private final List<Word> endings;
  private final Skewed<Word> streets;
  private final Skewed<Country.City> cities;
  private final List<Word> companies;
  private final List<Word> trades;
  private final List<Word> legalForms;
  private final Skewed<String> mailHosts;

  private Lexicon(Country country, Map<String, List<String[]>> sections) {
    this.country = country;
    this.female = new Skewed<>(words(sections, "female"));
    this.male = new Skewed<>(words(sections, "male"));
    this.families = new Skewed<>(words(sections, "family"));
    this.stems = words(sections, "stem");
    this.endings = words(sections, "ending");
    this.streets = new Skewed<>(words(sections, "street"));
    this.cities =
        new Skewed<>(
            sections.get("city").stream()
                .map(line -> new Country.City(word(line), line[2], line[3]))
                .toList());
    this.companies = words(sections, "company");
    this.trades = words(sections, "trade");
    this.legalForms = words(sections, "legal");
    this.mailHosts = new Skewed<>(sections.get("mail").stream().map(line -> line[0]).toList());
  }

  static Lexicon of(Country country) {
    return ALL.get(country);
  }

  /** A given name; in China one or two characters, elsewhere a name of the list. */
  Word givenName(Rng rng, Sex sex) {
    Skewed<Word> names = sex == Sex.FEMALE ? female : male;
    Word name = names.pick(rng);
    return country == Country.CN && rng.chance(TWO_CHARACTER_NAMES)
        ? name.joined(names.pick(rng))
        : name;
  }

  /** A family name in the male form: frequent ones from the list, the long tail composed. */
  Word familyName(Rng rng) {
    return !stems.isEmpty() && rng.chance(COMPOSED_FAMILY_NAMES)
        ? rng.pick(stems).joined(rng.pick(endings))
        : families.pick(rng);
  }

  Country.City city(Rng rng) {
    return cities.pick(rng);
  }

  Address address(Rng rng) {
    return address(rng, city(rng));
  }

  Address address(Rng rng, Country.City city) {
    return new Address(
        country, country.addressLine(rng, streets.pick(rng)), city, country.postalCode(rng, city));
  }

  /** A company's name: a fanciful word, a family, a trade and a legal form. */
  Word companyName(Rng rng) {
    Word core = rng.pick(companies);
    Word family = familyName(rng);
    Word trade = rng.pick(trades);
    Word legal = rng.pick(legalForms);
    return switch (country) {
      case CN ->
          Word.of(
              core.nativeForm() + family.nativeForm() + trade.nativeForm() + legal.nativeForm(),
              core.then(family).then(trade).then(legal).latin());
      case RU -> legal.then(core).then(family).then(trade);
      case GB, US, DE, PL -> core.then(family).then(trade).then(legal);
    };
  }

  /** Legal forms of the market, as they stand in company names. */
  List<Word> legalForms() {
    return legalForms;
  }

  String mailHost(Rng rng) {
    return mailHosts.pick(rng);
  }

  private List<Word> words(Map<String, List<String[]>> sections, String section) {
    return sections.getOrDefault(section, List.of()).stream().map(this::word).toList();
  }

  private Word word(String[] line) {
    String latin = line[1].isEmpty() ? latin(line[0]) : line[1];
    String nickname = line[2];
    String nativeNickname = line[3].isEmpty() ? nickname : line[3];
    return new Word(line[0], latin, latin(nickname), nativeNickname);
  }

  private String latin(String text) {
    return country == Country.DE ? Word.german(text) : Word.fold(text);
  }

  private static Map<Country, Lexicon> load() {
    Map<Country, Lexicon> all = new EnumMap<>(Country.class);
    for (Country country : Country.values()) {
      all.put(country, new Lexicon(country, sections("words/" + country.wordList())));
    }
    return all;
  }

  private static Map<String, List<String[]>> sections(String resource) {
    Map<String, List<String[]>> sections = new HashMap<>();
    List<String[]> section = new ArrayList<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Lexicon.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("[")) {
          section = new ArrayList<>();
          sections.put(line.substring(1, line.length() - 1).toLowerCase(Locale.ROOT), section);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          section.add(columns(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read word list " + resource, e);
    }
    return sections;
  }

  private static String[] columns(String line) {
    String[] columns = {"", "", "", ""};
    String[] given = line.split("\\|", -1);
    for (int i = 0; i < given.length; i++) {
      columns[i] = given[i].strip();
    }
    return columns;
  }
}
