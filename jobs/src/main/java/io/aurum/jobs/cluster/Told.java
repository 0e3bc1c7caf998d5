package io.aurum.jobs.cluster;

import io.aurum.common.cluster.Effect;
import io.aurum.common.cluster.Effects;
import io.aurum.common.cluster.Frame;
import io.aurum.common.cluster.SegmentName;
import io.aurum.common.cluster.Story;
import io.aurum.common.cluster.StoryTeller;
import io.aurum.common.config.ClusterSettings;
import io.aurum.common.config.Settings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What there is to say of the segments of a family, by segment. Clusters are named by the features
 * that made them; what else describes them has its effects told, and is part of other families'
 * stories.
 *
 * @param effects strongest first
 */
record Told(
    Map<String, String> names, Map<String, Story> stories, Map<String, List<Effect>> effects) {
  /** Segments of a family that are told of: the largest. */
  private static final int MOST = 50;

  /** Tells of the segments of a family. */
  static Told of(Settings settings, Segmentation segmentation, String family) {
    String[] segments = segments(segmentation, family);
    List<String> labels = largest(segments);
    int[] places = Arrays.stream(segments).mapToInt(labels::indexOf).toArray();
    ClusterSettings analysis = segmentation.analysis();
    boolean isCluster = family.equals(Family.CLUSTER);
    List<Effect> effects = Effects.of(shown(settings, segmentation, analysis.told()), places);
    StoryTeller teller =
        new StoryTeller(
            shown(settings, segmentation, isCluster ? analysis.features() : analysis.told()));
    Told told = new Told(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (int s = 0; s < labels.size(); s++) {
      int place = s;
      List<Effect> own =
          effects.stream()
              .filter(effect -> effect.segment() == place)
              .sorted(
                  Comparator.<Effect>comparingDouble(effect -> -effect.strength())
                      .thenComparing(Effect::feature))
              .toList();
      told.effects.put(labels.get(s), own);
      told.stories.put(labels.get(s), teller.tell(places, s));
      told.names.put(
          labels.get(s),
          isCluster ? told.name(labels.get(s), of(analysis.features(), own)) : labels.get(s));
    }
    return told;
  }

  private static Frame shown(Settings settings, Segmentation segmentation, List<String> columns) {
    Sample sample = segmentation.sample();
    return sample.only(Disclosure.shown(settings, segmentation.analysis(), sample, columns));
  }

  private static List<Effect> of(List<String> columns, List<Effect> effects) {
    return effects.stream().filter(effect -> columns.contains(effect.feature())).toList();
  }

  private static String[] segments(Segmentation segmentation, String family) {
    if (family.equals(Family.CLUSTER)) {
      return Arrays.stream(segmentation.numbersOfSample())
          .mapToObj(String::valueOf)
          .toArray(String[]::new);
    }
    if (family.equals(Family.MICRO)) {
      String[] stages = segments(segmentation, Family.LIFECYCLE);
      String[] clusters = segments(segmentation, Family.CLUSTER);
      String[] micro = new String[stages.length];
      for (int i = 0; i < micro.length; i++) {
        micro[i] = stages[i] == null ? null : segmentation.micro(stages[i], clusters[i]);
      }
      return micro;
    }
    return segmentation.sample().families().get(segmentation.families().indexOf(family));
  }

  private static List<String> largest(String[] segments) {
    Map<String, Integer> sizes = new TreeMap<>();
    for (String segment : segments) {
      if (segment != null) {
        sizes.merge(segment, 1, Integer::sum);
      }
    }
    return sizes.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** What sets a segment apart most, in words that no other segment has. */
  private String name(String segment, List<Effect> strongest) {
    if (segment.equals("0")) {
      return "far from all";
    }
    String name = SegmentName.of(strongest);
    return names.containsValue(name) ? name + " (" + segment + ")" : name;
  }
}
