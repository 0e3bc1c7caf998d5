package io.aurum.common.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.TaskSettings.Treatment;
import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.CrossFit;
import io.aurum.common.model.Examples;
import io.aurum.common.model.Worlds;
import io.aurum.common.stat.uplift.UpliftCurve.Part;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A treatment that was drawn by chance and does nothing. */
@Tag("fast")
class UpliftTest {
  private static final int ROWS = 2_400;
  private static final Treatment TREATMENT = new Treatment("mail", "sent", "none");

  /** Else a decile would compare customers that are not alike. */
  @Test
  void theScoresDoNotTellWhoWasTreated() {
    Random random = new Random(42);
    Examples rows = Worlds.customers(ROWS, 3);
    Object[][] mail = new Object[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      mail[i] = new Object[] {random.nextBoolean() ? "sent" : "none"};
    }
    Learnt learnt = new Learnt(rows, new String[ROWS], new int[ROWS], List.of("mail"), mail);

    List<Part> tenths =
        new Uplift(TREATMENT, model(learnt, "sent"), model(learnt, "none")).curve(learnt).tenths();

    assertThat(tenths).hasSize(10);
    double all = tenths.stream().mapToDouble(Part::treated).sum() / ROWS;
    double chi =
        tenths.stream()
            .mapToDouble(
                tenth -> {
                  double n = tenth.treated() + tenth.control();
                  double off = tenth.treated() - all * n;
                  return off * off / (n * all * (1 - all));
                })
            .sum();
    assertThat(chi).as("chi squared with 9 degrees of freedom, 0.999 quantile").isLessThan(27.9);
  }

  private static Model model(Learnt learnt, String arm) {
    Examples rows = learnt.examples().at(Uplift.arm(learnt, TREATMENT, arm));
    return new Model(arm, CrossFit.classes(rows, 2, 1), rows);
  }
}
