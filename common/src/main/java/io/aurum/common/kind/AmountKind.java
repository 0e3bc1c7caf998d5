package io.aurum.common.kind;

import io.aurum.common.text.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amount of money or goods. A currency beside the number is left out; four digits after the point
 * are kept, rounded half up; as many as 14 may stand before it, so that every valid amount fits
 * {@code DECIMAL(18,4)}.
 */
final class AmountKind extends BaseKind {
  private static final int DECIMALS = 4;
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(14);

  private static final Issue NOT_AN_AMOUNT =
      Issues.validity("not-an-amount", "the text is no amount; check units and the column mapping");
  private static final Issue OUT_OF_RANGE =
      Issues.validity(
          "out-of-range", "the amount has more than 14 digits before the point; check its unit");

  AmountKind() {
    super(
        Traits.of("amount", "amount of money or goods")
            .type(ValueType.NUMBER)
            .longNumbers()
            .issues(NOT_AN_AMOUNT, OUT_OF_RANGE));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Amounts.read(text)
        .map(AmountKind::judge)
        .orElseGet(() -> Standardised.invalid(NOT_AN_AMOUNT.code()));
  }

  private static Standardised judge(String plain) {
    BigDecimal amount = new BigDecimal(plain).setScale(DECIMALS, RoundingMode.HALF_UP);
    if (amount.abs().compareTo(LIMIT) >= 0) {
      return Standardised.invalid(OUT_OF_RANGE.code());
    }
    String text = amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    return Standardised.valid(text, null);
  }
}
