package io.aurum.jobs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.config.AnomalySettings.Grain;
import io.aurum.common.config.AnomalySettings.Measure;
import io.aurum.common.config.AnomalySettings.Method;
import io.aurum.common.config.AnomalySettings.Metric;
import io.aurum.common.rule.Condition;
import io.aurum.common.series.AnomalyFinder.AnomalyType;
import io.aurum.common.series.ChangeBridge;
import io.aurum.common.series.Cube.Scope;
import io.aurum.jobs.anomaly.Explanations.Driver;
import io.aurum.jobs.anomaly.Explanations.Explained;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SentencesTest {
  private static final long DAY = Grain.DAY.seconds();
  private static final long FIRST =
      LocalDate.parse("2026-01-05").atStartOfDay(ZoneOffset.UTC).toEpochSecond();

  @Test
  void aFigureOfSeveralDaysSaysWhetherItIsTheirSum() {
    assertThat(stretch(Measure.SUM))
        .isEqualTo("m of 2026-01-05 to 2026-01-06 was 177, 30 % less than expected (252.86).");
    assertThat(stretch(Measure.DISTINCT))
        .isEqualTo(
            "m of 2026-01-05 to 2026-01-06 was 88.50 a day, 30 % less than expected (126.43).");
    assertThat(stretch(Measure.MEAN))
        .isEqualTo(
            "m of 2026-01-05 to 2026-01-06 was 88.50 on average, 30 % less than expected (126.43).");
  }

  @Test
  void aFigureOfOneDayNeedsNoUnit() {
    assertThat(sentence(Measure.DISTINCT, AnomalyType.DROP, 1))
        .isEqualTo("m of 2026-01-05 was 88.50, 30 % less than expected (126.43).");
  }

  @Test
  void aLevelIsThatOfADay() {
    assertThat(sentence(Measure.SUM, AnomalyType.LEVEL_SHIFT, 1))
        .isEqualTo(
            "m of 2026-01-05 moved to another level: down by 2 robust standard deviations from"
                + " 126.43 a day.");
  }

  @Test
  void whatIsLittleOfTheChangeIsNotNamedBesideTheFirst() {
    Explained explained =
        new Explained(
            List.of(driver("tea", 196), driver("jam", 4)), BigDecimal.valueOf(200), 300, 100);

    assertThat(sentence(Measure.SUM, AnomalyType.DROP, 1, Optional.of(explained)))
        .contains("98 % of the change comes from product = tea")
        .doesNotContain("jam");
  }

  private static Driver driver(String product, long more) {
    return new Driver(
        Optional.of(new Scope(Map.of("product", product))),
        BigDecimal.valueOf(more + 50),
        BigDecimal.valueOf(50),
        ChangeBridge.none(),
        List.of(),
        "");
  }

  private static String stretch(Measure measure) {
    return sentence(measure, AnomalyType.LOW_STRETCH, 2);
  }

  private static String sentence(Measure measure, AnomalyType type, int days) {
    return sentence(measure, type, days, Optional.empty());
  }

  private static String sentence(
      Measure measure, AnomalyType type, int days, Optional<Explained> explained) {
    Metric metric = new Metric("m", measure, Optional.of("x"), Optional.empty(), Optional.empty());
    Event.Anomaly day = new Event.Anomaly(FIRST, 0.001, 88.5, 126.43, 100, 150, -2, Double.NaN);
    Event.Anomaly next =
        new Event.Anomaly(FIRST + DAY, 0.001, 88.5, 126.43, 100, 150, -2, Double.NaN);
    Event event =
        new Event(
            0, metric, "(all)", Map.of(), type, 7, 100, DAY, List.of(day, next).subList(0, days));
    AnomalySettings analysis = watching(metric);
    return Sentences.of(analysis, Names.read(null, analysis, Map.of()), event, explained);
  }

  private static AnomalySettings watching(Metric metric) {
    return new AnomalySettings(
        "sales",
        "orders",
        "at",
        Grain.DAY,
        List.of(metric),
        List.of(),
        List.of(List.of()),
        Map.of(),
        Condition.NONE,
        AnomalySettings.Stock.NONE,
        List.of(),
        List.of(),
        Method.WHOLE,
        5,
        4.0,
        0.05,
        0,
        10,
        Optional.empty());
  }
}
