package io.aurum.common.config;

import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.rule.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Conditions in Spark SQL, of which all that can be wrong without a look at the data is told while
 * the configuration is read: their syntax, and columns that a table does not have.
 */
final class SqlConditions {
  private static final Parser<String> SQL =
      new Parser<>("a condition in Spark SQL", "true", SqlConditions::parsed);

  private SqlConditions() {}

  /** A condition with its place. */
  static Optional<Condition> find(Section section, String key) {
    return section.find(key, SQL).map(sql -> new Condition(sql, section.placeOf(key).toString()));
  }

  /**
   * A condition over the columns of a table.
   *
   * @param columns of the table; empty where the table is unknown, so that its columns are too
   */
  static Optional<Condition> find(Section section, String key, List<String> columns) {
    Optional<Condition> condition = find(section, key);
    if (!columns.isEmpty()) {
      condition.ifPresent(read -> rejectUnknown(section, key, read.sql(), columns));
    }
    return condition;
  }

  private static void rejectUnknown(Section section, String key, String sql, List<String> columns) {
    List<String> known = columns.stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
    Parser<String> column = oneOf("column of the table", known);
    for (String name : columnsIn(sql)) {
      if (column.parse(name) instanceof Outcome.Bad<String> bad) {
        section.reject(
            key,
            "unknown column '%s' in '%s'".formatted(name, section.pathTo(key)),
            bad.cause(),
            bad.remedy());
      }
    }
  }

  /** The columns that an expression names, in lower case, by the alphabet. */
  private static Iterable<String> columnsIn(String sql) {
    TreeSet<String> names = new TreeSet<>();
    for (Expression leaf : CollectionConverters.asJava(parse(sql).collectLeaves())) {
      if (leaf instanceof UnresolvedAttribute attribute) {
        names.add(attribute.nameParts().head().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static Outcome<String> parsed(String text) {
    if (text.isBlank()) {
      return Outcome.bad("it is empty", "write a condition, or remove the key");
    }
    try {
      parse(text);
      return Outcome.good(text);
    } catch (Exception e) {
      if (e instanceof SparkThrowable) {
        return Outcome.bad(
            "it is no Spark SQL: " + shortened(e.getMessage()),
            "write a condition that is true or false of a row, such as \"quantity > 0\"");
      }
      throw e;
    }
  }

  private static Expression parse(String sql) {
    return new CatalystSqlParser().parseExpression(sql);
  }

  /** The sentence of a message of Spark's parser, without its error class and codes. */
  private static String shortened(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("")
        .replaceFirst("^\\[[A-Z_.]+] ?", "")
        .replaceFirst("\\.? SQLSTATE.*$", "")
        .strip();
  }
}
