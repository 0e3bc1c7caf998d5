package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.config.FutureLabel.Event;
import io.aurum.common.rule.Condition;
import io.aurum.common.run.AurumException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FutureLabelTest extends WithFixture {
  private static final String SOURCES =
      """
      sources {
        crm { path = ${DATA}"/crm.csv", delivery.key = no, columns { country = c, birth = b } }
        orders {
          entity = order_line, path = ${DATA}"/crm.csv"
          customer { source = crm, key = no }
          columns { order_id = o, ordered_at = t, product_id = p, quantity = q, unit_price = u }
        }
        tickets {
          entity = ticket, path = ${DATA}"/crm.csv"
          customer { source = crm, key = no }
          columns { ticket_id = i, opened_at = t }
        }
      }
      attributes { country = country, birth = birth-date }
      """;
  private static final LocalDate AS_OF = LocalDate.parse("2026-01-31");

  @Test
  void everyKeyIsRead() {
    TaskSettings task =
        fixture
            .read(
                SOURCES
                    + """
                    tasks.leaving {
                      job = churn, table = customer_profile
                      label {
                        no-purchase-days = 90, active-within-days = 365
                        snapshots = [2025-06-30, 2025-03-31], tests = 2025-10-31
                      }
                      features = [orders, spend_90d_amount], fairness = orders
                    }
                    """)
            .tasks()
            .get(0);

    assertThat(task.future())
        .contains(
            new FutureLabel(
                Event.NO_PURCHASE,
                90,
                Optional.of(365),
                List.of(LocalDate.parse("2025-03-31"), LocalDate.parse("2025-06-30")),
                List.of(LocalDate.parse("2025-10-31")),
                0));
    assertThat(task.label()).isEqualTo("no_purchase_in_90_days");
    assertThat(task.features()).containsExactly("orders", "spend_90d_amount");
    assertThat(task.fairness()).containsExactly("orders");
  }

  @Test
  void attributesAreNoFeaturesBecauseTheyHaveNoHistory() {
    List<String> features =
        fixture
            .read(
                SOURCES
                    + """
                    tasks.ending {
                      job = classify, table = customer_profile, label.subscription-ended-days = 30
                    }
                    """)
            .tasks()
            .get(0)
            .features();

    assertThat(features).contains("orders", "tickets_30d").doesNotContain("country", "age_band");
  }

  @Test
  void cutsAreMonthsBackFromTheLatestWhoseDaysHavePassed() {
    FutureLabel label =
        new FutureLabel(Event.NO_PURCHASE, 31, Optional.empty(), List.of(), List.of(), 0);

    assertThat(label.testsAt(AS_OF)).containsExactly(LocalDate.parse("2025-12-31"));
    assertThat(label.cutsAt(AS_OF))
        .hasSize(7)
        .startsWith(LocalDate.parse("2025-06-30"), LocalDate.parse("2025-07-31"))
        .endsWith(LocalDate.parse("2025-12-31"));
    assertThat(label.isKnown(LocalDate.parse("2025-12-31"), AS_OF)).isTrue();
    assertThat(label.isKnown(LocalDate.parse("2026-01-01"), AS_OF)).isFalse();
  }

  @Test
  void cutsWhoseDaysHaveNotPassedAreLeftOut() {
    FutureLabel label =
        new FutureLabel(
            Event.NO_PURCHASE,
            90,
            Optional.empty(),
            List.of(LocalDate.parse("2025-06-30"), LocalDate.parse("2025-12-31")),
            List.of(LocalDate.parse("2026-01-15")),
            0);

    assertThat(label.cutsAt(AS_OF)).containsExactly(LocalDate.parse("2025-06-30"));
    assertThat(label.testsAt(AS_OF)).isEmpty();
  }

  @Test
  void problemsAreTold() {
    assertThat(
            catchThrowableOfType(
                    AurumException.class,
                    () ->
                        fixture.read(
                            SOURCES
                                + """
                                tasks {
                                  a { job = churn, table = customer_profile, label { no-purchase-day = 9 } }
                                  b { job = regress, table = customer_profile, label.no-purchase-days = 9 }
                                  c {
                                    job = churn, table = customer_profile, features = [ordres]
                                    label { no-purchase-days = 0, snapshots = [yesterday] }
                                  }
                                }
                                """))
                .getMessage())
        .contains("no single label in 'tasks.a'", "unknown key 'tasks.a.label.no-purchase-day'")
        .contains("what customers will do is a class, not a number")
        .contains("did you mean 'orders'", "'0' for 'tasks.c.label.no-purchase-days'")
        .contains("'yesterday' for 'tasks.c.label.snapshots");
  }

  @Test
  void aLabelIsTakenOfFactsAsFeaturesAre() {
    List<TaskSettings> tasks =
        fixture
            .read(
                SOURCES
                    + """
                    tasks {
                      converting {
                        job = classify, table = customer_profile
                        label { within-days = 90, entity = order_line, take = any, of = leads }
                      }
                      spending {
                        job = regress, table = customer_profile
                        label {
                          within-days = 60, entity = order_line, take = sum, column = amount
                          where = "product_category = 'wine'", active-within-days = 365
                        }
                      }
                    }
                    """)
            .tasks();

    FutureLabel converting = tasks.get(0).future().orElseThrow();
    assertThat(converting.target())
        .isEqualTo(
            new FutureLabel.Facts(
                "order_line",
                FutureLabel.Take.ANY,
                "",
                Condition.NONE,
                FutureLabel.Population.LEADS));
    assertThat(converting.days()).isEqualTo(90);
    assertThat(tasks.get(0).label()).isEqualTo("order_line_in_90_days");
    FutureLabel.Facts spending = (FutureLabel.Facts) tasks.get(1).future().orElseThrow().target();
    assertThat(spending.column()).isEqualTo("amount");
    assertThat(spending.where().sql()).isEqualTo("product_category = 'wine'");
    assertThat(spending.of()).isEqualTo(FutureLabel.Population.BUYERS);
    assertThat(tasks.get(1).label()).isEqualTo("amount_in_60_days");
  }

  @Test
  void problemsOfLabelsOfFactsAreTold() {
    assertThat(
            catchThrowableOfType(
                    AurumException.class,
                    () ->
                        fixture.read(
                            SOURCES
                                + """
                                tasks {
                                  a { job = churn, table = customer_profile
                                      label { within-days = 9, entity = order_line, take = count } }
                                  b { job = regress, table = customer_profile
                                      label { within-days = 9, entity = order_line, take = any } }
                                  c { job = regress, table = customer_profile
                                      label { within-days = 9, entity = order_line, take = sum } }
                                  d { job = regress, table = customer_profile
                                      label { within-days = 9, entity = order_line, take = sum, column = product_id } }
                                  e { job = classify, table = customer_profile
                                      label { within-days = 9, entity = interaction, take = any } }
                                  f { job = classify, table = customer_profile
                                      label { within-days = 9, entity = ticket, take = any, where = "colour = 'red'"
                                              of = leads, active-within-days = 9 } }
                                  g { job = churn, table = customer_profile
                                      label { no-purchase-days = 9, take = any } }
                                  h { job = churn, table = customer_profile
                                      label { no-purchase-days = 9, within-days = 9, entity = ticket, take = none } }
                                }
                                """))
                .getMessage())
        .contains("what is taken of the facts is a number, and churn predicts a class")
        .contains("wrong label in 'tasks.b'", "missing key 'tasks.c.label.column'")
        .contains("bad value 'product_id' for 'tasks.d.label.column'")
        .contains("no source delivers the entity 'interaction'")
        .contains("unknown column 'colour' in 'tasks.f.label.where'")
        .contains("contradictory section 'tasks.f.label'")
        .contains("idle key 'tasks.g.label.take'", "no single label in 'tasks.h'");
  }
}
