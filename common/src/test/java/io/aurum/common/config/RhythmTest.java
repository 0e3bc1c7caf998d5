package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.run.AurumException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RhythmTest extends WithFixture {
  private static final Rhythm MONTHS =
      new Rhythm(LocalDate.parse("2025-01-31"), Period.ofMonths(1));

  @Test
  void monthsFromThe31stFallOnTheirLastDays() {
    assertThat(MONTHS.before(LocalDate.parse("2025-04-30")))
        .containsExactly(
            LocalDate.parse("2025-01-31"),
            LocalDate.parse("2025-02-28"),
            LocalDate.parse("2025-03-31"));
  }

  @Test
  void theLatestDateIsThatOfTheDayItself() {
    assertThat(MONTHS.latest(LocalDate.parse("2025-01-30"))).isEmpty();
    assertThat(MONTHS.latest(LocalDate.parse("2025-03-30"))).hasValue(LocalDate.of(2025, 2, 28));
    assertThat(MONTHS.latest(LocalDate.parse("2025-03-31"))).hasValue(LocalDate.of(2025, 3, 31));
  }

  @Test
  void aTaskKeepsToItsOwnDatesElseToThoseOfAll() {
    Settings settings =
        fixture.read(
            """
                sources.calls {
                  entity = table, path = ${DATA}"/crm.csv", columns { plan = plan, gone = gone }
                }
                learning { since = 2025-01-31, every = P1M }
                tasks {
                  a { job = churn, table = calls, label = gone, positive = yes }
                  b {
                    job = churn, table = calls, label = gone, positive = yes
                    learning { since = 2025-05-05, every = P1Y }
                  }
                }
                """);
    assertThat(settings.analysis().learning()).hasValue(MONTHS);
    assertThat(settings.tasks())
        .extracting(TaskSettings::learning)
        .containsExactly(
            Optional.of(MONTHS),
            Optional.of(new Rhythm(LocalDate.parse("2025-05-05"), Period.ofYears(1))));
    LocalDate day = LocalDate.parse("2025-05-05");
    assertThat(settings.tasks())
        .extracting(task -> task.learnedOn(day))
        .containsExactly(LocalDate.parse("2025-04-30"), day);
  }

  @Test
  void allThatIsWrongIsReported() {
    assertThatThrownBy(
            () ->
                fixture.read(
                    """
                        sources.calls {
                          entity = table, path = ${DATA}"/crm.csv", columns { plan = plan, gone = gone }
                        }
                        learning { since = yesterday, every = P0D }
                        tasks.a {
                          job = churn, table = calls, label = gone, positive = yes
                          learning { since = 2025-01-31 }
                        }
                        """))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("bad value 'yesterday' for 'learning.since'")
        .hasMessageContaining("bad value 'P0D' for 'learning.every'")
        .hasMessageContaining("tasks.a.learning.every");
  }
}
