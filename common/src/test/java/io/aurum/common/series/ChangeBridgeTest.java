package io.aurum.common.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.series.ChangeBridge.Item;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ChangeBridgeTest {

  @Test
  void partsAreWhatTheyAreCalled() {
    ChangeBridge bridge =
        ChangeBridge.of(
            List.of(
                item(10, "100.00", 20, "240.00"), // twice the pieces, 12 in place of 10 each
                item(10, "50.00", 10, "50.00"),
                item(0, "0", 3, "30.00"),
                item(4, "20.00", 0, "0")));

    assertThat(bridge.volume()).isEqualByComparingTo("75.00"); // half more pieces of 150
    assertThat(bridge.price()).isEqualByComparingTo("40.00"); // 20 pieces, 2 more each
    assertThat(bridge.mix()).isEqualByComparingTo("25.00");
    assertThat(bridge.added()).isEqualByComparingTo("30.00");
    assertThat(bridge.lost()).isEqualByComparingTo("-20.00");
  }

  @Test
  void whatIsCountedHasNoPrice() {
    ChangeBridge bridge =
        ChangeBridge.of(
            List.of(
                Item.counted(new BigDecimal("4"), new BigDecimal("6")),
                Item.counted(new BigDecimal("6"), new BigDecimal("9"))));

    assertThat(bridge.volume()).isEqualByComparingTo("5");
    assertThat(bridge.price()).isEqualByComparingTo("0");
    assertThat(bridge.mix()).isEqualByComparingTo("0");
  }

  @Property(seed = "42", tries = 300)
  void partsSumToTheChangeToTheLastDigit(
      @ForAll @Size(min = 4, max = 40) List<@IntRange(min = -50, max = 5000) Integer> numbers) {
    List<Item> items =
        java.util.stream.IntStream.range(0, numbers.size() / 4)
            .mapToObj(
                i ->
                    new Item(
                        BigDecimal.valueOf(numbers.get(4 * i)),
                        BigDecimal.valueOf(numbers.get(4 * i + 1), 2),
                        BigDecimal.valueOf(numbers.get(4 * i + 2)),
                        BigDecimal.valueOf(numbers.get(4 * i + 3), 2)))
            .toList();
    BigDecimal change =
        items.stream()
            .map(item -> item.amountNow().subtract(item.amountBefore()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);

    assertThat(ChangeBridge.of(items).total()).isEqualByComparingTo(change);
  }

  private static Item item(int before, String amountBefore, int now, String amountNow) {
    return new Item(
        BigDecimal.valueOf(before),
        new BigDecimal(amountBefore),
        BigDecimal.valueOf(now),
        new BigDecimal(amountNow));
  }
}
