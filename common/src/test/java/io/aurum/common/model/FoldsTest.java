package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.LearnedModel.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FoldsTest {

  /** The example of scikit-learn's StratifiedGroupKFold with three splits: 3+6+7, 1+2+8, 4+5. */
  @Test
  void groupsAreDealtAsScikitLearnDoes() {
    int[] stratum = {0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    long[] group = {1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 5, 5, 6, 6, 7, 8, 8};
    for (long seed = 0; seed < 20; seed++) {
      Folds folds = Folds.ofGroups(group, stratum, 3, seed);
      int[][] rows = new int[3][2];
      IntStream.range(0, group.length)
          .forEach(i -> rows[folds.fold(group[i], stratum[i])][stratum[i]]++);
      assertThat(Arrays.stream(rows).map(Arrays::toString).sorted())
          .containsExactly("[3, 3]", "[4, 1]", "[4, 2]");
    }
  }

  /** 400 customers of 1 to 4 rows; a tenth of the rows are positive, all those of a customer. */
  @Test
  void groupsStayWholeAndStrataEven() {
    Random random = new Random(5);
    List<int[]> rows = new ArrayList<>();
    for (int customer = 0; customer < 400; customer++) {
      int positive = random.nextInt(10) == 0 ? 1 : 0;
      int own = 1 + random.nextInt(4);
      for (int row = 0; row < own; row++) {
        rows.add(new int[] {customer, positive});
      }
    }
    int[] first = foldOf(rows);
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
    Collections.shuffle(order, random);
    int[] turned = foldOf(order.stream().map(rows::get).toList());
    for (int i = 0; i < turned.length; i++) {
      assertThat(turned[i]).as("in any order").isEqualTo(first[order.get(i)]);
    }
    long positives = rows.stream().filter(row -> row[1] == 1).count();
    for (int f = 0; f < 5; f++) {
      int fold = f;
      long own = IntStream.range(0, first.length).filter(i -> first[i] == fold).count();
      long ownPositives =
          IntStream.range(0, first.length)
              .filter(i -> first[i] == fold && rows.get(i)[1] == 1)
              .count();
      assertThat(own).isBetween(rows.size() / 5L - 2, rows.size() / 5L + 2);
      assertThat(ownPositives).isBetween(positives / 5 - 1, positives / 5 + 2);
    }
    Folds folds = Folds.ofGroups(new long[] {1, 2}, new int[2], 2, 42);
    assertThat(folds.fold(3, 0)).as("not learnt from").isEqualTo(LearnedModel.UNSEEN);
  }

  private static int[] foldOf(List<int[]> rows) {
    long[] groups = rows.stream().mapToLong(row -> row[0]).toArray();
    int[] strata = rows.stream().mapToInt(row -> row[1]).toArray();
    Folds folds = Folds.ofGroups(groups, strata, 5, 42);
    return IntStream.range(0, groups.length).map(i -> folds.fold(groups[i], strata[i])).toArray();
  }

  /** Days 1 to 6 with 1, 1, 6, 1, 2 and 1 rows: 4 a block are nearest before 3, and 4. */
  @Test
  void blocksOfDaysAreAsEvenAsWholeDaysAllow() {
    int[] day = {3, 1, 3, 5, 3, 2, 3, 6, 3, 4, 3, 5};
    Folds folds = Folds.ofDays(day, new int[day.length], 3).orElseThrow();
    assertThat(IntStream.rangeClosed(0, 7).map(d -> folds.fold(0, d, 0)))
        .containsExactly(0, 0, 0, 1, 2, 2, 2, 2);
    assertThat(folds.count()).isEqualTo(3);
  }

  @Test
  void withoutDaysOrClassesEnoughThereAreNoBlocks() {
    assertThat(Folds.ofDays(new int[] {1, 1, 2, 2}, new int[4], 3)).isEmpty();
    assertThat(Folds.ofDays(new int[] {1, 2, 3, 4}, new int[] {0, 0, 1, 1}, 2)).isEmpty();
    assertThat(Folds.ofDays(new int[] {1, 2, 3, 4}, new int[] {0, 1, 0, 1}, 2)).isPresent();
  }

  /** The score of each row is that of the model of the other blocks. */
  @Test
  void noRowIsPredictedByAModelOfItsDay() {
    Examples rows = Worlds.customers(600, 8);
    int[] days = IntStream.range(0, rows.size()).map(i -> (int) (rows.hash(i) & 63)).toArray();
    Examples ordered = rows.inOrderOf(days);
    Learned learned = CrossFit.classes(ordered, 3, 42);
    int[] blocks = CrossFit.blocks(ordered, true, 3).orElseThrow();
    Predictor predictor = learned.model().predictor();
    for (int i = 0; i < rows.size(); i++) {
      int fold = learned.model().fold(rows.group(i), days[i], rows.target(i));
      assertThat(fold).isEqualTo(blocks[i]);
      assertThat(predictor.score(rows.row(i), fold))
          .isCloseTo(learned.report().scores()[i], within(1e-9));
    }
    for (int day = 0; day < 64; day++) {
      int of = day;
      assertThat(
              IntStream.range(0, days.length)
                  .filter(i -> days[i] == of)
                  .map(i -> blocks[i])
                  .distinct())
          .hasSizeLessThanOrEqualTo(1);
    }
  }
}
