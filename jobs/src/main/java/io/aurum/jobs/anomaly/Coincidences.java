package io.aurum.jobs.anomaly;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.lake.Lake;
import io.aurum.common.series.ChangeBridge;
import io.aurum.common.series.Cube.Scope;
import io.aurum.common.table.Entities;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** What else happened when a driver moved: campaigns, changes of price, items that ran out. */
final class Coincidences {
  /** Relative change of prices that is worth a word. */
  private static final double PRICE_CHANGE = 0.02;

  /** Share of the change that items which sell no more must have to be named. */
  private static final double LOST_SHARE = 0.1;

  private static final List<String> SHARED = List.of("product_id", "country", "channel");

  private final List<Campaign> campaigns;

  private Coincidences(List<Campaign> campaigns) {
    this.campaigns = List.copyOf(campaigns);
  }

  /** A campaign with the days on which it ran and what it was about. */
  private record Campaign(String id, LocalDate starts, LocalDate ends, Map<String, String> about) {
    /** It names a value of the driver, and none that contradicts it. */
    boolean fits(Scope driver) {
      boolean agrees = false;
      for (Map.Entry<String, String> one : about.entrySet()) {
        String value = driver.values().get(one.getKey());
        if (value != null && !value.equals(one.getValue())) {
          return false;
        }
        agrees |= value != null;
      }
      return agrees;
    }

    boolean ran(LocalDate from, LocalDate to) {
      return !starts.isAfter(to) && !ends.isBefore(from);
    }
  }

  /** Reads the campaigns that ran while events happened. */
  static Coincidences read(Lake lake, List<Event> events) {
    if (events.isEmpty() || lake.count(Entities.CAMPAIGN.table()) == 0) {
      return new Coincidences(List.of());
    }
    List<Campaign> campaigns = new ArrayList<>();
    for (Row row :
        lake.read(Entities.CAMPAIGN.table())
            .where(col("starts_on").isNotNull().and(col("ends_on").isNotNull()))
            .selectExpr(
                "campaign_id",
                "cast(starts_on as string)",
                "cast(ends_on as string)",
                "product_id",
                "country",
                "channel")
            .orderBy("starts_on", "campaign_id", "product_id", "country", "channel")
            .collectAsList()) {
      Campaign campaign = campaign(row);
      if (events.stream().anyMatch(e -> campaign.ran(day(e.start()), day(e.end())))) {
        campaigns.add(campaign);
      }
    }
    return new Coincidences(campaigns);
  }

  private static Campaign campaign(Row row) {
    Map<String, String> about = new TreeMap<>();
    for (int i = 0; i < SHARED.size(); i++) {
      if (!row.isNullAt(3 + i)) {
        about.put(SHARED.get(i), row.getString(3 + i));
      }
    }
    return new Campaign(
        row.getString(0),
        LocalDate.parse(row.getString(1)),
        LocalDate.parse(row.getString(2)),
        about);
  }

  /**
   * What coincided with a driver, in words; empty where nothing did.
   *
   * @param repriced what the items make more whose every price changed to one side
   */
  String words(
      Event event,
      Scope driver,
      BigDecimal observed,
      BigDecimal baseline,
      ChangeBridge bridge,
      BigDecimal repriced,
      List<ChangeBridge.Item> items,
      List<Shelves.Empty> empty) {
    List<String> words = new ArrayList<>();
    for (Campaign campaign : campaigns) {
      if (campaign.fits(driver) && campaign.ran(day(event.start()), day(event.end()))) {
        words.add(
            "campaign %s ran from %s to %s"
                .formatted(campaign.id(), campaign.starts(), campaign.ends()));
      }
    }
    double change = observed.subtract(baseline).doubleValue();
    double atOldPrices = observed.subtract(bridge.price()).subtract(bridge.added()).doubleValue();
    double price = repriced.doubleValue() / atOldPrices;
    if (Double.isFinite(price) && Math.abs(price) >= PRICE_CHANGE) {
      words.add(
          String.format(
              Locale.ROOT, "prices %.1f %% %s", 100 * Math.abs(price), price > 0 ? "up" : "down"));
    }
    empty.forEach(item -> words.add(item.words()));
    if (empty.isEmpty() && change < 0 && bridge.lost().doubleValue() / change >= LOST_SHARE) {
      long gone =
          items.stream()
              .filter(item -> item.amountNow().signum() == 0 && item.amountBefore().signum() > 0)
              .count();
      words.add(
          String.format(
              Locale.ROOT,
              "%,d %s that sold before sold nothing",
              gone,
              gone == 1 ? "part" : "parts"));
    }
    return String.join("; ", words);
  }

  private static LocalDate day(long seconds) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
  }
}
