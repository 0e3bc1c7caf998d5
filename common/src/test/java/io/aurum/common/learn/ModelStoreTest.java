package io.aurum.common.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.model.CrossFit;
import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.Examples;
import io.aurum.common.model.LearnedModel;
import io.aurum.common.model.Worlds;
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
}
