package io.aurum.jobs.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Demo data in memory, and its files as tests want to read them. */
final class Generated {
  static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

  private final Map<String, byte[]> files = new TreeMap<>();

  static Generated of(int customers, long seed) {
    Generated generated = new Generated();
    Map<String, ByteArrayOutputStream> streams = new TreeMap<>();
    DemoGenerator.generate(
        new DemoSettings(customers, seed, AS_OF),
        path -> {
          ByteArrayOutputStream stream = new ByteArrayOutputStream();
          streams.put(path, stream);
          return stream;
        });
    streams.forEach((path, stream) -> generated.files.put(path, stream.toByteArray()));
    return generated;
  }

  Map<String, byte[]> files() {
    return files;
  }

  /** SHA-256 of all files with their names, as hexadecimal digits. */
  String digest() {
    MessageDigest digest = sha256();
    files.forEach(
        (path, bytes) -> {
          digest.update(path.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(sha256().digest(bytes));
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Text of a file, unzipped; undecodable bytes become replacement characters. */
  String text(String path) {
    try (InputStream raw = new ByteArrayInputStream(files.get(path));
        InputStream in = path.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines of a file, line 1 at index 0. */
  List<String> lines(String path) {
    return text(path).lines().toList();
  }

  /** Rows of a comma-separated file with a header, by column name. */
  List<Map<String, String>> rows(String path) {
    List<List<String>> rows = lines(path).stream().map(Csv::parse).toList();
    List<String> header = rows.get(0);
    return rows.stream()
        .skip(1)
        .map(
            row ->
                java.util.stream.IntStream.range(0, header.size())
                    .boxed()
                    .collect(Collectors.toMap(header::get, row::get)))
        .toList();
  }

  /** Paths of the files of a folder. */
  List<String> in(String folder) {
    return files.keySet().stream().filter(path -> path.startsWith(folder + "/")).toList();
  }
}
