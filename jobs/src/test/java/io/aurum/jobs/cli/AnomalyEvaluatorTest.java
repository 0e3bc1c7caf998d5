package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.config.AnomalySettings.Grain;
import io.aurum.common.config.AnomalySettings.Method;
import io.aurum.common.config.AnomalyTruth;
import io.aurum.common.config.AnomalyTruth.TrueCause;
import io.aurum.common.config.AnomalyTruth.Window;
import io.aurum.common.rule.Condition;
import io.aurum.common.series.Cube.Scope;
import io.aurum.common.table.Tables;
import io.aurum.jobs.CustomerFixture;
import io.aurum.jobs.cli.AnomalyEvaluator.Judged;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomalyEvaluatorTest {
  @TempDir Path out;

  /**
   * Of two windows the first is met at its first period, by two kinds at once; a third alarm is far
   * from both. The second is met at its last, by what is no alarm yet; behind it is less than that.
   * Of three periods with a cause one is named exactly, by its own event and not by the longer one;
   * one is named too widely; one is in no event.
   */
  @Test
  void alarmsAndCausesAreHeldAgainstTheTruth() {
    CustomerFixture fixture = new CustomerFixture(out);
    fixture
        .lake()
        .publish(
            Tables.METRIC_ANOMALY,
            fixture.rows(
                Tables.METRIC_ANOMALY,
                List.of(
                    anomaly("(all)", 10, "unusual_level", 1e-9),
                    anomaly("(all)", 10, "unusual_jump", 1e-6),
                    anomaly("(all)", 1, "unusual_jump", 1e-6),
                    anomaly("(all)", 22, "unusual_shape", 1e-4),
                    anomaly("(all)", 28, "unusual_shape", 1e-3),
                    anomaly("country = DE", 21, "unusual_jump", 1e-6))));
    fixture
        .lake()
        .publish(
            Tables.ANOMALY_CAUSE,
            fixture.rows(
                Tables.ANOMALY_CAUSE,
                List.of(
                    cause("unusual_level", 1, 8, 20, "country = FR"),
                    cause("unusual_jump", 1, 10, 10, "country = DE and product = jam"),
                    cause("unusual_jump", 2, 10, 10, "country = FR"),
                    cause("unusual_shape", 1, 21, 21, "country = DE"))));

    List<Judged> judged =
        new AnomalyEvaluator(
                fixture.lake(),
                List.of(
                    analysis("sales", Optional.of(truth())),
                    analysis("other", Optional.empty()),
                    analysis(
                        "calm", Optional.of(new AnomalyTruth(Optional.of(List.of()), List.of())))),
                analysis -> LongStream.rangeClosed(1, 30).map(d -> seconds((int) d)).toArray())
            .judge();

    assertThat(judged).hasSize(2);
    assertThat(new AnomalyFigures(judged.subList(1, 2)).document())
        .isEqualTo(
            Map.of(
                "analyses",
                Map.of("calm", Map.of("windows", 0, "found_windows", 0L, "false_alarms", 0L))));
    assertThat(judged.get(0).causes()).isEqualTo(3);
    assertThat(judged.get(0).reported()).isEqualTo(1);
    assertThat(judged.get(0).exact()).isEqualTo(1);
    AnomalyFigures figures = new AnomalyFigures(judged);
    assertThat(figures.document())
        .containsEntry("cause_exact_rate", 1 / 3.0)
        .containsEntry("best_threshold", 4 / 8.5);
    // one of two windows, less one alarm far from any: 100 (1 - 1 - 0.11 + 2) / 4
    assertThat((double) figures.document().get("nab_score")).isCloseTo(47.25, within(1e-9));
    // with what is no alarm, the other too: at its end, a third of its three days of 2 / (1 + e^5x)
    // - 1
    double late = (2 / (1 + Math.exp(-5 / 3.0)) - 1) / (2 / (1 + Math.exp(-5)) - 1);
    assertThat((double) figures.document().get("best_nab_score"))
        .isCloseTo(25 * (1 + late - 0.11 + 2), within(1e-9));
    StringWriter text = new StringWriter();
    figures.print(new PrintWriter(text, true));
    assertThat(text.toString())
        .contains("sales", "47.3", "33.3 %", "NAB score 89.5 with the best threshold, 0.471");
  }

  private static AnomalyTruth truth() {
    return new AnomalyTruth(
        Optional.of(
            List.of(new Window(day(10).plusSeconds(3600), day(12)), new Window(day(20), day(22)))),
        List.of(
            new TrueCause(day(10), new Scope(Map.of("product", "jam", "country", "DE"))),
            new TrueCause(day(21), new Scope(Map.of("product", "tea", "country", "DE"))),
            new TrueCause(day(25), new Scope(Map.of("country", "DE")))));
  }

  private static AnomalySettings analysis(String name, Optional<AnomalyTruth> truth) {
    return new AnomalySettings(
        name,
        "orders",
        "at",
        Grain.DAY,
        List.of(),
        List.of("country", "product"),
        List.of(List.of()),
        Map.of(),
        Condition.NONE,
        AnomalySettings.Stock.NONE,
        List.of(),
        List.of(),
        Method.ONLINE,
        5,
        4.0,
        0.05,
        0,
        10,
        truth);
  }

  private static Map<String, Object> anomaly(String series, int day, String type, double pValue) {
    Map<String, Object> row = new HashMap<>(event(series, type));
    row.put("period_start", Timestamp.from(day(day)));
    row.put("event_start", Timestamp.from(day(day)));
    for (String figure : List.of("observed", "expected", "ci_lo", "ci_hi", "severity")) {
      row.put(figure, 1.0);
    }
    row.put("p_value", pValue);
    row.put("n", 30L);
    row.put("explanation", "");
    return row;
  }

  private static Map<String, Object> cause(
      String type, int rank, int start, int end, String driver) {
    Map<String, Object> row = new HashMap<>(event("(all)", type));
    row.put("event_start", Timestamp.from(day(start)));
    row.put("event_end", Timestamp.from(day(end)));
    row.put("rank", rank);
    row.put("driver", driver);
    row.put("explanation", "Something happened.");
    for (String amount :
        List.of("observed", "baseline", "change", "volume", "price", "mix", "new", "lost")) {
      row.put(amount + "_amount", new BigDecimal("1.000000"));
    }
    return row;
  }

  private static Map<String, Object> event(String series, String type) {
    return Map.of(
        "task",
        "sales",
        "metric",
        "revenue",
        "series",
        series,
        "anomaly_type",
        type,
        "run_id",
        "r1");
  }

  private static long seconds(int day) {
    return day(day).getEpochSecond();
  }

  private static Instant day(int day) {
    return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * (day - 1));
  }
}
