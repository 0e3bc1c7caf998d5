package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
    assertThat(alarms(read(TELCO_33, "Churn Value", "1", name -> name), "Churn Value"))
        .containsExactlyInAnyOrder("Churn Label", "Churn Score", "CLTV", "Churn Reason");
  }

  /**
   * A name betrays CLTV alone, which hardly separates; the others are found whatever their name.
   */
  @Test
  void leaksThatSeparateAreFoundUnderAnyName() {
    Examples renamed =
        read(TELCO_33, "Churn Value", "1", name -> "c" + Integer.toHexString(name.hashCode()));

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
    assertThat(alarms(read(file, last, positive, name -> name), last)).isEmpty();
  }

  private static List<String> alarms(Examples rows, String label) {
    boolean isClass = Arrays.stream(rows.targets()).allMatch(t -> t == 0 || t == 1);
    return Readiness.inspect(rows, label, isClass, Set.of()).stream()
        .filter(f -> f.status() == Status.STOP || f.check().startsWith("leak_"))
        .map(Finding::subject)
        .distinct()
        .toList();
  }

  /**
   * Reads a file whose first row names the columns, unless the label does not stand in it: then
   * they are c1, c2 and so on.
   *
   * @param positive value of the label that is 1; null where the label is a number
   */
  private static Examples read(
      String file, String label, String positive, UnaryOperator<String> naming) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    File path = Path.of(System.getenv("AURUM_BENCH_DATA"), file).toFile();
    List<String[]> lines = new ArrayList<>(new CsvParser(settings).parseAll(path));
    List<String> names = new ArrayList<>(Arrays.asList(lines.get(0)));
    if (names.contains(label)) {
      lines.remove(0);
    } else {
      names = IntStream.rangeClosed(1, names.size()).mapToObj(c -> "c" + c).toList();
    }
    int target = names.indexOf(label);
    int[] features = IntStream.range(0, names.size()).filter(c -> c != target).toArray();
    boolean[] numeric = new boolean[names.size()];
    for (int f : features) {
      numeric[f] = lines.stream().allMatch(line -> line[f] == null || isNumber(line[f]));
    }
    Object[][] values =
        lines.stream()
            .map(
                line -> Arrays.stream(features).mapToObj(f -> value(line[f], numeric[f])).toArray())
            .toArray(Object[][]::new);
    List<String> all = names;
    return new Examples(
        Arrays.stream(features)
            .mapToObj(
                f ->
                    numeric[f]
                        ? Worlds.number(naming.apply(all.get(f)))
                        : Worlds.category(naming.apply(all.get(f))))
            .toList(),
        values,
        lines.stream()
            .mapToDouble(
                line ->
                    positive == null
                        ? Double.parseDouble(line[target])
                        : positive.equals(line[target].trim()) ? 1 : 0)
            .toArray(),
        Arrays.stream(values).mapToLong(row -> Folds.mix(Arrays.hashCode(row), 1)).toArray());
  }

  private static Object value(String text, boolean number) {
    return text == null ? null : number ? (Object) Double.valueOf(text.trim()) : text;
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text.trim());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
