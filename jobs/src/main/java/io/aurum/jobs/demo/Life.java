package io.aurum.jobs.demo;

import io.aurum.jobs.demo.Catalogue.Campaign;
import io.aurum.jobs.demo.Catalogue.Product;
import io.aurum.jobs.demo.EventFiles.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One customer's two years, month by month, until churn. */
final class Life {
  static final String CURRENCY = "EUR";

  /** Probability of churn in a month without any driver. */
  static final double MONTHLY_HAZARD = 0.012;

  /** Months for which a late delivery or a ticket is remembered. */
  static final int MEMORY_MONTHS = 3;

  static final double LATE_RATIO = 2.5;
  static final double TICKET_RATIO = 1.8;
  static final double PRICE_RATIO = 1.6;

  /** Probability that a customer whom the jump campaign reaches buys its product. */
  static final double JUMP_PROBABILITY = 0.35;

  /** From this month on the web shop tells of purchases among its events. */
  private static final int FIRST_TRACKED_MONTH = 12;

  private static final int MONTHS = 24;
  private static final int NEVER = Integer.MIN_VALUE / 2;
  private static final double LATE_DELIVERIES = 0.08;
  private static final double TICKETS_WHEN_LATE = 0.4;
  private static final double TICKETS_OTHERWISE = 0.04;
  private static final double COFFEE_SUBSCRIBERS = 0.12;
  private static final long SUBSCRIPTION_CENTS = 1_490;

  /** How an odd customer's quantities compare with those of others. */
  private static final int VIP_TIMES = 10;

  private final DemoSettings settings;
  private final Catalogue catalogue;
  private final EventFiles files;
  private final Known known;
  private final Optional<OddKind> odd;
  private final Rng rng;
  private final Reading reading;
  private final Orders orders;
  private final Segment segment;
  private final List<Source> shops;
  private int tickets;
  private int lastLate = NEVER;
  private int lastTicket = NEVER;
  private Optional<LocalDate> churnedOn = Optional.empty();

  Life(
      DemoSettings settings,
      Catalogue catalogue,
      EventFiles files,
      Known known,
      Optional<OddKind> odd,
      Rng rng) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.files = files;
    this.known = known;
    this.odd = odd;
    this.rng = rng;
    this.reading = new Reading(settings, files, known);
    this.orders = new Orders(settings, catalogue, files, known);
    this.segment = seen(Segment.pick(rng), known);
    this.shops = new ArrayList<>(known.keys().keySet());
    this.shops.remove(Source.NEWSLETTER);
  }

  void live() throws IOException {
    boolean subscribes = rng.chance(COFFEE_SUBSCRIBERS);
    consent();
    for (int month = 0; month < MONTHS && churnedOn.isEmpty(); month++) {
      if (rng.chance(hazard(month, subscribes))) {
        churnedOn = Optional.of(day(month));
      } else {
        shop(month);
        visit(month);
        read(month);
      }
    }
    if (subscribes) {
      subscription();
    }
    answerJumpCampaign();
    actOddly();
  }

  /** Who looks and hardly buys is seen in the web shop alone: elsewhere they come now and then. */
  private static Segment seen(Segment picked, Known known) {
    return picked == Segment.WINDOW_SHOPPER && !known.in(Source.WEB_SHOP)
        ? Segment.OCCASIONAL
        : picked;
  }

  Segment segment() {
    return segment;
  }

  Optional<LocalDate> churnedOn() {
    return churnedOn;
  }

  private double hazard(int month, boolean subscribes) {
    double hazard = MONTHLY_HAZARD;
    hazard *= month - lastLate <= MEMORY_MONTHS ? LATE_RATIO : 1;
    hazard *= month - lastTicket <= MEMORY_MONTHS ? TICKET_RATIO : 1;
    boolean paysMore = subscribes && month >= Catalogue.PRICE_RISE_MONTH;
    return hazard * (paysMore ? PRICE_RATIO : 1);
  }

  private void shop(int month) throws IOException {
    int count = rng.poisson(segment.ordersPerMonth());
    for (int order = 0; order < count; order++) {
      Source shop = rng.pick(shops);
      LocalDate day = Season.pick(first(month), first(month + 1), rng);
      LocalDate promised = day.plusDays(rng.between(2, 4));
      boolean late = shop != Source.LOYALTY && rng.chance(LATE_DELIVERIES);
      LocalDate delivered = late ? promised.plusDays(rng.between(3, 12)) : promised;
      buy(shop, day, promised, delivered, basket(day), month);
      lastLate = late ? month : lastLate;
      if (rng.chance(late ? TICKETS_WHEN_LATE : TICKETS_OTHERWISE)) {
        complain(delivered, late);
        lastTicket = month;
      }
    }
  }

  /** What is bought on a day; what is not in stock is left out. */
  private List<Product> basket(LocalDate day) {
    List<Product> basket = new ArrayList<>();
    int picks = 1 + rng.poisson(segment.furtherLines());
    for (int pick = 0; pick < picks; pick++) {
      for (Product product : catalogue.withCompanion(catalogue.pick(rng), rng)) {
        if (!basket.contains(product) && catalogue.isInStock(product, day)) {
          basket.add(product);
        }
      }
    }
    return basket;
  }

  private void buy(
      Source shop,
      LocalDate day,
      LocalDate promised,
      LocalDate delivered,
      List<Product> basket,
      int month)
      throws IOException {
    Instant ordered = at(day);
    if (shop == Source.WEB_SHOP && month >= FIRST_TRACKED_MONTH && !basket.isEmpty()) {
      files.web(known, ordered, session(ordered), "purchase", "product", basket.get(0).id());
    }
    orders.place(
        shop,
        Orders.Dates.of(ordered, promised, delivered, month),
        basket,
        segment.quantity(),
        isOdd(OddKind.VIP) ? VIP_TIMES : 1,
        segment.discountRate(),
        rng);
  }

  private void complain(LocalDate day, boolean late) throws IOException {
    Source desk = shops.get(0);
    Instant opened = at(day);
    int hours = late ? rng.between(8, 96) : rng.between(1, 24);
    String topic = late ? "late delivery" : rng.pick(List.of("return", "invoice", "damaged item"));
    files.json(
        Kind.TICKET,
        "id",
        String.format(Locale.ROOT, "T%d-%d", known.customer().number(), ++tickets),
        "source",
        desk.label(),
        "customer",
        known.keys().get(desk),
        "topic",
        topic,
        "channel",
        rng.pick(List.of("phone", "e-mail", "chat")),
        "openedAt",
        opened.toString(),
        "closedAt",
        opened.plusSeconds(hours * 3_600L).toString(),
        "text",
        text(late, topic));
    if (rng.chance(0.5)) {
      int score = late ? rng.between(1, 3) : rng.between(3, 5);
      files.row(
          Kind.SURVEY,
          "csat",
          desk.label(),
          known.keys().get(desk),
          "How satisfied are you with our answer?",
          score,
          score < 3 ? "I waited too long." : "",
          opened.plusSeconds(hours * 3_600L + 86_400));
    }
  }

  private String text(boolean late, String topic) {
    return late
        ? rng.pick(
            List.of(
                "My parcel should have been here days ago.",
                "Where is my order? Nobody tells me anything.",
                "Delivery is late again, I am disappointed."))
        : "I have a question about a " + topic + ".";
  }

  private void visit(int month) throws IOException {
    if (!known.in(Source.WEB_SHOP)) {
      return;
    }
    int visits = rng.poisson(segment.visitsPerMonth());
    for (int visit = 0; visit < visits; visit++) {
      Instant start = at(day(month));
      int pages = 1 + rng.poisson(1.2);
      for (int page = 0; page < pages; page++) {
        String type = page > 1 && rng.chance(0.4) ? "cart" : "view";
        web(start.plusSeconds(page * (long) rng.between(15, 90)), start, type);
      }
      reading.visit(start, session(start));
    }
  }

  private void web(Instant at, Instant session, String type) throws IOException {
    files.web(known, at, session(session), type, "product", catalogue.pick(rng).id());
  }

  private String session(Instant start) {
    return known.cookie() + "." + start.getEpochSecond();
  }

  private void read(int month) throws IOException {
    if (!known.in(Source.NEWSLETTER) || month % 2 != 0) {
      return;
    }
    Campaign campaign = catalogue.campaigns().get(month / 2);
    Instant sent = at(campaign.starts());
    email(campaign, "sent", sent);
    if (rng.chance(0.02)) {
      email(campaign, "bounce", sent.plusSeconds(5));
    } else if (rng.chance(segment.openRate())) {
      Instant opened = sent.plusSeconds(rng.between(60, 172_800));
      email(campaign, "open", opened);
      if (rng.chance(0.2)) {
        email(campaign, "click", opened.plusSeconds(rng.between(3, 90)));
      }
    }
  }

  private void email(Campaign campaign, String event, Instant at) throws IOException {
    files.row(Kind.EMAIL, known.keys().get(Source.NEWSLETTER), campaign.id(), event, at.toString());
  }

  private void subscription() throws IOException {
    Source shop = shops.get(0);
    files.row(
        Kind.SUBSCRIPTION,
        "S" + known.customer().number(),
        shop.label(),
        known.keys().get(shop),
        "coffee every month",
        Catalogue.money(SUBSCRIPTION_CENTS),
        CURRENCY,
        settings.firstDay().plusDays(rng.below(60)),
        churnedOn.map(Object::toString).orElse(""));
  }

  private void consent() throws IOException {
    for (Source source : known.keys().keySet()) {
      files.json(
          Kind.CONSENT,
          "source",
          source.label(),
          "customer",
          known.keys().get(source),
          "purpose",
          "marketing",
          "channel",
          source == Source.CRM ? "phone" : "e-mail",
          "status",
          rng.chance(0.8) ? "granted" : "refused",
          "at",
          at(day(0)).toString());
    }
  }

  /** Buys the campaign's product where the campaign reaches the customer and is taken up. */
  private void answerJumpCampaign() throws IOException {
    Campaign jump = catalogue.jump();
    boolean reached =
        churnedOn.isEmpty()
            && known.in(Source.WEB_SHOP)
            && known.customer().country() == Catalogue.JUMP_COUNTRY;
    if (reached && rng.chance(JUMP_PROBABILITY)) {
      LocalDate day = jump.starts().plusDays(rng.below(Catalogue.JUMP_DAYS));
      LocalDate promised = day.plusDays(3);
      buy(Source.WEB_SHOP, day, promised, promised, List.of(jump.product()), MONTHS - 1);
    }
  }

  private void actOddly() throws IOException {
    if (isOdd(OddKind.BOT)) {
      Instant start = at(day(rng.below(MONTHS)));
      for (int second = 0; second < 150; second++) {
        web(start.plusSeconds(second), start, "view");
      }
    } else if (isOdd(OddKind.TEST_ACCOUNT)) {
      LocalDate day = day(rng.below(MONTHS));
      Instant start = at(day);
      for (int order = 0; order < 8; order++) {
        testOrder(day, start.plusSeconds(order * 7L));
      }
    } else if (isOdd(OddKind.VIP)) {
      for (int month = 0; month < MONTHS; month++) {
        LocalDate day = day(month);
        LocalDate next = day.plusDays(1);
        buy(Source.WEB_SHOP, day, next, next, basket(day), month);
      }
    }
  }

  private void testOrder(LocalDate day, Instant at) throws IOException {
    Product product = catalogue.pick(rng);
    if (!catalogue.isInStock(product, day)) {
      return;
    }
    orders.test(at, day, product);
  }

  private boolean isOdd(OddKind kind) {
    return odd.filter(kind::equals).isPresent();
  }

  /** A day of a month of the two years; the last days of long months stay quiet. */
  private LocalDate day(int month) {
    return first(month).plusDays(rng.below(28));
  }

  /** First day of a month of the two years. */
  private LocalDate first(int month) {
    return settings.firstDay().plusMonths(month).plusDays(1);
  }

  private Instant at(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(rng.between(25_200, 79_200));
  }

  /** How many lines came back. */
  int linesReturned() {
    return orders.linesReturned();
  }
}
