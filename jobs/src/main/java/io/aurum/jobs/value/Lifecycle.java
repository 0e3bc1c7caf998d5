package io.aurum.jobs.value;

import io.aurum.common.config.ValueSettings;
import java.util.Locale;

/**
 * The stage of a customer's life at a date, and since when.
 *
 * <p>The first purchase makes a customer first-time; a further one active, or reactivated where the
 * customer had been inactive or worse. Without a purchase the customer is defecting after {@code
 * active-days}, inactive from {@code inactive-days}, churned from {@code churned-days} on. A stage
 * begins on the day on which it is entered and goes on while it does not change.
 *
 * @param since epoch day
 */
record Lifecycle(Stage stage, int since) {

  /** The stages, in the order of a life. */
  enum Stage {
    LEAD,
    FIRST_TIME,
    ACTIVE,
    REACTIVATED,
    DEFECTING,
    INACTIVE,
    CHURNED;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The stage of a customer who has bought.
   *
   * @param purchases epoch days up to the date, ascending, at least one
   * @param date epoch day
   */
  static Lifecycle at(int[] purchases, int date, ValueSettings settings) {
    Lifecycle life = new Lifecycle(Stage.FIRST_TIME, purchases[0]);
    for (int i = 1; i < purchases.length; i++) {
      Stage before = silent(life, purchases[i - 1], purchases[i], settings).stage();
      boolean wasGone = before == Stage.INACTIVE || before == Stage.CHURNED;
      Stage stage = wasGone ? Stage.REACTIVATED : Stage.ACTIVE;
      boolean goesOn = stage == before && before == life.stage();
      life = goesOn ? life : new Lifecycle(stage, purchases[i]);
    }
    return silent(life, purchases[purchases.length - 1], date, settings);
  }

  /** What becomes of a stage without a purchase since the last one. */
  private static Lifecycle silent(Lifecycle life, int last, int date, ValueSettings settings) {
    int silence = date - last;
    if (silence >= settings.churnedDays()) {
      return new Lifecycle(Stage.CHURNED, last + settings.churnedDays());
    }
    if (silence >= settings.inactiveDays()) {
      return new Lifecycle(Stage.INACTIVE, last + settings.inactiveDays());
    }
    return silence > settings.activeDays()
        ? new Lifecycle(Stage.DEFECTING, last + settings.activeDays() + 1)
        : life;
  }
}
