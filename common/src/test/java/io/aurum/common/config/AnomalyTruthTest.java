package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.config.AnomalyTruth.TrueCause;
import io.aurum.common.config.AnomalyTruth.Window;
import io.aurum.common.run.AurumException;
import io.aurum.common.series.Cube.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AnomalyTruthTest extends WithFixture {
  private static final String WATCHED =
      """
      sources {
        calls { entity = table, path = ${DATA}"/crm.csv", columns { at = a, usage = u, plan = p } }
      }
      anomaly {
        calls { table = calls, time = at, metrics { calls { measure = count } } }
        usage { table = calls, time = at, metrics { usage { measure = sum, column = usage } } }
      }
      """;

  @Test
  void windowsAndCausesAreReadByTheirAnalysis() {
    List<AnomalySettings> analyses =
        fixture
            .read(
                WATCHED
                    + """
                    evaluate.anomalies.usage {
                      windows = [
                        "2026-02-01T00:00:00Z/2026-02-03T00:00:00Z"
                        "2026-01-01T00:00:00Z/2026-01-01T00:00:00Z"
                      ]
                      causes = [
                        "2026-02-01T00:00:00Z plan = gold and country = DE"
                        "2026-02-01T00:00:00Z plan = a = b"
                      ]
                    }
                    """)
            .mining()
            .anomalies();

    Instant february = Instant.parse("2026-02-01T00:00:00Z");
    Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(analyses.get(0).truth()).isEmpty();
    assertThat(analyses.get(1).truth())
        .contains(
            new AnomalyTruth(
                Optional.of(
                    List.of(
                        new Window(newYear, newYear),
                        new Window(february, Instant.parse("2026-02-03T00:00:00Z")))),
                List.of(
                    new TrueCause(february, new Scope(Map.of("country", "DE", "plan", "gold"))),
                    new TrueCause(february, new Scope(Map.of("plan", "a = b"))))));
  }

  @Test
  void badTruthsAreToldAllAtOnce() {
    AurumException thrown =
        catchThrowableOfType(
            AurumException.class,
            () ->
                fixture.read(
                    WATCHED
                        + """
                        evaluate.anomalies {
                          usge { windows = ["2026-02-01T00:00:00Z"] }
                          usage {
                            windows = [
                              "2026-02-03T00:00:00Z/2026-02-01T00:00:00Z"
                              "2026-01-01T00:00:00Z/2026-01-05T00:00:00Z"
                              "2026-01-05T00:00:00Z/2026-01-06T00:00:00Z"
                            ]
                            causes = ["yesterday plan = gold", "2026-02-01T00:00:00Z gold"]
                          }
                          calls { window = [] }
                        }
                        """));

    assertThat(thrown.getMessage())
        .contains("unknown 'evaluate.anomalies.usge'", "did you mean 'usage'")
        .contains("it is not two times", "it ends before it begins")
        .contains("overlapping windows in 'evaluate.anomalies.usage'")
        .contains("it is not a time with values", "'gold' has no '='")
        .contains("no truth in 'evaluate.anomalies.calls'", "did you mean 'windows'");
  }
}
