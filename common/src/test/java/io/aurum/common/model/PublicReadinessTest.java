package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate on public data: it finds the leaks of one set, and sees none in the clean ones. */
@Tag("fast")
@EnabledIfEnvironmentVariable(
    named = "AURUM_BENCH_DATA",
    matches = ".+",
    disabledReason = "AURUM_BENCH_DATA names no folder of public data")
class PublicReadinessTest {
  private static final String TELCO_33 = "telco_churn/Telco_customer_churn_33cols.csv";

  @Test
  void everyLeakOfTelcoIsNamed() {
    assertThat(
            alarms(PublicExamples.read(TELCO_33, "Churn Value", "1", name -> name), "Churn Value"))
        .containsExactlyInAnyOrder("Churn Label", "Churn Score", "CLTV", "Churn Reason");
  }

  /**
   * A name betrays CLTV alone, which hardly separates; the others are found whatever their name.
   */
  @Test
  void leaksThatSeparateAreFoundUnderAnyName() {
    Examples renamed =
        PublicExamples.read(
            TELCO_33, "Churn Value", "1", name -> "c" + Integer.toHexString(name.hashCode()));

    assertThat(alarms(renamed, "y"))
        .containsExactlyInAnyOrderElementsOf(
            List.of("Churn Label", "Churn Score", "Churn Reason").stream()
                .map(name -> "c" + Integer.toHexString(name.hashCode()))
                .toList());
    assertThat(
            Readiness.inspect(renamed, "y", true, Set.of()).stream()
                .filter(f -> f.status() == Status.STOP))
        .hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "telco_churn/Telco-Customer-Churn.csv, Churn, Yes",
    "adult/adult-train.csv, , >50K",
    "insurance/insurance.csv, charges, ",
    "california_housing/housing.csv, median_house_value, "
  })
  void cleanSetsRaiseNoAlarm(String file, String label, String positive) {
    String last = label == null ? "c15" : label;
    assertThat(alarms(PublicExamples.read(file, last, positive, name -> name), last)).isEmpty();
  }

  private static List<String> alarms(Examples rows, String label) {
    boolean isClass = Arrays.stream(rows.targets()).allMatch(t -> t == 0 || t == 1);
    return Readiness.inspect(rows, label, isClass, Set.of()).stream()
        .filter(f -> f.status() == Status.STOP || f.check().startsWith("leak_"))
        .map(Finding::subject)
        .distinct()
        .toList();
  }
}
