package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.config.OutlierSettings.SuspectedType;
import io.aurum.common.config.OutlierSettings.Threshold;
import io.aurum.common.rule.Condition;
import io.aurum.common.run.AurumException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class OutlierSettingsTest extends WithFixture {
  private static final String SOURCES =
      """
      sources {
        calls { entity = table, path = ${DATA}"/crm.csv", columns { usage = u, plan = p, odd = o } }
      }
      """;

  @Test
  void everyKeyIsRead() {
    List<OutlierSettings> analyses =
        fixture
            .read(
                SOURCES
                    + """
                    outlier {
                      strange_calls {
                        table = calls, features = [plan, usage], threshold = rate, rate = 0.05
                        types {
                          test = "usage = 0"
                          abuse = "usage > 100"
                        }
                      }
                      plain { table = calls, exclude = odd }
                    }
                    evaluate.outliers {
                      strange_calls { column = odd, positive = yes }
                      plain = odd
                    }
                    """)
            .mining()
            .outliers();

    OutlierSettings strange = analyses.get(0);
    assertThat(strange.types()).extracting(SuspectedType::name).containsExactly("test", "abuse");
    assertThat(strange.types().get(1).when().sql()).isEqualTo("usage > 100");
    assertThat(strange)
        .isEqualTo(
            new OutlierSettings(
                "strange_calls",
                "calls",
                Condition.NONE,
                List.of("plan", "usage"),
                Threshold.RATE,
                0.05,
                Optional.of(new OutlierTruth("odd", "yes")),
                strange.types()));
    assertThat(analyses.get(1))
        .isEqualTo(
            new OutlierSettings(
                "plain",
                "calls",
                Condition.NONE,
                List.of("plan", "usage"),
                Threshold.GAP,
                0.01,
                Optional.of(new OutlierTruth("odd", "1")),
                List.of()));
  }

  @Test
  void allProblemsComeAtOnce() {
    AurumException thrown =
        catchThrowableOfType(
            AurumException.class,
            () ->
                fixture.read(
                    SOURCES
                        + """
                        outlier {
                          a { table = call }
                          b { table = calls, features = [usag], threshold = gaps, rate = 0.9 }
                          c { table = calls, exclude = [usage, plan, odd] }
                          d { table = calls }
                        }
                        evaluate.outliers { d = odd, e = odd }
                        """));

    assertThat(thrown.getMessage())
        .contains("unknown table 'call'", "did you mean 'calls'")
        .contains("unknown column of the table 'usag'", "'gaps'", "'0.9' for 'outlier.b.rate'")
        .contains("no features in 'outlier.c'")
        .contains("the truth 'odd' among the features of 'outlier.d'")
        .contains("unknown 'evaluate.outliers.e'");
  }

  @Test
  void conditionsNameColumnsOfTheTable() {
    String sound =
        "`Plan` in ('a', 'b') and exists(split(plan, ','), x -> x = cast(usage as string))";

    assertThat(
            fixture
                .read(SOURCES + "outlier { a { table = calls, where = \"%s\" } }".formatted(sound))
                .mining()
                .outliers()
                .get(0)
                .where()
                .sql())
        .isEqualTo(sound);
    assertThat(
            catchThrowableOfType(
                    AurumException.class,
                    () ->
                        fixture.read(
                            SOURCES
                                + """
                                outlier {
                                  a { table = calls, where = "exists(plan, x -> x = usge) and x > 0" }
                                  b { table = calls, where = "usage > 0 mostly" }
                                  c { table = calls, where = "usage >" }
                                  d { table = calls, where = "usage > 0 # calls" }
                                }
                                """))
                .getMessage())
        .contains("unknown column 'usge' in 'outlier.a.where'", "did you mean 'usage'?")
        .contains("unknown column 'x' in 'outlier.a.where'")
        .contains("for 'outlier.b.where'", "Syntax error at or near 'mostly'")
        .contains("for 'outlier.c.where'", "Syntax error at or near end of input")
        .contains("for 'outlier.d.where'", "Syntax error at or near '#'");
  }
}
