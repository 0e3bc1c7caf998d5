package io.aurum.common.kind;

import io.aurum.common.text.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Share of a whole, 0 to 1; {@code 20 %} is 0.2. Six digits after the point are kept. */
final class RateKind extends BaseKind {
  private static final int DECIMALS = 6;

  private static final Issue NOT_A_RATE =
      Issues.validity("not-a-rate", "the text is neither a number nor a percentage");
  private static final Issue OUT_OF_RANGE =
      Issues.validity(
          "out-of-range", "a share lies between 0 and 1; write percentages with their sign");

  RateKind() {
    super(
        Traits.of("rate", "share of a whole, 0 to 1")
            .type(ValueType.NUMBER)
            .longNumbers()
            .issues(NOT_A_RATE, OUT_OF_RANGE));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return share(text)
        .map(RateKind::judge)
        .orElseGet(() -> Standardised.invalid(NOT_A_RATE.code()));
  }

  private static Optional<BigDecimal> share(String text) {
    boolean percent = text.endsWith("%");
    String number = percent ? text.substring(0, text.length() - 1).strip() : text;
    return Numbers.read(number)
        .map(BigDecimal::new)
        .map(value -> percent ? value.movePointLeft(2) : value);
  }

  private static Standardised judge(BigDecimal share) {
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      return Standardised.invalid(OUT_OF_RANGE.code());
    }
    BigDecimal rounded = share.setScale(DECIMALS, RoundingMode.HALF_UP);
    String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    return Standardised.valid(text, null);
  }
}
