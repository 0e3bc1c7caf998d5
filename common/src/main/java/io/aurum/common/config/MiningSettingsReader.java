package io.aurum.common.config;

import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;
import static io.aurum.common.config.Parsers.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the analyses of the mining jobs, with the truth that they are held against. */
final class MiningSettingsReader {
  private static final String ANOMALY = "anomaly";
  private static final String METRICS = "the metrics that are watched";
  private static final String ASSOCIATE = "associate";
  private static final String ASSOCIATIONS = "the analyses of what goes with what";
  private static final String OUTLIER = "outlier";
  private static final String OUTLIERS = "the outlier analyses";

  private final List<SourceSettings> sources;
  private final MiningTables tables;
  private final Section root;
  private final Section defaults;
  private final Section evaluate;

  /**
   * @param sources all of them
   * @param tables that analyses can name
   * @param root of the configuration
   * @param defaults of what users name
   */
  MiningSettingsReader(
      List<SourceSettings> sources, MiningTables tables, Section root, Section defaults) {
    this.sources = sources;
    this.tables = tables;
    this.root = root;
    this.defaults = defaults;
    this.evaluate = root.section("evaluate", "the evaluation");
  }

  MiningSettings read() {
    return new MiningSettings(
        clusters(), outliers(), associations(), recommendations(), anomalies());
  }

  private <T> List<T> analyses(String job, String nouns, String noun, Function<Section, T> reader) {
    return root.section(job, nouns).entries(noun, defaults.section(job, noun)).stream()
        .map(reader)
        .toList();
  }

  private List<ClusterSettings> clusters() {
    ClusterSettingsReader reader = new ClusterSettingsReader(tables);
    Section truths = evaluate.section("clusters", "the true segments");
    return analyses(
        "cluster", "the segments", "an analysis", analysis -> reader.read(analysis, truths));
  }

  private List<OutlierSettings> outliers() {
    OutlierSettingsReader reader = new OutlierSettingsReader(tables, outlierTruths());
    return analyses(OUTLIER, OUTLIERS, "an outlier analysis", reader::read);
  }

  private Map<String, OutlierTruth> outlierTruths() {
    Parser<String> analysis = oneOf("outlier analysis", root.section(OUTLIER, OUTLIERS).keys());
    Map<String, OutlierTruth> truths = new LinkedHashMap<>();
    evaluate
        .section("outliers", "the true outliers")
        .entries("a truth", "column")
        .forEach(truth -> truths.put(truth.key(), outlierTruth(truth, analysis)));
    return Collections.unmodifiableMap(truths);
  }

  private static OutlierTruth outlierTruth(Section truth, Parser<String> analysis) {
    if (analysis.parse(truth.key()) instanceof Outcome.Bad<String> bad) {
      truth.reject("unknown '" + truth.path() + "'", bad.cause(), bad.remedy());
    }
    return new OutlierTruth(
        truth.require("column", name()),
        truth.find("positive", text()).orElse(OutlierTruth.POSITIVE));
  }

  private List<AssociateSettings> associations() {
    AssociateSettingsReader reader = new AssociateSettingsReader(tables, sources, defaults);
    return analyses(ASSOCIATE, ASSOCIATIONS, "an analysis", reader::read);
  }

  private List<RecommendSettings> recommendations() {
    RecommendSettingsReader reader =
        new RecommendSettingsReader(tables, sources, root.section(ASSOCIATE, ASSOCIATIONS).keys());
    return analyses("recommend", "the recommendations", "a recommendation", reader::read);
  }

  private List<AnomalySettings> anomalies() {
    Map<String, AnomalyTruth> truths =
        AnomalyTruthReader.read(
            evaluate.section("anomalies", "the true anomalies"),
            root.section(ANOMALY, METRICS).keys());
    AnomalySettingsReader reader = new AnomalySettingsReader(tables, sources, truths);
    return analyses(ANOMALY, METRICS, "an analysis", reader::read);
  }
}
