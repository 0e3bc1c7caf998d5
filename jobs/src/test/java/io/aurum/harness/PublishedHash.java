package io.aurum.harness;

import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.Type;

/**
 * One hash over all tables that a run has published for a date: rows by key, every column, bit by
 * bit. Files are read as they lie there, without Spark, so that no session setting has a say; how
 * rows are spread over files, and their order, does not count. Two outputs are equal exactly if
 * their hashes are.
 *
 * <p>The list of tables is that of the contracts; a folder that no contract knows is an error, and
 * so are two rows with one key.
 *
 * <pre>
 * PublishedHash AS_OF OUT...               one line for each output folder
 * PublishedHash --tables AS_OF OUT...      one line for each table
 * PublishedHash --without COLUMN,... ...   leaves columns out
 * </pre>
 */
public final class PublishedHash {
  private final Path publish;
  private final String date;
  private final Set<String> without;

  private PublishedHash(Path out, String date, Set<String> without) {
    this.publish = out.resolve("publish");
    this.date = date;
    this.without = without;
  }

  /** Rows and hash of one table. */
  public record TableHash(long rows, String hash) {}

  /**
   * @param out output folder of a run
   * @param asOf date of the results, ISO 8601
   * @param without columns that do not count
   * @return table to its hash, for each table published at that date
   */
  public static SortedMap<String, TableHash> of(Path out, String asOf, Set<String> without) {
    return new PublishedHash(out, asOf, without).tables();
  }

  /** One hash of all tables. */
  public static String total(SortedMap<String, TableHash> tables) {
    MessageDigest digest = sha256();
    tables.forEach((name, table) -> add(digest, name + "=" + table.hash));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Prints hashes; see the class. */
  public static void main(String[] args) {
    List<String> rest = new ArrayList<>(List.of(args));
    boolean eachTable = rest.remove("--tables");
    Set<String> without = new LinkedHashSet<>();
    int option = rest.indexOf("--without");
    if (option >= 0) {
      rest.remove(option);
      without.addAll(List.of(rest.remove(option).split(",")));
    }
    String asOf = rest.remove(0);
    for (String out : rest) {
      print(System.out, out, of(Path.of(out), asOf, without), eachTable);
    }
  }

  private static void print(
      PrintStream to, String out, SortedMap<String, TableHash> tables, boolean eachTable) {
    if (eachTable) {
      tables.forEach((name, table) -> to.println(table.hash + " " + table.rows + " " + name));
    } else {
      to.println(total(tables) + " " + tables.size() + " " + out);
    }
  }

  private SortedMap<String, TableHash> tables() {
    Map<String, TableSpec> contracts = new TreeMap<>();
    Tables.all().stream()
        .filter(table -> table.store() != Store.STATE)
        .forEach(table -> contracts.put(table.name(), table));
    SortedMap<String, TableHash> tables = new TreeMap<>();
    for (Path folder : list(publish)) {
      String name = folder.getFileName().toString();
      TableSpec contract = contracts.get(name);
      if (contract == null) {
        throw new IllegalStateException("No contract declares what is published as " + name);
      }
      Path ofDate = folder.resolve("as_of=" + date);
      if (Files.isDirectory(ofDate)) {
        tables.put(name, table(contract, ofDate));
      }
    }
    if (tables.isEmpty()) {
      throw new IllegalStateException("Nothing is published below " + publish + " for " + date);
    }
    return tables;
  }

  private TableHash table(TableSpec contract, Path folder) {
    List<String> rows = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (Path file : list(folder)) {
      if (file.toString().endsWith(".parquet")) {
        read(contract, file, rows, keys);
      }
    }
    if (keys.size() != rows.size()) {
      throw new IllegalStateException(
          contract.name() + ": " + rows.size() + " rows with " + keys.size() + " keys");
    }
    Collections.sort(rows);
    MessageDigest digest = sha256();
    rows.forEach(row -> add(digest, row));
    return new TableHash(rows.size(), HexFormat.of().formatHex(digest.digest()));
  }

  private void read(TableSpec contract, Path file, List<String> rows, Set<String> keys) {
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(new Configuration())
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(hash(row, columns(row)));
        keys.add(hash(row, contract.key()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private List<String> columns(Group row) {
    return row.getType().getFields().stream()
        .map(Type::getName)
        .filter(name -> !without.contains(name))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /**
   * Cells as Parquet stores them; a column that is missing and one that is empty are two things.
   */
  private static String hash(Group row, List<String> columns) {
    MessageDigest digest = sha256();
    for (String column : columns) {
      if (row.getType().containsField(column)) {
        int field = row.getType().getFieldIndex(column);
        add(digest, column);
        add(digest, row.getFieldRepetitionCount(field) == 0 ? null : cell(row, field));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String cell(Group row, int field) {
    return switch (row.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case DOUBLE -> Long.toHexString(Double.doubleToRawLongBits(row.getDouble(field, 0)));
      case FLOAT -> Integer.toHexString(Float.floatToRawIntBits(row.getFloat(field, 0)));
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 ->
          HexFormat.of().formatHex(row.getBinary(field, 0).getBytes());
      case BOOLEAN, INT32, INT64 -> row.getValueToString(field, 0);
    };
  }

  /** Adds a text with its length, so that no two lists of texts look alike. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    digest.update(((text == null ? -1 : bytes.length) + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder.toString(), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}
