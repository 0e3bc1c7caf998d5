package io.aurum.jobs.ingest;

import io.aurum.common.config.JdbcSettings;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ContentHash;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.InputFiles;
import io.aurum.common.run.Payload;
import io.aurum.common.text.Scalars;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads rows of a database: one partition of a table or query, every value as text. Rows come in
 * the order of all wanted values, so that their numbers do not depend on what the database feels
 * like.
 */
final class JdbcRecords implements RecordReader {
  private static final int FETCH_ROWS = 10_000;
  private static final String ALIAS = "aurum_rows";

  private final JdbcSettings settings;
  private final Connection connection;
  private final List<String> columns;
  private final List<String> wanted;
  private final int[] positions;
  private final ResultSet rows;
  private final int[] types;
  private long record;
  private String[] last;

  private JdbcRecords(
      JdbcSettings settings,
      Connection connection,
      List<String> columns,
      List<String> wanted,
      ResultSet rows,
      long before)
      throws SQLException {
    this.settings = settings;
    this.connection = connection;
    this.columns = columns;
    this.wanted = List.copyOf(wanted);
    List<String> read = wanted.stream().filter(columns::contains).toList();
    this.positions = wanted.stream().mapToInt(column -> read.indexOf(column) + 1).toArray();
    this.rows = rows;
    this.types = types(rows.getMetaData());
    this.record = before;
  }

  /**
   * @param part the partition to read
   * @param wanted columns whose values the records bring, in this order
   * @throws AurumException STORAGE where the database cannot be read, USAGE where there is no
   *     driver
   */
  static JdbcRecords open(JdbcSettings settings, Part part, List<String> wanted) {
    Connection connection = connect(settings);
    try {
      List<String> columns = columns(settings, connection);
      String select = select(settings, connection, columns, wanted);
      ResultSet rows = query(connection, select + where(settings, part) + order(columns, wanted));
      return new JdbcRecords(settings, connection, columns, wanted, rows, part.before());
    } catch (SQLException e) {
      closeQuietly(connection, e);
      throw unreadable(settings, e);
    }
  }

  /**
   * The rows as they are now, as one delivery. Its hash is that of all values of all columns,
   * whatever the order of rows.
   */
  static InputFile delivery(JdbcSettings settings) {
    try (Connection connection = connect(settings)) {
      return delivery(settings, connection);
    } catch (SQLException e) {
      throw unreadable(settings, e);
    }
  }

  private static InputFile delivery(JdbcSettings settings, Connection connection)
      throws SQLException {
    List<String> names = columns(settings, connection);
    String all = "select * from %s %s".formatted(settings.relation(), ALIAS);
    try (ResultSet rows = query(connection, all)) {
      int[] types = types(rows.getMetaData());
      var hash = new ContentHash();
      BigInteger sum = BigInteger.ZERO;
      long count = 0;
      long characters = 0;
      while (rows.next()) {
        for (int i = 1; i <= types.length; i++) {
          String value = text(rows, i, types[i - 1]);
          if (value != null) {
            hash.add(names.get(i - 1)).add(value);
            characters += value.length();
          }
        }
        sum = sum.add(new BigInteger(hash.finish(), 16));
        count++;
      }
      return new InputFile(
          settings.place(),
          settings.label(),
          characters,
          Instant.EPOCH,
          InputFiles.hash(count + " " + sum.toString(16) + " " + String.join(",", names)));
    }
  }

  /** Names of the columns of the table or query. */
  static List<String> columns(JdbcSettings settings) {
    try (Connection connection = connect(settings)) {
      return columns(settings, connection);
    } catch (SQLException e) {
      throw unreadable(settings, e);
    }
  }

  /** The partitions of a delivery, each with the number of rows before it. */
  static List<Part> parts(Delivery delivery) {
    JdbcSettings settings = delivery.source().jdbc().orElseThrow();
    int number = settings.partitions().size();
    if (number < 2) {
      return List.of(Part.whole(delivery));
    }
    List<Part> parts = new ArrayList<>();
    try (Connection connection = connect(settings)) {
      long before = 0;
      for (int i = 0; i < number; i++) {
        var part = new Part(delivery, i, number, 0, Long.MAX_VALUE, before);
        parts.add(part);
        before += count(settings, connection, part);
      }
      return parts;
    } catch (SQLException e) {
      throw unreadable(settings, e);
    }
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Parsed next() {
    try {
      if (!rows.next()) {
        return null;
      }
      last = new String[positions.length];
      for (int i = 0; i < last.length; i++) {
        last[i] = positions[i] == 0 ? null : text(rows, positions[i], types[positions[i] - 1]);
      }
      return new Parsed.Fields(++record, last);
    } catch (SQLException e) {
      throw unreadable(settings, e);
    }
  }

  @Override
  public String payload() {
    return Payload.json(wanted, last);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw unreadable(settings, e);
    }
  }

  private static long count(JdbcSettings settings, Connection connection, Part part)
      throws SQLException {
    String select = "select count(*) from %s %s".formatted(settings.relation(), ALIAS);
    try (ResultSet rows = query(connection, select + where(settings, part))) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Asks for no row, so that what the database complains of holds no value of one. */
  private static List<String> columns(JdbcSettings settings, Connection connection) {
    String none = "select * from %s %s where 1 = 0".formatted(settings.relation(), ALIAS);
    try (ResultSet rows = query(connection, none)) {
      return names(rows.getMetaData());
    } catch (SQLException e) {
      throw unusable(settings, e);
    }
  }

  private static String select(
      JdbcSettings settings, Connection connection, List<String> columns, List<String> wanted)
      throws SQLException {
    String quote = connection.getMetaData().getIdentifierQuoteString().strip();
    String list =
        wanted.stream()
            .filter(columns::contains)
            .map(column -> quote + column.replace(quote, quote + quote) + quote)
            .collect(Collectors.joining(", "));
    return "select %s from %s %s"
        .formatted(list.isEmpty() ? "*" : list, settings.relation(), ALIAS);
  }

  private static String where(JdbcSettings settings, Part part) {
    return part.isWhole() ? "" : " where " + settings.partitions().get(part.number());
  }

  private static String order(List<String> columns, List<String> wanted) {
    long read = wanted.stream().filter(columns::contains).count();
    return read == 0
        ? ""
        : IntStream.rangeClosed(1, (int) read)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", " order by ", ""));
  }

  private static ResultSet query(Connection connection, String sql) throws SQLException {
    Statement statement = connection.createStatement();
    statement.closeOnCompletion();
    statement.setFetchSize(FETCH_ROWS);
    return statement.executeQuery(sql);
  }

  private static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
    }
    return names;
  }

  private static int[] types(ResultSetMetaData columns) throws SQLException {
    int[] types = new int[columns.getColumnCount()];
    for (int i = 0; i < types.length; i++) {
      types[i] = columns.getColumnType(i + 1);
    }
    return types;
  }

  private static String text(ResultSet row, int column, int type) throws SQLException {
    String value =
        switch (type) {
          case Types.DATE -> text(row.getObject(column, LocalDate.class));
          case Types.TIME -> text(row.getObject(column, LocalTime.class));
          case Types.TIMESTAMP -> local(row.getObject(column, LocalDateTime.class));
          case Types.TIMESTAMP_WITH_TIMEZONE -> utc(row.getObject(column, OffsetDateTime.class));
          case Types.DECIMAL, Types.NUMERIC -> plain(row.getBigDecimal(column));
          case Types.REAL -> Scalars.number(row.getFloat(column));
          case Types.FLOAT, Types.DOUBLE -> Scalars.number(row.getDouble(column));
          case Types.BOOLEAN, Types.BIT -> Boolean.toString(row.getBoolean(column));
          case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> hex(row.getBytes(column));
          default -> row.getString(column);
        };
    return row.wasNull() ? null : value;
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private static String local(LocalDateTime time) {
    return time == null ? null : Scalars.local(time);
  }

  private static String utc(OffsetDateTime time) {
    return time == null
        ? null
        : Scalars.utc(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
  }

  private static String plain(BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private static String hex(byte[] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }

  /** Asks the drivers of the class path itself: DriverManager hides those that were added later. */
  private static Connection connect(JdbcSettings settings) {
    var properties = new Properties();
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password());
    }
    try {
      for (Driver driver :
          ServiceLoader.load(Driver.class, Thread.currentThread().getContextClassLoader())) {
        if (driver.acceptsURL(settings.url())) {
          Connection connection = driver.connect(settings.url(), properties);
          connection.setAutoCommit(false);
          return connection;
        }
      }
    } catch (SQLException e) {
      throw unusable(settings, e);
    }
    throw AurumException.of(
        ExitCode.USAGE,
        "No JDBC driver for " + settings.place(),
        "no driver on the class path accepts the URL",
        "add the driver's jar to the class path, or correct the URL");
  }

  private static void closeQuietly(Connection connection, SQLException failure) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static AurumException unusable(JdbcSettings settings, SQLException e) {
    String words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String shown = words.replace(settings.url(), settings.place());
    return AurumException.of(
        ExitCode.STORAGE,
        "Cannot read %s".formatted(settings),
        "the database says: "
            + (settings.password() == null
                ? shown
                : shown.replace(settings.password(), "(secret)")),
        "correct the URL, the table or query, or the user's rights, and run again");
  }

  /** The database's own words are left out: they may quote values. */
  private static AurumException unreadable(JdbcSettings settings, SQLException e) {
    return AurumException.of(
        ExitCode.STORAGE,
        "Cannot read %s".formatted(settings),
        "the database reports SQL state %s, error %d".formatted(e.getSQLState(), e.getErrorCode()),
        "see the database's own log, and run again");
  }
}
