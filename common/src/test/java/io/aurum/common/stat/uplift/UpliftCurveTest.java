package io.aurum.common.stat.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.stat.Estimate;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Four treated and four others: the treatment helps the first half, and harms nobody. */
@Tag("fast")
class UpliftCurveTest {
  private static final boolean[] TREATED = {true, false, true, false, true, false, true, false};
  private static final boolean[] CAME = {true, false, true, false, false, false, true, true};
  private static final long[] CONTENT = LongStream.range(0, 8).toArray();

  @Test
  void figuresAreThoseOfTheHand() {
    UpliftCurve good = curve(8, 7, 6, 5, 4, 3, 2, 1);

    assertThat(good.averageEffect().value()).isCloseTo(3 / 4.0 - 1 / 4.0, within(1e-12));
    assertThat(good.averageEffect().standardError())
        .isCloseTo(Math.sqrt(2 * 0.75 * 0.25 / 4), within(1e-12));
    assertThat(good.at(0.5).value()).isEqualTo(1);
    // Gains after each row: 1, 1, 2, 2, 2, 2, 3, 2 of 4; the line ends at 2 of 4.
    assertThat(good.qini().value())
        .isCloseTo((0.5 + 1 + 1.5 + 2 + 2 + 2 + 2.5 + 2.5) / 4 / 8 - 0.25, within(1e-12));
    assertThat(good.tenths()).hasSize(10);
    assertThat(good.tenths().stream().mapToLong(p -> p.treated() + p.control()).sum()).isEqualTo(8);
  }

  @Test
  void theReverseOrderIsWorseThanChanceAndTiesDependOnContentAlone() {
    assertThat(curve(1, 2, 3, 4, 5, 6, 7, 8).qini().value()).isNegative();
    assertThat(curve(1, 1, 1, 1, 1, 1, 1, 1).qini().value())
        .isEqualTo(curve(8, 7, 6, 5, 4, 3, 2, 1).qini().value());
  }

  @Test
  void somebodyMustHaveBeenTreatedAndSomebodyNot() {
    assertThatThrownBy(
            () ->
                new UpliftCurve(
                    new double[2], new boolean[2], new boolean[] {true, false}, new long[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 of 2 rows were treated");
  }

  /** The uplift is the score; the figure of many rows stands for the truth. */
  @Test
  void theIntervalOfTheQiniHoldsTheTruthAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(42);
    double truth = world(100_000, random).qini().value();
    int held = 0;
    for (int trial = 0; trial < 200; trial++) {
      Estimate found = world(300, random).qini();
      held += found.lower() <= truth && truth <= found.upper() ? 1 : 0;
    }
    assertThat(held).isBetween(180, 199);
  }

  private static UpliftCurve world(int n, SplittableRandom random) {
    double[] uplift = new double[n];
    boolean[] treated = new boolean[n];
    boolean[] came = new boolean[n];
    for (int i = 0; i < n; i++) {
      uplift[i] = random.nextDouble();
      treated[i] = random.nextBoolean();
      came[i] = random.nextDouble() < 0.2 + (treated[i] ? 0.5 * uplift[i] : 0);
    }
    return new UpliftCurve(uplift, treated, came, LongStream.range(0, n).toArray());
  }

  private static UpliftCurve curve(double... uplift) {
    return new UpliftCurve(uplift, TREATED, CAME, CONTENT);
  }
}
