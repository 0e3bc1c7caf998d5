package io.aurum.jobs.demo;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.AurumException;
import io.aurum.common.table.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the demo planted to go together, and the rules that a run found of it. A planted rule is
 * found where the run has it, chance is no explanation, and nothing simpler says as much.
 */
public final class PlantedRules {
  private static final double SIGNIFICANT = 0.01;

  private final String headline;
  private final List<Line> lines;

  private PlantedRules(String headline, List<Line> lines) {
    this.headline = headline;
    this.lines = List.copyOf(lines);
  }

  /**
   * A planted rule.
   *
   * @param antecedent name of what the rule asks for
   * @param consequent name of what follows with the planted probability
   * @param planted probability with which it was planted
   * @param confidence of the rule as found; empty where it was not
   */
  public record Line(
      String antecedent, String consequent, double planted, Optional<Double> confidence) {}

  /** What is bought together. */
  public static PlantedRules ofProducts(Path dataFolder, Lake lake) {
    return compare(dataFolder, lake, "association_rules", "bought together");
  }

  /** What is read in one visit. */
  public static PlantedRules ofReading(Path dataFolder, Lake lake) {
    return compare(dataFolder, lake, "reading", "read together");
  }

  /**
   * Compares the truth with the rules as the run left them.
   *
   * @param dataFolder the folder into which the demo data was generated
   * @throws AurumException exit code STORAGE where the truth cannot be read
   */
  private static PlantedRules compare(Path dataFolder, Lake lake, String pattern, String headline) {
    Map<String, Double> found = new HashMap<>();
    lake.read(Tables.ASSOCIATION_RULE)
        .where(
            col("antecedent_items")
                .equalTo(1)
                .and(col("p_adjusted").leq(SIGNIFICANT))
                .and(col("is_redundant").equalTo(false)))
        .select("antecedent", "consequent", "confidence")
        .collectAsList()
        .forEach(row -> found.put(key(row.getString(0), row.getString(1)), row.getDouble(2)));
    List<Line> lines = new ArrayList<>();
    for (JsonNode rule : Patterns.read(dataFolder, pattern)) {
      String key = key(rule.get("if").asText(), rule.get("then").asText());
      lines.add(
          new Line(
              rule.get("if_name").asText(),
              rule.get("then_name").asText(),
              rule.get("probability").asDouble(),
              Optional.ofNullable(found.get(key))));
    }
    return new PlantedRules(headline, lines);
  }

  private static String key(String antecedent, String consequent) {
    return antecedent + " > " + consequent;
  }

  /** One line for each planted rule, in their order. */
  public List<Line> lines() {
    return lines;
  }

  /** The comparison as text of fixed width, for a terminal. */
  public String table() {
    StringBuilder text = new StringBuilder(Patterns.headline(headline));
    for (Line line : lines) {
      text.append(
          Patterns.line(
              "  IF " + line.antecedent + " THEN " + line.consequent,
              percent(line.planted),
              line.confidence.map(PlantedRules::percent).orElse("no")));
    }
    return text.toString();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
