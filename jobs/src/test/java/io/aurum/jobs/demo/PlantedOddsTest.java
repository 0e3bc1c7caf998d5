package io.aurum.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PlantedOddsTest {

  @Test
  void whoNeverBuysSeldomShowsTheHazardItself() {
    PlantedOdds often = new PlantedOdds(1, 50);

    assertThat(often.nothing(1, 0)).isCloseTo(Life.MONTHLY_HAZARD, within(1e-12));
    assertThat(Math.exp(often.logOddsRatio(2.5)))
        .isCloseTo((0.030 / 0.970) / (0.012 / 0.988), within(1e-9));
  }

  @Test
  void whoBuysSeldomHidesIt() {
    PlantedOdds seldom = new PlantedOdds(3, 0.3);
    // 0.012 + 0.988 x 0.740818 = 0.743928; with it 0.556504, with that 0.419320
    assertThat(seldom.nothing(1, 0)).isCloseTo(0.419320, within(1e-6));
    assertThat(Math.exp(seldom.logOddsRatio(2.5))).isBetween(1.04, 1.07);
    assertThat(seldom.logOddsRatio(1)).isZero();
  }

  @Test
  void itIsWhatLivesShow() {
    Random random = new Random(42);
    int lives = 400_000;
    int nothing = 0;
    for (int life = 0; life < lives; life++) {
      boolean there = true;
      boolean bought = false;
      for (int month = 1; month <= 3 && there && !bought; month++) {
        there = random.nextDouble() >= Life.MONTHLY_HAZARD * (month <= 2 ? 2.5 : 1);
        bought = there && random.nextDouble() >= Math.exp(-0.3);
      }
      nothing += bought ? 0 : 1;
    }
    assertThat((double) nothing / lives)
        .isCloseTo(new PlantedOdds(3, 0.3).nothing(2.5, 2), within(0.003));
  }
}
