package io.aurum.jobs.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the retailer sells, what is bought together, the campaigns of the two years, and what ran
 * out.
 */
final class Catalogue {
  /** Probability that the companion of a product is bought with it. */
  static final double COMPANION_PROBABILITY = 0.55;

  /** Month, from 0, from which coffee costs more. */
  static final int PRICE_RISE_MONTH = 14;

  static final String RISEN_CATEGORY = "coffee";
  static final int PRICE_RISE_PERCENT = 15;

  /** The country in which the jump campaign runs, in the web shop alone. */
  static final Country JUMP_COUNTRY = Country.DE;

  /** Length of the jump campaign. */
  static final int JUMP_DAYS = 14;

  /** Days on which one product was not to be had. */
  static final int SHORTAGE_DAYS = 14;

  private static final String JUMP_PRODUCT = "Cold brew maker";
  private static final String SHORT_PRODUCT = "Milk frother";
  private static final int SHORTAGE_DAYS_AGO = 150;

  private static final List<Product> PRODUCTS =
      products(
          "coffee: Espresso beans 1299, Filter coffee 899, Decaf beans 1349, Coffee pods 649",
          "kitchen: Milk frother 2499, Coffee grinder 5999, Cold brew maker 3499, Kettle 4499",
          "kitchen: Bread knife 2999, Chopping board 1999, Pasta pot 5499, Pasta spoon 799",
          "table: Wine glasses 2499, Decanter 3999, Table cloth 2799, Napkin rings 1499",
          "garden: Plant pot 1299, Potting soil 699, Seed box 999, Watering can 1899",
          "garden: Secateurs 2499, Garden gloves 899, Lantern 1999, Citronella candle 599",
          "bath: Bath towel 1799, Hand towel 899, Soap dish 1199, Hand soap 499",
          "office: Notebook 699, Fountain pen 2999, Ink cartridges 599, Desk lamp 4999",
          "toys: Wooden train 3999, Train tracks 2499, Puzzle 1499, Plush bear 1999",
          "sport: Yoga mat 2999, Yoga block 999, Water bottle 1499, Jump rope 1199");

  private static final List<Association> ASSOCIATIONS =
      List.of(
          association("Pasta pot", "Pasta spoon"),
          association("Plant pot", "Potting soil"),
          association("Soap dish", "Hand soap"),
          association("Fountain pen", "Ink cartridges"),
          association("Wooden train", "Train tracks"),
          association("Yoga mat", "Yoga block"));

  private static final Map<Product, Product> COMPANIONS = companions();

  private final Skewed<Product> demand = new Skewed<>(PRODUCTS);
  private final List<Campaign> campaigns;
  private final Shortage shortage;

  Catalogue(LocalDate asOf) {
    this.campaigns = campaigns(asOf);
    LocalDate from = asOf.minusDays(SHORTAGE_DAYS_AGO);
    this.shortage = new Shortage(product(SHORT_PRODUCT), from, from.plusDays(SHORTAGE_DAYS - 1));
  }

  List<Product> products() {
    return PRODUCTS;
  }

  List<Association> associations() {
    return ASSOCIATIONS;
  }

  List<Campaign> campaigns() {
    return campaigns;
  }

  /** The campaign that makes one product jump. */
  Campaign jump() {
    return campaigns.get(campaigns.size() - 1);
  }

  /** The time in which one product was out of stock. */
  Shortage shortage() {
    return shortage;
  }

  boolean isInStock(Product product, LocalDate day) {
    return !product.equals(shortage.product)
        || day.isBefore(shortage.from)
        || day.isAfter(shortage.to);
  }

  Product pick(Rng rng) {
    return demand.pick(rng);
  }

  /** The products of a basket that begins with a pick: now and then with its companion. */
  List<Product> withCompanion(Product product, Rng rng) {
    Product companion = COMPANIONS.get(product);
    return companion != null && rng.chance(COMPANION_PROBABILITY)
        ? List.of(product, companion)
        : List.of(product);
  }

  /** Price of a product in a month of the two years, from 0. */
  long price(Product product, int month) {
    boolean risen = month >= PRICE_RISE_MONTH && product.category().equals(RISEN_CATEGORY);
    return risen ? product.cents() * (100 + PRICE_RISE_PERCENT) / 100 : product.cents();
  }

  /** An amount in the notation of files. */
  static String money(long cents) {
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }

  /** Newsletter campaigns every second month, and the campaign of the jump last. */
  private static List<Campaign> campaigns(LocalDate asOf) {
    List<Campaign> campaigns = new ArrayList<>();
    LocalDate first = asOf.minusYears(2);
    for (int number = 0; number < 12; number++) {
      LocalDate start = first.plusMonths(2L * number).plusDays(5);
      campaigns.add(
          new Campaign(
              String.format(Locale.ROOT, "K%02d", number + 1),
              "e-mail",
              "",
              PRODUCTS.get(number * 3),
              start,
              start.plusDays(10)));
    }
    LocalDate start = asOf.minusDays(60);
    campaigns.add(
        new Campaign(
            "K99",
            "web",
            JUMP_COUNTRY.name(),
            product(JUMP_PRODUCT),
            start,
            start.plusDays(JUMP_DAYS - 1)));
    return List.copyOf(campaigns);
  }

  private static List<Product> products(String... shelves) {
    List<Product> products = new ArrayList<>();
    for (String shelf : shelves) {
      String category = shelf.substring(0, shelf.indexOf(':'));
      for (String item : shelf.substring(shelf.indexOf(':') + 1).split(",", -1)) {
        String text = item.strip();
        int price = text.lastIndexOf(' ');
        products.add(
            new Product(
                String.format(Locale.ROOT, "A%03d", products.size() + 1),
                text.substring(0, price),
                category,
                Long.parseLong(text.substring(price + 1))));
      }
    }
    return List.copyOf(products);
  }

  private static Product product(String name) {
    return PRODUCTS.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private static Association association(String first, String companion) {
    return new Association(product(first), product(companion));
  }

  private static Map<Product, Product> companions() {
    Map<Product, Product> companions = new HashMap<>();
    ASSOCIATIONS.forEach(pair -> companions.put(pair.product(), pair.companion()));
    return companions;
  }

  /**
   * @param cents price in euro cents before any rise
   */
  record Product(String id, String name, String category, long cents) {}

  /**
   * A product that was not to be had.
   *
   * @param to last day
   */
  record Shortage(Product product, LocalDate from, LocalDate to) {}

  /** A product and what is bought with it. */
  record Association(Product product, Product companion) {}

  /**
   * @param country empty where it runs everywhere
   * @param ends last day
   */
  record Campaign(
      String id,
      String channel,
      String country,
      Product product,
      LocalDate starts,
      LocalDate ends) {}
}
