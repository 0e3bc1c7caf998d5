package io.aurum.common.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.model.CrossFit;
import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.Examples;
import io.aurum.common.model.LearnedModel;
import io.aurum.common.model.Worlds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ModelStoreTest {

  @Test
  void aModelThatIsReadAgainScoresBitForBitTheSame() {
    Examples rows = Worlds.customers(600, 3);
    Learned learned = CrossFit.classes(rows, 3, 7);
    Learned read = ModelStore.read(ModelStore.write(learned), Learned.class);

    assertThat(read.report().scores()).containsExactly(learned.report().scores());
    assertThat(read.model().columns()).isEqualTo(learned.model().columns());
    var before = learned.model().predictor();
    var after = read.model().predictor();
    for (int i = 0; i < rows.size(); i++) {
      int fold = read.model().fold(rows.hash(i), rows.target(i));
      assertThat(after.predict(rows.row(i), fold))
          .usingRecursiveComparison()
          .isEqualTo(before.predict(rows.row(i), fold));
      assertThat(after.score(rows.row(i), LearnedModel.UNSEEN))
          .isEqualTo(before.score(rows.row(i), LearnedModel.UNSEEN));
    }
    assertThat(ModelStore.write(read)).isEqualTo(ModelStore.write(learned));
  }

  /** Folds of groups and of days are kept as those by content are. */
  @Test
  void everyKindOfFoldsIsReadAgain() {
    Examples rows = Worlds.customers(300, 5);
    int[] numbers = IntStream.range(0, rows.size()).toArray();
    int[] days = Arrays.stream(numbers).map(i -> i / 5).toArray();
    long[] groups = Arrays.stream(numbers).mapToLong(i -> i / 3).toArray();
    Examples grouped =
        new Examples(
            rows.columns(),
            Arrays.stream(numbers).mapToObj(rows::row).toArray(Object[][]::new),
            Arrays.stream(numbers).mapToDouble(rows::target).toArray(),
            Arrays.stream(numbers).mapToLong(rows::hash).toArray(),
            groups);
    for (Examples of : List.of(rows.inOrderOf(days), grouped)) {
      Learned learned = CrossFit.classes(of, 3, 7);
      Learned read = ModelStore.read(ModelStore.write(learned), Learned.class);
      var predictor = read.model().predictor();
      for (int i : numbers) {
        int fold = learned.model().fold(groups[i], days[i], rows.target(i));
        assertThat(read.model().fold(groups[i], days[i], rows.target(i))).isEqualTo(fold);
        assertThat(predictor.score(rows.row(i), fold))
            .isCloseTo(learned.report().scores()[i], within(1e-9));
      }
    }
  }
}
