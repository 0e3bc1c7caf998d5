package io.aurum.jobs.demo;

import java.util.Locale;

/** Customers who do not behave like customers: what an outlier detection should find. */
enum OddKind {
  /** Orders of one cent, many within a minute. */
  TEST_ACCOUNT,
  /** A page view every second. */
  BOT,
  /** Ten times the usual quantities. */
  VIP;

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
