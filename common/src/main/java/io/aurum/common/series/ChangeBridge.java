package io.aurum.common.series;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * The change of an amount from one time to another, split exactly. Items that were there before and
 * are there now change by volume (what all of them together sell more, at their old mix and
 * prices), by mix (which of them sell) and by price; the others are new or lost. Volume and price
 * are rounded to the scale of the amounts, mix is what remains, so the parts sum to the change.
 *
 * @param volume change of the quantity of all lasting items at the old mean price
 * @param price change of prices times the present quantities
 * @param mix what remains of the change of lasting items
 * @param added amounts of items that were not there before
 * @param lost amounts of items that are gone, as a negative number
 */
public record ChangeBridge(
    BigDecimal volume, BigDecimal price, BigDecimal mix, BigDecimal added, BigDecimal lost) {
  private static final ChangeBridge NONE =
      new ChangeBridge(
          BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /**
   * One item before and now.
   *
   * @param quantityBefore and the other quantities and amounts: zero where the item was not there
   */
  public record Item(
      BigDecimal quantityBefore,
      BigDecimal amountBefore,
      BigDecimal quantityNow,
      BigDecimal amountNow) {

    /** An item that is counted, so that its quantity is its amount. */
    public static Item counted(BigDecimal before, BigDecimal now) {
      return new Item(before, before, now, now);
    }

    BigDecimal change() {
      return amountNow.subtract(amountBefore);
    }

    boolean isNew() {
      return quantityBefore.signum() == 0 && amountBefore.signum() == 0;
    }

    boolean isLost() {
      return quantityNow.signum() == 0 && amountNow.signum() == 0;
    }
  }

  /** Splits the change of all items together. */
  public static ChangeBridge of(Collection<Item> items) {
    BigDecimal before = BigDecimal.ZERO;
    BigDecimal now = BigDecimal.ZERO;
    BigDecimal amountBefore = BigDecimal.ZERO;
    BigDecimal lasting = BigDecimal.ZERO;
    BigDecimal price = BigDecimal.ZERO;
    BigDecimal added = BigDecimal.ZERO;
    BigDecimal lost = BigDecimal.ZERO;
    int scale =
        items.stream()
            .mapToInt(item -> Math.max(item.amountNow().scale(), item.amountBefore().scale()))
            .max()
            .orElse(0);
    for (Item item : items) {
      if (item.isNew()) {
        added = added.add(item.amountNow());
      } else if (item.isLost()) {
        lost = lost.subtract(item.amountBefore());
      } else {
        before = before.add(item.quantityBefore());
        now = now.add(item.quantityNow());
        amountBefore = amountBefore.add(item.amountBefore());
        lasting = lasting.add(item.change());
        price = price.add(price(item, scale));
      }
    }
    BigDecimal volume =
        before.signum() == 0
            ? BigDecimal.ZERO
            : amountBefore
                .multiply(now.subtract(before))
                .divide(before, scale, RoundingMode.HALF_EVEN);
    return new ChangeBridge(volume, price, lasting.subtract(volume).subtract(price), added, lost);
  }

  /** No change. */
  public static ChangeBridge none() {
    return NONE;
  }

  /** The change that the parts sum to. */
  public BigDecimal total() {
    return volume.add(price).add(mix).add(added).add(lost);
  }

  /** What the present quantity costs more than at the old price. */
  private static BigDecimal price(Item item, int scale) {
    return item.quantityBefore().signum() == 0
        ? BigDecimal.ZERO
        : item.amountNow()
            .subtract(
                item.amountBefore()
                    .multiply(item.quantityNow())
                    .divide(item.quantityBefore(), scale, RoundingMode.HALF_EVEN));
  }
}
