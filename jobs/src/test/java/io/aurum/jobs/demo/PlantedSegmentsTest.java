package io.aurum.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PlantedSegmentsTest {
  @Test
  void eachPlantedSegmentIsHeldAgainstOneCluster() {
    Map<String, String> planted = new HashMap<>();
    Map<String, String> customers = new HashMap<>();
    Map<String, String> clusters = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      planted.put("p" + i, i < 10 ? "loyal" : i < 16 ? "bargain" : "odd");
      customers.put("p" + i, "c" + i);
      clusters.put("c" + i, i < 8 ? "2" : "1");
    }
    clusters.remove("c19");

    PlantedSegments found =
        PlantedSegments.compare(
            planted,
            customers,
            clusters,
            Map.of(
                "1", new PlantedSegments.Told("low orders", "orders <= 2"),
                "2", new PlantedSegments.Told("high orders", "")));

    // pairs together in both 47, in the truth 63, in the clusters 83, of 171: (47 - 30.6) / (73 -
    // 30.6)
    assertThat(found.table())
        .isEqualTo(
            """
            segments                      planted   together     share
              bargain                           6          6   100.0 %
              loyal                            10          8    80.0 %
              odd                               3          0     0.0 %
              2 found; agreement (adjusted Rand index) 0.39
              bargain          is 1: low orders (orders <= 2)
              loyal            is 2: high orders
            """);
  }

  @Test
  void nothingFoundIsNothingToSay() {
    assertThat(
            PlantedSegments.compare(Map.of("p", "loyal"), Map.of("p", "c"), Map.of(), Map.of())
                .table())
        .isEmpty();
  }
}
