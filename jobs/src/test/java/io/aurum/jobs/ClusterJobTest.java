package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.table.Tables;
import io.aurum.harness.Machine;
import io.aurum.jobs.cluster.ClusterJob;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.validate.ValidateJob;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** From files to segments: three planted groups of customers, of whom two grow and one moves. */
class ClusterJobTest extends FromFiles {
  private static final int EARLY = 300;
  private static final int ROWS = 450;

  /** A machine on which nothing is as it was, and rows lie in 64 parts. */
  private static final Machine OTHER =
      new Machine(TimeZone.getTimeZone("Asia/Kolkata"), Locale.forLanguageTag("tr-TR"), 64, false);

  private static final String CONF =
      """
      sources.people {
        entity = table
        path = "%1$s/people.csv"
        delivery { key = id, known-at.column = since }
        columns {
          visits { column = visits, kind = number }
          spend { column = spend, kind = number }
          twice { column = twice, kind = number }
          tariff = tariff
          country = country
          planted = planted
          secret { column = id, pii = linked }
        }
      }
      cluster {
        people {
          table = people
          where = "country <> 'nowhere'"
          features = [visits, spend, twice, tariff]
          draws = 20
          history { since = 2025-10-31, every = P3M }
          families { geographic = [country], demographic = [tariff, visits] }
          rules { big = "spend > 100", busy = "visits > 20" }
          personas {
            saver { spend = "0..20", tariff = basic, secret = nobody }
            lover { visits = "0..10", spend = "30..50", tariff = [premium, gold], country = GB }
          }
        }
      }
      evaluate.clusters.people.column = planted
      """;

  @Test
  void findsWhatWasPlantedTellsItAndKeepsItsNumbers() throws IOException {
    List<String> people = people();
    deliver("people.csv", withHeader(people));
    configure(CONF.formatted(temp));
    run(new IngestJob());
    run(new ValidateJob());

    JobResult result = run(new ClusterJob());

    assertThat(List.of(result.rowsIn(), result.accepted(), result.dropped()))
        .containsExactly(452L, 450L, 2L);
    assertThat(result.droppedReason()).contains("left out by 'where': 2");
    assertThat(result.notes().get(0))
        .startsWith("cluster people: 3 of 450 rows; 3 is the largest number of clusters")
        .endsWith("left out: twice (redundant)");
    theGroupsAreFound();
    theyAreTold();
    theyKeptTheirNumbers();
    familiesStandBesideThem();
    personasAreHeldAgainstThem();
    List<String> before = memberships();

    Collections.shuffle(people, new Random(4));
    deliver("people.csv", withHeader(people));
    temp = Files.createDirectory(temp.resolve("again"));
    deliver("people.csv", withHeader(people));
    configure(CONF.formatted(temp));
    run(new IngestJob());
    run(new ValidateJob());
    OTHER.during(() -> run(new ClusterJob()));
    assertThat(memberships()).isEqualTo(before);
  }

  @Test
  void doesNothingUnasked() throws IOException {
    deliver("people.csv", withHeader(people()));
    configure(CONF.formatted(temp).replaceAll("(?s)cluster \\{\n.*", ""));

    assertThat(run(new ClusterJob()).commits()).isEmpty();
  }

  private void theGroupsAreFound() {
    assertThat(
            texts(
                lake()
                    .read(Tables.SEGMENT_MEMBERSHIP)
                    .where("family = 'cluster'")
                    .groupBy("segment", "segment_name")
                    .count(),
                "segment",
                "count"))
        .containsExactly("1|130", "2|120", "3|200");
    assertThat(texts(Tables.CLUSTER_CHOICE, "method", "clusters", "chosen"))
        .contains("shapes|3|true", "shapes|4|false");
    assertThat(texts(Tables.CLUSTER_FEATURE, "feature", "status", "redundant_to"))
        .contains("twice|redundant|spend", "visits|used|null");
  }

  private void theyAreTold() {
    var summary = lake().read(Tables.SEGMENT_SUMMARY).where("family = 'cluster'");
    assertThat(summary.where("fidelity < 0.95 or conditions > 4 or stability < 0.75").isEmpty())
        .isTrue();
    assertThat(texts(summary, "segment", "story"))
        .anyMatch(story -> story.contains("tariff = plus"));
    assertThat(
            texts(
                lake()
                    .read(Tables.SEGMENT_FEATURE)
                    .where("family = 'cluster' and feature = 'tariff' and value = 'plus'"),
                "segment",
                "inside",
                "p_adjusted < 0.001"))
        .contains("2|1.0|true");
  }

  /** By size at the first date; today the smallest of then, segment 3, is the largest. */
  private void theyKeptTheirNumbers() {
    assertThat(texts(Tables.SEGMENT_MIGRATION, "from_segment", "to_segment", "moved", "n"))
        .containsExactly(
            "(new)|1|10|150",
            "(new)|2|20|150",
            "(new)|3|120|150",
            "1|1|120|120",
            "2|2|100|100",
            "3|3|80|80");
    assertThat(
            lake()
                .read(Tables.SEGMENT_MEMBERSHIP)
                .where("family = 'cluster' and previous_segment <> segment")
                .isEmpty())
        .isTrue();
  }

  private void familiesStandBesideThem() {
    assertThat(
            texts(
                lake().read(Tables.SEGMENT_SUMMARY).where("family in ('rule', 'geographic')"),
                "family",
                "segment",
                "n"))
        .containsExactly(
            "geographic|FR|150",
            "geographic|GB|300",
            "rule|(other)|130",
            "rule|big|120",
            "rule|busy|200");
    assertThat(
            texts(lake().read(Tables.SEGMENT_SUMMARY).where("family = 'demographic'"), "segment"))
        .anyMatch(segment -> segment.startsWith("plus / up to "));
  }

  private void personasAreHeldAgainstThem() {
    assertThat(
            texts(
                Tables.PERSONA_DRIFT,
                "persona",
                "segment",
                "attribute",
                "status",
                "fit_rate = 1",
                "suggested_edit like 'visits = \"3%..3%\"'"))
        .containsExactly(
            "lover|3|country|holds|false|null",
            "lover|3|spend|holds|true|null",
            "lover|3|tariff|holds|true|null",
            "lover|3|visits|drifted|false|true",
            "saver|1|secret|drifted|false|null",
            "saver|1|spend|holds|true|null",
            "saver|1|tariff|holds|true|null");
    assertThat(texts(lake().read(Tables.PERSONA_DRIFT).where("attribute = 'secret'"), "observed"))
        .containsExactly("(not published)");
  }

  private List<String> memberships() {
    return texts(
        Tables.SEGMENT_MEMBERSHIP,
        "family",
        "entity_id",
        "segment",
        "segment_name",
        "previous_segment");
  }

  private static String[] withHeader(List<String> people) {
    List<String> lines =
        new ArrayList<>(List.of("id,since,visits,spend,twice,tariff,country,planted"));
    lines.addAll(people);
    lines.add("N1,2025-10-01,5000,9999,1,basic,nowhere,0");
    lines.add("N2,2025-10-01,5000,9999,1,basic,,0");
    return lines.toArray(String[]::new);
  }

  /** Savers, visitors and big spenders; those of after the first date are the last. */
  private static List<String> people() {
    Random random = new Random(6);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      boolean early = i < EARLY;
      int of = early ? i : i - EARLY;
      int group = early ? (of < 120 ? 0 : of < 200 ? 1 : 2) : (of < 10 ? 0 : of < 130 ? 1 : 2);
      double[] visits = {5, 35, 6};
      double[] spend = {10, 40, 160};
      String[] tariff = {"basic", "premium", "plus"};
      double spent = spend[group] + random.nextGaussian() * 2;
      lines.add(
          "P%d,%s,%.3f,%.3f,%.3f,%s,%s,%d"
              .formatted(
                  i,
                  LocalDate.parse(early ? "2025-10-01" : "2026-01-02"),
                  visits[group] + random.nextGaussian() * 1.5,
                  spent,
                  2 * spent,
                  tariff[group],
                  i % 3 == 0 ? "FR" : "GB",
                  group));
    }
    return lines;
  }
}
