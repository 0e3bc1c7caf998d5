package io.aurum.common.config;

import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where a database stands, what is taken from it, and in how many parts. */
final class JdbcSettingsReader {
  private static final int MAX_PARTITIONS = 1_000;

  private JdbcSettingsReader() {}

  static JdbcSettings read(Section jdbc) {
    Optional<String> table = jdbc.find("table", name());
    Optional<String> query = jdbc.find("query", name());
    ColumnMappingReader.rejectUnlessOneOf(jdbc, "table", "query");
    String url = jdbc.require("url", name());
    if (!url.isEmpty() && !url.startsWith("jdbc:")) {
      jdbc.reject(
          "url",
          "bad value for '" + jdbc.pathTo("url") + "'",
          "it does not begin with jdbc:",
          "write it as the driver wants it, such as jdbc:postgresql://host/database");
    }
    return new JdbcSettings(
        url,
        query.map(q -> "(" + q + ")").or(() -> table).orElse(""),
        table.orElse("query"),
        jdbc.find("user", text()).orElse(null),
        jdbc.find("password", text()).orElse(null),
        jdbc.findSection("partition", "the partitioning")
            .map(JdbcSettingsReader::partitions)
            .orElse(List.of()));
  }

  /** Equal ranges between the bounds; the first and the last are open, the first takes NULL. */
  private static List<String> partitions(Section partition) {
    String column = partition.require("column", name());
    long lower = partition.require("lower", integer(Long.MIN_VALUE, Long.MAX_VALUE));
    long upper = partition.require("upper", integer(Long.MIN_VALUE, Long.MAX_VALUE));
    int number = partition.require("number", integer(1, MAX_PARTITIONS)).intValue();
    if (lower >= upper && partition.has("lower") && partition.has("upper")) {
      partition.reject(
          "upper",
          "bad value '" + upper + "' for '" + partition.pathTo("upper") + "'",
          "it is not above 'lower'",
          "give the smallest and the largest value of the column");
      return List.of();
    }
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < number && number > 1; i++) {
      String from = "%s >= %d".formatted(column, bound(lower, upper, i, number));
      String to = "%s < %d".formatted(column, bound(lower, upper, i + 1, number));
      conditions.add(
          i == 0
              ? "(%s or %s is null)".formatted(to, column)
              : i == number - 1 ? from : from + " and " + to);
    }
    return conditions;
  }

  private static BigInteger bound(long lower, long upper, int part, int parts) {
    BigInteger from = BigInteger.valueOf(lower);
    BigInteger width = BigInteger.valueOf(upper).subtract(from);
    return from.add(width.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(parts)));
  }
}
