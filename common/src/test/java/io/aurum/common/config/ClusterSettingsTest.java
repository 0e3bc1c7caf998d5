package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.cluster.Method;
import io.aurum.common.cluster.Preparation.Measure;
import io.aurum.common.config.ClusterSettings.Expectation;
import io.aurum.common.config.ClusterSettings.Family;
import io.aurum.common.config.ClusterSettings.Noise;
import io.aurum.common.config.ClusterSettings.Persona;
import io.aurum.common.config.ClusterSettings.Truth;
import io.aurum.common.run.AurumException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ClusterSettingsTest extends WithFixture {
  private static final String SOURCES =
      """
      sources {
        calls { entity = table, path = ${DATA}"/crm.csv", columns { usage = u, plan = p, fee = f } }
        crm { path = ${DATA}"/crm.csv", columns { name = n } }
      }
      attributes { name = full-name }
      """;

  @Test
  void everyKeyIsRead() {
    ClusterSettings read =
        fixture
            .read(
                SOURCES
                    + """
                    cluster {
                      callers {
                        table = calls, exclude = plan, describe = [plan], clusters.most = 5, draws = 30
                        methods = [shapes, k-means], measure = none, noise = separate, least-members = 25
                        history { since = 2025-01-31, every = P1M }
                        families { demographic = [plan] }
                        rules { big = "fee > 100" }
                        personas { saver { fee = "0..9.5", plan = [basic, plus] } }
                      }
                    }
                    evaluate.clusters.callers { column = plan, noise = "0" }
                    """)
            .mining()
            .clusters()
            .get(0);

    assertThat(List.of(read.name(), read.table())).containsExactly("callers", "calls");
    assertThat(read.features()).containsExactly("fee", "usage");
    assertThat(read.told()).containsExactly("fee", "usage", "plan");
    assertThat(List.of(read.least(), read.most(), read.draws())).containsExactly(2, 5, 30);
    assertThat(read.methods()).containsExactly(Method.SHAPES, Method.K_MEANS);
    assertThat(read.measure()).isEqualTo(Measure.NONE);
    assertThat(read.noise()).isEqualTo(Noise.SEPARATE);
    assertThat(read.leastMembers()).isEqualTo(25);
    assertThat(read.history())
        .contains(new Rhythm(LocalDate.parse("2025-01-31"), Period.ofMonths(1)));
    assertThat(read.families()).isEqualTo(Map.of(Family.DEMOGRAPHIC, List.of("plan")));
    assertThat(read.rules().get("big").sql()).isEqualTo("fee > 100");
    assertThat(read.personas())
        .containsExactly(
            new Persona(
                "saver",
                Map.of(
                    "fee", new Expectation.Range(0, 9.5),
                    "plan", new Expectation.OneOf(List.of("basic", "plus")))));
    assertThat(read.truth()).contains(new Truth(Optional.empty(), "plan", Optional.of("0")));
  }

  @Test
  void theDefaultsAreThoseOfTheReference() {
    ClusterSettings read =
        fixture.read(SOURCES + "cluster.all { table = customer_rfm }").mining().clusters().get(0);

    assertThat(read.features()).contains("recency_days", "frequency").doesNotContain("currency");
    assertThat(List.of(read.least(), read.most(), read.draws())).containsExactly(2, 10, 100);
    assertThat(read.methods()).containsExactly(Method.values());
    assertThat(read.noise()).isEqualTo(Noise.ASSIGN);
    assertThat(read.leastMembers()).isEqualTo(10);
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    AurumException problems =
        catchThrowableOfType(
            AurumException.class,
            () ->
                fixture.read(
                    SOURCES
                        + """
                        cluster {
                          callers {
                            table = cals
                          }
                          others {
                            table = calls, features = [fe], clusters { least = 5, most = 3 }
                            personas { p { fee = "9..1", plam = x }, q {} }
                            histori { since = 2025-01-31 }
                          }
                          value { table = customer_value, history { since = 2025-01-31, every = P1M } }
                        }
                        evaluate.clusters.nobody { column = plan }
                        """));

    assertThat(problems)
        .hasMessageContaining("'cals'")
        .hasMessageContaining("did you mean 'calls'?")
        .hasMessageContaining("'fe'")
        .hasMessageContaining("at least 5 and at most 3 clusters")
        .hasMessageContaining("bad value '9..1' for 'cluster.others.personas.p.fee'")
        .hasMessageContaining("unknown column of the table 'cluster.others.personas.p.plam'")
        .hasMessageContaining("empty persona 'cluster.others.personas.q'")
        .hasMessageContaining("unknown key 'cluster.others.histori'")
        .hasMessageContaining("no history of 'customer_value'")
        .hasMessageContaining("unknown key 'evaluate.clusters.nobody'");
  }
}
