package io.aurum.jobs.demo;

import io.aurum.jobs.demo.Catalogue.Product;
import io.aurum.jobs.demo.EventFiles.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The order lines of one customer, and what of them came back. */
final class Orders {
  /** Probability that a line comes back. */
  static final double RETURNED = 0.06;

  private static final Map<Source, String> CHANNELS =
      Map.of(Source.WEB_SHOP, "web", Source.LOYALTY, "store", Source.CRM, "phone");

  private final DemoSettings settings;
  private final Catalogue catalogue;
  private final EventFiles files;
  private final Known known;
  private final Rng returns;
  private int orders;
  private int linesReturned;

  Orders(DemoSettings settings, Catalogue catalogue, EventFiles files, Known known) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.files = files;
    this.known = known;
    this.returns = Rng.of(settings.seed(), "returns", known.customer().number());
  }

  /**
   * When an order was placed, and in which month of the two years, from 0.
   *
   * @param promised day of its delivery; empty where none was
   * @param delivered empty where it never was
   */
  record Dates(Instant at, String promised, String delivered, int month) {
    static Dates of(Instant at, LocalDate promised, LocalDate delivered, int month) {
      return new Dates(at, promised.toString(), delivered.toString(), month);
    }
  }

  /**
   * A line.
   *
   * @param cents price of a piece
   */
  private record Line(Product product, int quantity, long cents, String discount) {}

  /** How many lines came back. */
  int linesReturned() {
    return linesReturned;
  }

  /**
   * Writes an order at the prices of the month, and those of its lines that come back by the end of
   * the demo.
   *
   * @param most pieces of a line
   * @param times by which its pieces are multiplied
   * @param discountRate share of the lines with a discount
   */
  void place(
      Source shop,
      Dates dates,
      List<Product> basket,
      int most,
      int times,
      double discountRate,
      Rng rng)
      throws IOException {
    String order = nextOrder();
    for (int i = 0; i < basket.size(); i++) {
      Product product = basket.get(i);
      int quantity = rng.between(1, most) * times;
      String discount = rng.chance(discountRate) ? "0.20" : "0.00";
      Line line = new Line(product, quantity, catalogue.price(product, dates.month), discount);
      write(shop, order, i + 1, line, dates, "");
      if (returns.chance(RETURNED)) {
        giveBack(shop, order, i + 1, line, LocalDate.parse(dates.delivered));
      }
    }
  }

  /** Writes an order of one cent that nobody is ever sent. */
  void test(Instant at, LocalDate day, Product product) throws IOException {
    Line line = new Line(product, 1, 1, "0.00");
    write(Source.WEB_SHOP, nextOrder(), 1, line, new Dates(at, day.toString(), "", 0), "");
  }

  private void giveBack(Source shop, String order, int number, Line line, LocalDate delivered)
      throws IOException {
    LocalDate day = delivered.plusDays(returns.between(3, 14));
    Instant at =
        day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(returns.between(25_200, 79_200));
    if (day.isAfter(settings.asOf())) {
      return;
    }
    linesReturned++;
    Line back = new Line(line.product, -line.quantity, line.cents, line.discount);
    write(shop, order + "-R" + number, 1, back, new Dates(at, "", "", 0), order);
  }

  private void write(
      Source shop, String order, int number, Line line, Dates dates, String returnedOrder)
      throws IOException {
    files.row(
        Kind.ORDER_LINE,
        order,
        number,
        shop.label(),
        known.keys().get(shop),
        CHANNELS.get(shop),
        known.customer().country(),
        line.product.id(),
        line.product.category(),
        line.quantity,
        Catalogue.money(line.cents),
        line.discount,
        Life.CURRENCY,
        dates.at,
        dates.promised,
        dates.delivered,
        returnedOrder);
  }

  private String nextOrder() {
    return String.format(Locale.ROOT, "O%d-%d", known.customer().number(), ++orders);
  }
}
