package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ReadinessTest {
  private final Examples clean = Worlds.customers(2_000, 11);

  @Test
  void cleanRowsRaiseNoAlarm() {
    assertThat(inspect(clean)).allMatch(finding -> finding.status() == Status.PASS);
  }

  @Test
  void leaksAreFoundWhateverTheyAreCalled() {
    Random random = new Random(12);
    Examples leaky = with(clean, "a", i -> clean.target(i) > 0.5 ? "x" : "y");
    leaky = with(leaky, "b", i -> clean.target(i) > 0.5 ? "reason " + random.nextInt(20) : null);
    leaky =
        with(
            leaky,
            "c",
            i -> clean.target(i) > 0.5 ? 65.0 + random.nextInt(36) : 5.0 + random.nextInt(76));

    assertThat(stopped(leaky, Set.of())).containsExactly("a", "b", "c");
    assertThat(stopped(leaky, Set.of("a", "c"))).containsExactly("b");
  }

  /** Of money a few rows have most of the variance: bins alone do not see a copy of it. */
  @Test
  void copiesOfASkewedNumberAreFound() {
    Random random = new Random(17);
    double[] money =
        IntStream.range(0, clean.size())
            .mapToDouble(i -> Math.exp(4 + 2 * random.nextGaussian()))
            .toArray();
    Examples rows = clean.withTargets(money);
    rows = with(rows, "a", i -> money[i]);
    rows = with(rows, "b", i -> 1.1 * money[i] + random.nextDouble());
    rows = with(rows, "c", i -> Math.log(money[i]));
    rows = with(rows, "d", i -> Math.abs(Math.log(money[i]) - 4));
    rows = with(rows, "e", i -> money[i] * Math.exp(random.nextGaussian()));

    assertThat(
            Readiness.inspect(rows, "worth", false, Set.of()).stream()
                .filter(f -> f.check().equals("leak_by_separability"))
                .map(f -> f.subject() + " " + f.status().label()))
        .as("what goes with the label, or has lost its sign, is no copy")
        .containsExactly("a stop", "b stop", "c stop");
  }

  @Test
  void namesBetrayWhatHardlySeparates() {
    Random random = new Random(13);
    Examples named = with(clean, "cltv", i -> 2_000.0 + random.nextInt(4_000));
    named = with(named, "churn_score_code", i -> (double) random.nextInt(9));
    named = with(named, "churn_campaign", i -> (double) random.nextInt(9));

    assertThat(
            Readiness.inspect(named, "Churn Value", true, Set.of()).stream()
                .filter(f -> f.status() != Status.PASS)
                .map(Finding::subject))
        .containsExactly("cltv", "churn_score_code");
  }

  @Test
  void idsAndConstantsAreLeftOut() {
    Examples more = with(clean, "code", i -> "K" + i);
    more = with(more, "row", i -> (double) (1_000 + i));
    more = with(more, "country", i -> "US");

    assertThat(inspect(more).stream().filter(f -> !f.usable()).map(Finding::subject))
        .containsExactly("code", "row", "country");
    assertThat(inspect(more)).noneMatch(f -> f.status() == Status.STOP);
  }

  @Test
  void tooFewRowsAndTooFewOfAClassStop() {
    assertThat(inspect(clean.at(IntStream.range(0, 40).toArray())))
        .filteredOn(f -> f.status() == Status.STOP)
        .extracting(Finding::check)
        .contains("rows");
    int[] nearlyAllNegative =
        IntStream.range(0, clean.size()).filter(i -> clean.target(i) < 0.5 || i < 12).toArray();
    assertThat(inspect(clean.at(nearlyAllNegative)))
        .filteredOn(f -> f.status() == Status.STOP)
        .extracting(Finding::check)
        .containsExactly("class_counts");
  }

  @Test
  void aLabelThatIsNotAsTheTaskSaysIsTold() {
    int[] negative = IntStream.range(0, clean.size()).filter(i -> clean.target(i) < 0.5).toArray();
    assertThat(inspect(clean.at(negative)))
        .filteredOn(f -> f.check().equals("class_counts"))
        .singleElement()
        .satisfies(f -> assertThat(f.status()).isEqualTo(Status.STOP))
        .satisfies(f -> assertThat(f.reason()).contains("'positive'", "predicts each of them"));
    assertThat(Readiness.inspect(clean.at(new int[0]), "left", false, Set.of()))
        .singleElement()
        .satisfies(f -> assertThat(f.reason()).contains("0 rows", "job = classify"));
  }

  @Test
  void ofSeveralClassesACopyAndWhatMarksOneClassStopAndWhatTellsOneIsWarnedOf() {
    Examples plans = Worlds.plans(2_000, 14);
    assertThat(ofPlans(plans, Worlds.PLANS, Set.of())).isEmpty();

    Examples leaky = with(plans, "copy", i -> "c" + plans.target(i));
    leaky = with(leaky, "since", i -> plans.target(i) == 1 ? 30.0 + i % 50 : null);
    leaky = with(leaky, "fee", i -> plans.target(i) == 2 ? 20.0 + i % 9 : 1.0 + i % 9);

    assertThat(ofPlans(leaky, Worlds.PLANS, Set.of()))
        .containsExactly("copy stop", "since stop", "fee warn");
    assertThat(ofPlans(leaky, Worlds.PLANS, Set.of("copy", "since")))
        .containsExactly("copy warn", "since warn", "fee warn");
  }

  @Test
  void classesThatAreRareOrAloneStop() {
    Examples plans = Worlds.plans(600, 15);
    int[] fewPremium =
        IntStream.range(0, plans.size()).filter(i -> plans.target(i) < 2 || i < 12).toArray();
    int[] basic = IntStream.range(0, plans.size()).filter(i -> plans.target(i) == 0).toArray();

    assertThat(ofPlans(plans.at(fewPremium), Worlds.PLANS, Set.of()))
        .containsExactly("plan: rare value 3 warn", "plan stop");
    assertThat(ofPlans(plans.at(basic), List.of("basic"), Set.of())).contains("plan stop");
  }

  private static List<String> ofPlans(Examples rows, List<String> classes, Set<String> trusted) {
    return Readiness.inspectClasses(rows, "plan", classes, trusted).stream()
        .filter(finding -> finding.status() != Status.PASS)
        .map(finding -> finding.subject() + " " + finding.status().label())
        .toList();
  }

  private static List<Finding> inspect(Examples rows) {
    return Readiness.inspect(rows, "left", true, Set.of());
  }

  private static List<String> stopped(Examples rows, Set<String> trusted) {
    return Readiness.inspect(rows, "left", true, trusted).stream()
        .filter(finding -> finding.status() == Status.STOP)
        .map(Finding::subject)
        .toList();
  }

  private static Examples with(
      Examples rows, String name, java.util.function.IntFunction<Object> value) {
    Object[] values = IntStream.range(0, rows.size()).mapToObj(value).toArray();
    boolean text = Arrays.stream(values).anyMatch(String.class::isInstance);
    return Worlds.with(rows, text ? Worlds.category(name) : Worlds.number(name), values);
  }
}
