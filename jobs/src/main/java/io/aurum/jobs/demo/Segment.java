package io.aurum.jobs.demo;

import java.util.Locale;

/** How a customer behaves: the segments that a clustering of behaviour should find again. */
enum Segment {
  LOYAL_REGULAR(20, 0.55, 1.4, 1, 0.10, 0.5, 0.55),
  BIG_SPENDER(8, 0.35, 1.8, 3, 0.02, 0.6, 0.40),
  BARGAIN_HUNTER(22, 0.30, 1.0, 1, 0.85, 0.9, 0.60),
  OCCASIONAL(35, 0.12, 0.3, 1, 0.20, 0.2, 0.20),
  WINDOW_SHOPPER(15, 0.05, 0.2, 1, 0.20, 1.2, 0.30);

  private final int share;
  private final double ordersPerMonth;
  private final double furtherLines;
  private final int quantity;
  private final double discountRate;
  private final double visitsPerMonth;
  private final double openRate;

  Segment(
      int share,
      double ordersPerMonth,
      double furtherLines,
      int quantity,
      double discountRate,
      double visitsPerMonth,
      double openRate) {
    this.share = share;
    this.ordersPerMonth = ordersPerMonth;
    this.furtherLines = furtherLines;
    this.quantity = quantity;
    this.discountRate = discountRate;
    this.visitsPerMonth = visitsPerMonth;
    this.openRate = openRate;
  }

  static Segment pick(Rng rng) {
    int point = rng.below(100);
    for (Segment segment : values()) {
      point -= segment.share;
      if (point < 0) {
        return segment;
      }
    }
    throw new IllegalStateException("The shares of the segments sum to less than 100");
  }

  /** The segment with a code. */
  static Segment of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Mean orders per month while the customer is active. */
  double ordersPerMonth() {
    return ordersPerMonth;
  }

  /** Mean lines of an order beyond the first. */
  double furtherLines() {
    return furtherLines;
  }

  /** Largest usual quantity of a line. */
  int quantity() {
    return quantity;
  }

  /** Share of lines bought at a discount. */
  double discountRate() {
    return discountRate;
  }

  /** Mean visits of the web shop per month. */
  double visitsPerMonth() {
    return visitsPerMonth;
  }

  /** Probability that a newsletter is opened. */
  double openRate() {
    return openRate;
  }
}
