package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.config.TaskSettings.Campaign;
import io.aurum.common.config.TaskSettings.Job;
import io.aurum.common.config.TaskSettings.Scope;
import io.aurum.common.run.AurumException;
import io.aurum.common.stat.linear.Family;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TaskSettingsTest extends WithFixture {
  private static final String SOURCES =
      """
      sources {
        calls { entity = table, path = ${DATA}"/crm.csv", columns { usage = u, plan = p, fee = f, gone = g } }
        late { entity = table, path = ${DATA}"/crm.csv", columns { usage = u, plan = p, gone = g } }
        crm { path = ${DATA}"/crm.csv", columns { name = n } }
      }
      attributes { name = full-name }
      """;

  @Test
  void everyKeyIsRead() {
    List<TaskSettings> tasks =
        fixture
            .read(
                SOURCES
                    + """
                    tasks {
                      leaving {
                        job = churn, table = calls, label = gone, positive = yes
                        features = [plan, usage], trusted = [plan], folds = 4, value = fee
                        test = late
                        campaign { value = 90, offer = 5 }
                        actions { plan = "Offer the large plan" }
                      }
                      fees { job = regress, table = calls, label = fee, exclude = gone, features = all }
                    }
                    """)
            .tasks();

    assertThat(tasks)
        .containsExactly(
            new TaskSettings(
                "leaving",
                Job.CHURN,
                "calls",
                Scope.ALL,
                Optional.of("late"),
                "gone",
                Optional.of("yes"),
                List.of(),
                List.of("plan", "usage"),
                List.of("plan"),
                Optional.empty(),
                4,
                new Campaign(6, 14, 90, 5, 1),
                Optional.of("fee"),
                Map.of("plan", "Offer the large plan"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty()),
            new TaskSettings(
                "fees",
                Job.REGRESS,
                "calls",
                Scope.ALL,
                Optional.empty(),
                "fee",
                Optional.empty(),
                List.of(),
                List.of("plan", "usage"),
                List.of(),
                Optional.empty(),
                5,
                new Campaign(6, 14, 200, 10, 1),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(new LinearModel(Family.GAUSSIAN, Map.of())),
                Optional.empty()));
  }

  @Test
  void aConditionNamesColumnsOfTheTableAndOfItsTest() {
    String task = "tasks.t { job = classify, table = calls, label = plan, where = \"%s\"%s }";
    Scope where =
        fixture
            .read(
                SOURCES
                    + task.formatted(
                        "Usage > 0 and known_at is not null", ", test = late, exclude = fee"))
            .tasks()
            .get(0)
            .where();
    assertThat(where.condition().sql()).isEqualTo("Usage > 0 and known_at is not null");
    assertThat(where.columns()).containsExactly("known_at", "usage");

    assertThat(problems(task.formatted("usge > 0", "")))
        .contains("unknown column 'usge' in 'tasks.t.where'", "did you mean 'usage'");
    assertThat(problems(task.formatted("usage >", "")))
        .contains("for 'tasks.t.where'", "Syntax error at or near end of input");
    assertThat(problems(task.formatted("fee > 0", ", features = [usage], test = late")))
        .contains("missing columns in 'late'", "'calls' has fee, which 'late' lacks");
  }

  @Test
  void aConditionOfWhatCustomersWillDoNamesFeaturesWithAHistory() {
    assertThat(
            problems(
                """
                sources.orders {
                  entity = order_line, path = ${DATA}"/crm.csv"
                  customer { source = crm, key = [c] }
                  columns { order_id = o, ordered_at = t, product_id = p, quantity = q }
                }
                attributes.sex = gender
                tasks.leaving {
                  job = churn, table = customer_profile, label { no-purchase-days = 90 }
                  where = "orders > 1 and gender = 'female'"
                }
                """))
        .contains("unknown feature 'gender' in 'tasks.leaving.where'", "feature with a history")
        .doesNotContain("'orders'");
  }

  @Test
  void aLabelWithoutAPositiveValueIsOfClasses() {
    TaskSettings task =
        fixture
            .read(
                SOURCES
                    + "tasks.plans { job = classify, table = calls, label = plan, classes = [b, a, b] }")
            .tasks()
            .get(0);

    assertThat(task.isOfClasses()).isTrue();
    assertThat(task.positive()).isEmpty();
    assertThat(task.classes()).containsExactly("a", "b");
  }

  @Test
  void allProblemsComeAtOnce() {
    assertThat(
            problems(
                """
                tasks {
                  a { job = churm, table = call, label = gone, positive = yes }
                  b { job = classify, table = calls, label = gon, folds = 1 }
                  c { job = regress, table = calls, label = fee, positive = 1, test = late }
                  d { job = churn, table = calls, label = gone, positive = yes, features = [gone] }
                  e { job = churn, table = calls, label = gone, positive = yes, exclude = [usage, plan, fee] }
                  f {
                    job = churn, table = calls, label = gone, positive = yes, feature = plan
                    campaign { value = 3 }, actions { plna = "Call" }
                  }
                  g { job = churn, table = calls, label = gone }
                  h { job = classify, table = calls, label = plan, classes = [a], duration = fee }
                  i { job = classify, table = calls, label = plan, positive = a, classes = [a, b] }
                }
                """))
        .contains("'churm'", "did you mean 'churn'")
        .contains("unknown table 'call'", "did you mean 'calls'")
        .contains("unknown column of the table 'gon'", "missing key 'tasks.g.positive'")
        .contains("1 values in 'tasks.h.classes'", "idle key 'tasks.h.duration'")
        .contains("idle key 'tasks.i.classes'")
        .contains("'1' for 'tasks.b.folds'")
        .contains("idle key 'tasks.c.positive'", "missing columns in 'late'")
        .contains("label 'gone' among the features of 'tasks.d'")
        .contains("no features in 'tasks.e'")
        .contains("unknown key 'tasks.f.feature'", "contradictory section 'tasks.f.campaign'")
        .contains("unknown column 'tasks.f.actions.plna'", "did you mean 'plan'");
  }

  @Test
  void allColumnsOfAFileAreTakenFromItsFirstRow() {
    fixture.write(
        "all.csv", "\uFEFFid,Monthly Charges,\"zip, city\",2nd,2nd,customer_id\n1,2,3,4,5,6\n");
    SourceSettings source =
        fixture
            .read(
                """
                sources.x {
                  entity = table, path = ${DATA}"/all.csv", columns = all, delivery.key = id
                }
                tasks.t { job = regress, table = x, label = monthly_charges }
                """)
            .sources()
            .get(0);

    assertThat(source.columns().entrySet())
        .extracting(entry -> entry.getKey() + " = " + entry.getValue().columns())
        .containsExactly(
            "monthly_charges = [Monthly Charges]",
            "zip_city = [zip, city]",
            "x_2nd = [2nd]",
            "x_2nd_2 = [2nd]",
            "own_customer_id = [customer_id]");
    assertThat(source.fields())
        .noneMatch(field -> field.name().equals("zip_city") && field.publishable());
  }

  @Test
  void allColumnsNeedAFileThatSaysThem() {
    assertThat(
            catchThrowableOfType(
                    AurumException.class,
                    () ->
                        fixture.read(
                            "sources.x { entity = table, path = \"exports/*.csv\", columns = all }"))
                .getMessage())
        .contains("unknown columns of 'sources.x'");
    assertThat(
            catchThrowableOfType(
                    AurumException.class,
                    () ->
                        fixture.read(
                            "sources.x { entity = table, path = \"exports/*.csv\", columns = al }"))
                .getMessage())
        .contains("did you mean 'all'");
  }

  private String problems(String tasks) {
    return catchThrowableOfType(AurumException.class, () -> fixture.read(SOURCES + tasks))
        .getMessage();
  }
}
